package org.zhixing.organization;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A resident identity number: 17 digits with a date of birth, and a check character. Source: GB 11643-1999. ORG-4. */
public record IdNumber(String value) {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    public IdNumber {
        String fault = fault(value);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
        value = normal(value);
    }

    /** The slug of what is wrong with a number, or null. */
    public static @Nullable String fault(String raw) {
        String number = normal(raw);
        if (!number.matches("\\d{17}[\\dX]")) {
            return "id-number/shape";
        }
        try {
            LocalDate.of(
                    Integer.parseInt(number.substring(6, 10)),
                    Integer.parseInt(number.substring(10, 12)),
                    Integer.parseInt(number.substring(12, 14)));
        } catch (DateTimeException noSuchDay) {
            return "id-number/birthday";
        }
        return check(number) == number.charAt(17) ? null : "id-number/check-digit";
    }

    public static Optional<IdNumber> of(String raw) {
        return fault(raw) == null ? Optional.of(new IdNumber(normal(raw))) : Optional.empty();
    }

    /** The check character of the first 17 digits. */
    static char check(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (number.charAt(i) - '0');
        }
        return CHECKS.charAt(sum % 11);
    }

    /** Male where the 17th digit is odd. */
    Member.Gender gender() {
        return (value.charAt(16) - '0') % 2 == 1 ? Member.Gender.MALE : Member.Gender.FEMALE;
    }

    String masked() {
        return mask(value);
    }

    /** The first three and last four characters; what lies between is hidden. */
    public static String mask(String number) {
        return number.length() < 8
                ? "*".repeat(number.length())
                : number.substring(0, 3) + "*".repeat(number.length() - 7) + number.substring(number.length() - 4);
    }

    @Override
    public String toString() {
        return masked();
    }

    private static String normal(String raw) {
        return raw.strip().toUpperCase(Locale.ROOT);
    }
}
