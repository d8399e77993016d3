package org.zhixing.platform.web;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A resource method that one account may use so many times a minute; counted before its transaction begins. */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Paced {
    /** What the caller is told is limited. */
    @Nonbinding
    String name() default "";

    @Nonbinding
    int perMinute() default 60;
}
