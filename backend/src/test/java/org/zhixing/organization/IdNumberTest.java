package org.zhixing.organization;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** ORG-4: the check digit of GB 11643. */
class IdNumberTest {
    /** The standard's own worked example. */
    private static final String STANDARD = "11010519491231002X";

    @Example
    void theStandardsExampleIsRight() {
        assertThat(IdNumber.fault(STANDARD)).isNull();
        assertThat(IdNumber.fault("11010519491231002x ")).isNull();
    }

    @Property
    void everySingleWrongDigitIsFound(
            @ForAll @IntRange(max = 16) int place, @ForAll @IntRange(min = 1, max = 9) int shift) {
        StringBuilder wrong = new StringBuilder(STANDARD);
        wrong.setCharAt(place, (char) ('0' + (STANDARD.charAt(place) - '0' + shift) % 10));
        assertThat(IdNumber.fault(wrong.toString())).isNotNull();
    }

    @Example
    void anImpossibleBirthdayIsNamedAsSuch() {
        assertThat(IdNumber.fault("110105194902310028")).isEqualTo("id-number/birthday");
    }

    @Example
    void theMaskHidesTheBirthday() {
        assertThat(new IdNumber(STANDARD).toString()).isEqualTo("110***********002X");
    }
}
