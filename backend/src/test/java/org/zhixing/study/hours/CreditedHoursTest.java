package org.zhixing.study.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.zhixing.study.hours.CreditedHours.MadeUp;
import org.zhixing.study.hours.CreditedHours.Stay;

/** STU-2: what a half-day counts for. */
class CreditedHoursTest {
    private static final Instant EIGHT = Instant.parse("2026-03-03T00:00:00Z");
    private static final UUID ONE = new UUID(0, 1);
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    @Property
    void noMemberEverEarnsMoreThanTheCapInOneHalfDay(
            @ForAll("stays") List<Stay> stays, @ForAll("makeUps") List<MadeUp> madeUp, @ForAll("caps") int cap) {
        assertThat(CreditedHours.of(stays, madeUp, cap).values())
                .allSatisfy(minutes -> assertThat(minutes).isBetween(1, cap));
    }

    @Property
    void theOrderOfEntryDoesNotMatter(
            @ForAll("stays") List<Stay> stays, @ForAll("makeUps") List<MadeUp> madeUp, @ForAll Random random) {
        List<Stay> shuffled = new ArrayList<>(stays);
        Collections.shuffle(shuffled, random);
        List<MadeUp> alsoShuffled = new ArrayList<>(madeUp);
        Collections.shuffle(alsoShuffled, random);
        assertThat(CreditedHours.of(shuffled, alsoShuffled, 240)).isEqualTo(CreditedHours.of(stays, madeUp, 240));
    }

    @Property
    void nothingCountsTwice(@ForAll("stays") List<Stay> stays, @ForAll("makeUps") List<MadeUp> madeUp) {
        List<Stay> twice = new ArrayList<>(stays);
        twice.addAll(stays);
        List<MadeUp> madeUpTwice = new ArrayList<>(madeUp);
        madeUpTwice.addAll(madeUp);
        assertThat(CreditedHours.of(twice, madeUpTwice, 240)).isEqualTo(CreditedHours.of(stays, madeUp, 240));
    }

    @Property
    void noMinuteOfTheClockCountsInTwoRooms(@ForAll("stays") List<Stay> stays, @ForAll("makeUps") List<MadeUp> madeUp) {
        BitSet clock = new BitSet();
        stays.forEach(s -> clock.set(minute(s.from()), minute(s.to())));
        madeUp.forEach(m -> clock.set(minute(m.from()), minute(m.to())));
        assertThat(sum(CreditedHours.of(stays, madeUp, 480))).isLessThanOrEqualTo(clock.cardinality());
    }

    @Property
    void moreAttendanceNeverCountsForLess(@ForAll("stays") List<Stay> stays, @ForAll("stay") Stay more) {
        List<Stay> longer = new ArrayList<>(stays);
        longer.add(more);
        assertThat(sum(CreditedHours.of(longer, List.of(), 240)))
                .isGreaterThanOrEqualTo(sum(CreditedHours.of(stays, List.of(), 240)));
    }

    /** Whatever is corrected first: in the end the record alone decides. */
    @Property
    void correctionsCommute(@ForAll("stays") List<Stay> stays, @ForAll("stay") Stay one, @ForAll("stay") Stay other) {
        List<Stay> oneFirst = new ArrayList<>(stays);
        oneFirst.add(one);
        oneFirst.add(other);
        List<Stay> otherFirst = new ArrayList<>(List.of(other, one));
        otherFirst.addAll(stays);
        assertThat(CreditedHours.of(oneFirst, List.of(), 240)).isEqualTo(CreditedHours.of(otherFirst, List.of(), 240));
    }

    @Property
    void aMakeUpNeverCountsForMoreThanWasMissed(@ForAll("stays") List<Stay> stays, @ForAll("makeUp") MadeUp madeUp) {
        int without = sum(CreditedHours.of(stays, List.of(), 480));
        int with = sum(CreditedHours.of(stays, List.of(madeUp), 480));
        assertThat(with - without).isBetween(0, (int) madeUp.length().toMinutes());
    }

    @Example
    void aMakeUpCountsForTheHalfDayThatWasMissed() {
        MadeUp evening = new MadeUp(ONE, Slot.at(EIGHT), at(2_000), at(2_150), Duration.ofHours(3));
        assertThat(CreditedHours.of(List.of(), List.of(evening), 240)).isEqualTo(Map.of(Slot.at(EIGHT), 150));
    }

    @Example
    void whoWasThereAfterAllEarnsNothingMoreByTheMakeUp() {
        Stay there = new Stay(ONE, Slot.at(EIGHT), EIGHT, at(120));
        MadeUp evening = new MadeUp(ONE, Slot.at(EIGHT), at(2_000), at(2_120), TWO_HOURS);
        assertThat(CreditedHours.of(List.of(there), List.of(evening), 240)).isEqualTo(Map.of(Slot.at(EIGHT), 120));
    }

    @Example
    void whoSatInASessionMeanwhileDidNotMakeUpInThatTime() {
        Stay another = new Stay(new UUID(0, 2), Slot.at(at(1_440)), at(1_440), at(1_560));
        MadeUp sameTime = new MadeUp(ONE, Slot.at(EIGHT), at(1_500), at(1_620), TWO_HOURS);
        assertThat(CreditedHours.of(List.of(another), List.of(sameTime), 240))
                .isEqualTo(Map.of(Slot.at(EIGHT), 60, Slot.at(at(1_440)), 120));
    }

    @Example
    void whatTheMorningCannotCountIsLeftToTheAfternoon() {
        Stay morning = new Stay(ONE, Slot.at(EIGHT), EIGHT, at(300));
        Stay afternoon = new Stay(new UUID(0, 2), Slot.at(at(240)), at(240), at(480));
        assertThat(CreditedHours.of(List.of(morning, afternoon), List.of(), 240))
                .isEqualTo(Map.of(Slot.at(EIGHT), 240, Slot.at(at(240)), 240));
    }

    @Example
    void somebodyLateIsCreditedFromArrival() {
        List<Stay> late = CreditedHours.stay(ONE, EIGHT, at(180), at(30));
        assertThat(CreditedHours.of(late, List.of(), 240)).isEqualTo(Map.of(Slot.at(EIGHT), 150));
    }

    @Example
    void whoComesAfterTheEndEarnsNothing() {
        assertThat(CreditedHours.stay(ONE, EIGHT, at(180), at(181))).isEmpty();
    }

    @Provide
    Arbitrary<Integer> caps() {
        return Arbitraries.integers().between(30, 480);
    }

    /** Over two days, so that half-days meet at noon and at midnight. */
    @Provide
    Arbitrary<Stay> stay() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(0, 2_000),
                        Arbitraries.integers().between(0, 400))
                .as((session, start, minutes) ->
                        new Stay(new UUID(0, session), Slot.at(at(start)), at(start), at(start + minutes)));
    }

    @Provide
    Arbitrary<List<Stay>> stays() {
        return stay().list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<MadeUp> makeUp() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(0, 3_000),
                        Arbitraries.integers().between(1, 400))
                .as((session, start, minutes) -> new MadeUp(
                        new UUID(0, session),
                        Slot.at(at(session * 300)),
                        at(start),
                        at(start + minutes),
                        Duration.ofMinutes(120 + 10 * session)));
    }

    @Provide
    Arbitrary<List<MadeUp>> makeUps() {
        return makeUp().list().ofMaxSize(4);
    }

    private static Instant at(int minutes) {
        return EIGHT.plusSeconds(minutes * 60L);
    }

    private static int minute(Instant time) {
        return (int) Duration.between(EIGHT, time).toMinutes();
    }

    private static int sum(Map<Slot, Integer> credits) {
        return credits.values().stream().mapToInt(Integer::intValue).sum();
    }
}
