package org.zhixing.study.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.zhixing.platform.problem.Refused;

/** The short code of a printed sheet can be typed without a slip going unnoticed. STU-3 */
class SheetCodeTest {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final long LAST = (1L << 35) - 1;

    @Property
    void everyNumberIsReadBackHoweverItsCodeIsWritten(@ForAll @LongRange(max = LAST) long number) {
        String code = SheetCode.of(number);
        assertThat(code).hasSize(8);
        assertThat(SheetCode.read(code)).isEqualTo(number);
        assertThat(SheetCode.read(
                        " " + code.substring(0, 4).toLowerCase(java.util.Locale.ROOT) + "-" + code.substring(4)))
                .isEqualTo(number);
        assertThat(SheetCode.read(code.replace('0', 'o').replace('1', 'L'))).isEqualTo(number);
    }

    @Property
    void everySingleWrongDigitIsNoticed(
            @ForAll @LongRange(max = LAST) long number,
            @ForAll @IntRange(max = 7) int place,
            @ForAll @IntRange(max = 31) int digit) {
        String code = SheetCode.of(number);
        if (code.charAt(place) != DIGITS.charAt(digit)) {
            refused(code.substring(0, place) + DIGITS.charAt(digit) + code.substring(place + 1));
        }
    }

    @Property
    void everySwapOfTwoNeighboursIsNoticed(
            @ForAll @LongRange(max = LAST) long number, @ForAll @IntRange(max = 6) int place) {
        String code = SheetCode.of(number);
        char one = code.charAt(place);
        char next = code.charAt(place + 1);
        if (one != next) {
            refused(code.substring(0, place) + next + one + code.substring(place + 2));
        }
    }

    @Test
    void whatIsNoCodeIsRefused() {
        for (String text : new String[] {"UUUUUUUU", "00000!00"}) {
            refused(text);
        }
        for (String text : new String[] {"", "0", "000000000"}) {
            assertThat(SheetCode.read(text)).isEqualTo(SheetCode.NONE);
        }
    }

    private static void refused(String code) {
        assertThatThrownBy(() -> SheetCode.read(code))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.slug()).isEqualTo("study/sheet-code-wrong"));
    }
}
