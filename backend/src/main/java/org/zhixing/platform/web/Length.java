package org.zhixing.platform.web;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A text's length in code points, so that 𠮷 counts as one; with {@code min} above 0 a blank text is refused too. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
    ElementType.FIELD,
    ElementType.PARAMETER,
    ElementType.METHOD,
    ElementType.RECORD_COMPONENT,
    ElementType.TYPE_USE
})
@Constraint(validatedBy = Length.Check.class)
public @interface Length {
    int min() default 0;

    int max();

    String message() default "length";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Counts code points. */
    class Check implements ConstraintValidator<Length, CharSequence> {
        private int min;
        private int max;

        @Override
        public void initialize(Length length) {
            min = length.min();
            max = length.max();
        }

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            long length = text.codePoints().count();
            return length <= max
                    && (min == 0 || text.toString().strip().codePoints().count() >= min);
        }
    }
}
