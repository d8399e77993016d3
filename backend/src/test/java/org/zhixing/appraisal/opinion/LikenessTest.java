package org.zhixing.appraisal.opinion;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Opinions that say the same are found by what they have in common. APP-3. */
class LikenessTest {
    private static final String ASKED = "办个证明跑了三趟，能不能一次说清要带什么材料";

    @Test
    void thoseThatSayTheSameInOtherWordsAreOffered() {
        assertThat(between(ASKED, "办证明材料没有一次说清，跑了三趟才办好")).isGreaterThan(Likeness.WORTH_SHOWING);
        assertThat(between("村口路灯坏了半年没人修", "三组的路灯坏了，晚上看不见路，没人修")).isGreaterThan(Likeness.WORTH_SHOWING);
    }

    @Test
    void thoseThatSaySomethingElseAreNot() {
        assertThat(between(ASKED, "村口路灯坏了半年没人修")).isLessThan(Likeness.WORTH_SHOWING);
        assertThat(between("", "")).isZero();
    }

    @Property
    void itIsTheSameBothWaysAndNeverMoreThanTheSame(@ForAll String one, @ForAll String other) {
        assertThat(between(one, other)).isEqualTo(between(other, one)).isBetween(0.0, 1.0);
        assertThat(between(one, one)).isIn(0.0, 1.0);
    }

    private static double between(String one, String other) {
        return Likeness.of(one).to(Likeness.of(other));
    }
}
