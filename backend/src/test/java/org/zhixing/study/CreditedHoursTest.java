package org.zhixing.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.zhixing.study.CreditedHours.Stay;

/** STU-2: what a half-day counts for. */
class CreditedHoursTest {
    private static final Instant NINE = Instant.parse("2026-03-03T01:00:00Z");

    @Property
    void noMemberEverEarnsMoreThanTheCapInOneHalfDay(@ForAll("stays") List<Stay> stays, @ForAll("caps") int cap) {
        assertThat(CreditedHours.ofHalfDay(stays, cap)).isBetween(0, cap);
    }

    @Property
    void theOrderOfEntryDoesNotMatter(@ForAll("stays") List<Stay> stays, @ForAll Random random) {
        List<Stay> shuffled = new ArrayList<>(stays);
        Collections.shuffle(shuffled, random);
        assertThat(CreditedHours.ofHalfDay(shuffled, 240)).isEqualTo(CreditedHours.ofHalfDay(stays, 240));
    }

    @Property
    void nothingCountsTwice(@ForAll("stays") List<Stay> stays) {
        List<Stay> twice = new ArrayList<>(stays);
        twice.addAll(stays);
        assertThat(CreditedHours.ofHalfDay(twice, 240)).isEqualTo(CreditedHours.ofHalfDay(stays, 240));
    }

    @Property
    void moreAttendanceNeverCountsForLess(@ForAll("stays") List<Stay> stays, @ForAll("stay") Stay more) {
        List<Stay> longer = new ArrayList<>(stays);
        longer.add(more);
        assertThat(CreditedHours.ofHalfDay(longer, 240)).isGreaterThanOrEqualTo(CreditedHours.ofHalfDay(stays, 240));
    }

    @Example
    void somebodyLateIsCreditedFromArrival() {
        List<Stay> late =
                CreditedHours.stay(Attendance.Status.LATE, NINE, NINE.plusSeconds(10_800), NINE.plusSeconds(1_800));
        assertThat(CreditedHours.ofHalfDay(late, 240)).isEqualTo(150);
    }

    @Example
    void leaveAndAbsenceEarnNothing() {
        assertThat(CreditedHours.stay(Attendance.Status.LEAVE, NINE, NINE.plusSeconds(10_800), null))
                .isEmpty();
        assertThat(CreditedHours.stay(Attendance.Status.ABSENT, NINE, NINE.plusSeconds(10_800), null))
                .isEmpty();
    }

    @Provide
    Arbitrary<Integer> caps() {
        return Arbitraries.integers().between(30, 480);
    }

    @Provide
    Arbitrary<Stay> stay() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 300),
                        Arbitraries.integers().between(0, 300))
                .as((start, minutes) ->
                        new Stay(NINE.plusSeconds(start * 60L), NINE.plusSeconds((start + minutes) * 60L)));
    }

    @Provide
    Arbitrary<List<Stay>> stays() {
        return stay().list().ofMaxSize(8);
    }
}
