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
    /**
     * An identity's attribute: what its caller holds at this moment, in any text that differs when that does. A kept
     * answer is repeated only to a caller who holds what they held when it was given.
     */
    String RIGHTS = "rights";

    /**
     * Whoever sends: the caller's identity goes into nothing that is kept, and who has not signed in may send again too.
     * The key then has to be one that nobody guesses.
     */
    @Nonbinding
    boolean anonymously() default false;

    /**
     * Whether the answer is kept under the request's key. Not for what nothing may be kept of, not even a keyed hash: of a
     * secret ballot there are so few contents that a hash tells which it was. Such a method refuses its repeat by itself.
     */
    @Nonbinding
    boolean keepsAnswer() default true;
}
