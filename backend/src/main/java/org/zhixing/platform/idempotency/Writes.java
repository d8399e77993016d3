package org.zhixing.platform.idempotency;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A resource method that changes something. It runs in one transaction, and a request with an {@code Idempotency-Key}
 * leaves its answer in that same transaction, so that the effect and the answer are kept or lost together.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Writes {
    /** The answer holds a secret that is shown this once: it is not kept, and a repeat is refused instead. */
    @Nonbinding
    boolean answersSecret() default false;
}
