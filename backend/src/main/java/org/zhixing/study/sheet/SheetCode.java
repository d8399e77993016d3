package org.zhixing.study.sheet;

import java.util.Locale;
import org.zhixing.platform.problem.Refused;

/**
 * The short code on a printed sheet: seven digits and a check digit in Crockford's base 32, which has no I, L, O and U.
 *
 * <p>The check digit is a polynomial over the field of 32 elements, so that every single wrong digit and every swap of
 * two neighbours is noticed. Numbers that follow each other look nothing alike. STU-3.
 */
final class SheetCode {
    /** A number that no sheet has. */
    static final long NONE = -1;

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 7;
    private static final long NUMBERS = 1L << (5 * LENGTH);

    /** Odd, so that multiplying by it modulo a power of two can be undone. */
    private static final long SPREAD = 22_695_477_011L;

    private static final long GATHER = inverse(SPREAD);

    private SheetCode() {}

    static String of(long number) {
        long spread = (number * SPREAD) & (NUMBERS - 1);
        StringBuilder code = new StringBuilder();
        int check = 0;
        for (int i = LENGTH - 1; i >= 0; i--) {
            int digit = (int) (spread >> (5 * i)) & 31;
            code.append(DIGITS.charAt(digit));
            check = timesTwo(check ^ digit);
        }
        return code.append(DIGITS.charAt(check)).toString();
    }

    /** The number that a code stands for, however it is written; refuses one with a slip in it. What has another length is no sheet's code and stands for {@link #NONE}. */
    static long read(String text) {
        String code = text.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        if (code.length() != LENGTH + 1) {
            return NONE;
        }
        long spread = 0;
        int check = 0;
        for (int i = 0; i < LENGTH; i++) {
            int digit = digit(code.charAt(i));
            spread = spread << 5 | digit;
            check = timesTwo(check ^ digit);
        }
        if (digit(code.charAt(LENGTH)) != check) {
            throw wrong();
        }
        return (spread * GATHER) & (NUMBERS - 1);
    }

    private static int digit(char c) {
        int digit = DIGITS.indexOf(c);
        if (digit < 0) {
            throw wrong();
        }
        return digit;
    }

    /** In the field of 32 elements, modulo x⁵ + x² + 1. */
    private static int timesTwo(int element) {
        int twice = element << 1;
        return twice > 31 ? twice ^ 0b100101 : twice;
    }

    /** Modulo 2⁶⁴, by Newton's steps: each doubles the bits that are right. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int i = 0; i < 5; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    private static Refused wrong() {
        return Refused.invalid("study/sheet-code-wrong");
    }
}
