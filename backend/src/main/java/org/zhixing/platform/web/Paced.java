package org.zhixing.platform.web;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A resource method that one account, or one address, may use so many times a minute; counted before its transaction
 * begins.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Paced {
    /** What the caller is told is limited. */
    @Nonbinding
    String name() default "";

    @Nonbinding
    int perMinute() default 60;

    /**
     * Counts by address instead: the setting that says how many. Of the address only a keyed hash that is another one
     * each day is kept, for as long as the minute lasts and until it is swept away.
     */
    @Nonbinding
    String perMinuteAndAddress() default "";
}
