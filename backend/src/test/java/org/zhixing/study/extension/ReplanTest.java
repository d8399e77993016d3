package org.zhixing.study.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.zhixing.platform.time.Times;
import org.zhixing.study.hours.HalfDay;
import org.zhixing.study.hours.HoursForecast;
import org.zhixing.study.hours.Slot;

/** An extension fills free half-days, keeps to the rule of the week, and makes nobody's outlook worse. CAM-4 */
class ReplanTest {
    private static final HoursForecast.Quota RULE = new HoursForecast.Quota(2_400, 2, 240);
    /** A Wednesday: Tuesday's usual half-day of this week is over. */
    private static final LocalDate TODAY = LocalDate.of(2026, 4, 8);

    private static final LocalDate OLD_END = LocalDate.of(2026, 4, 12);
    private static final UUID ONE = new UUID(0, 1);

    @Test
    void theBranchsUsualHalfDaysAreTakenFirstWithTheirTimes() {
        Habit habit = Habit.of(
                List.of(
                        met(DayOfWeek.MONDAY, "09:00", 120),
                        met(DayOfWeek.MONDAY, "09:00", 120),
                        met(DayOfWeek.SATURDAY, "09:00", 120),
                        met(DayOfWeek.SATURDAY, "08:00", 90),
                        met(DayOfWeek.FRIDAY, "10:00", 240)),
                2,
                240);
        Replan replan = Replan.of(facts(2_000, Map.of(), Set.of(), Set.of(), habit), until(OLD_END.plusWeeks(2)));
        assertThat(replan.needed()).isEqualTo(4);
        assertThat(replan.sessions())
                .extracting(s -> s.slot().date() + " " + s.slot().half() + " " + s.start() + " " + s.minutes())
                .containsExactly(
                        "2026-04-09 AM 09:00 120",
                        "2026-04-11 AM 09:00 120",
                        "2026-04-13 AM 09:00 120",
                        "2026-04-18 AM 09:00 120");
    }

    @Test
    void whoNeverStudiedStudiesOnTuesdayMorningAndFridayAfternoon() {
        assertThat(Habit.of(List.of(), 2, 240).days())
                .containsExactly(
                        new Habit.Day(DayOfWeek.TUESDAY, HalfDay.AM), new Habit.Day(DayOfWeek.FRIDAY, HalfDay.PM));
    }

    @Test
    void aBusyUsualHalfDayMakesWayForAnotherOfTheSameWeek() {
        Set<Slot> busy = Set.of(new Slot(LocalDate.of(2026, 4, 14), HalfDay.AM));
        Replan replan =
                Replan.of(facts(0, Map.of(), Set.of(), busy, Habit.of(List.of(), 2, 240)), until(OLD_END.plusWeeks(1)));
        assertThat(replan.sessions())
                .extracting(s -> s.slot().date() + " " + s.slot().half())
                .containsExactly("2026-04-09 AM", "2026-04-10 PM", "2026-04-13 AM", "2026-04-17 PM");
    }

    @Test
    void noMoreIsProposedThanTheMemberWhoLacksMostNeeds() {
        Replan replan = Replan.of(
                facts(2_400 - 181, Map.of(), Set.of(), Set.of(), Habit.of(List.of(), 2, 240)),
                until(OLD_END.plusWeeks(8)));
        assertThat(replan.sessions()).hasSize(2);
        assertThat(replan.shortBefore()).isEqualTo(1);
        assertThat(replan.shortAfter()).isZero();
    }

    @Property
    void aWeekNeverHasMoreHalfDaysThanTheRuleUnlessItHadBefore(
            @ForAll("facts") Replan.Facts facts, @ForAll @IntRange(min = 1, max = 60) int days) {
        Map<LocalDate, Long> before = byWeek(facts.taken().stream());
        Map<LocalDate, Long> after = byWeek(Stream.concat(
                facts.taken().stream(),
                Replan.of(facts, until(OLD_END.plusDays(days))).sessions().stream()
                        .map(Replan.Proposed::slot)));
        after.forEach(
                (week, count) -> assertThat(count).isLessThanOrEqualTo(Math.max(2, before.getOrDefault(week, 0L))));
    }

    @Property
    void noHalfDayThatIsBusyOrTakenOrOutsideTheDaysLeftIsProposedAndNoneTwice(
            @ForAll("facts") Replan.Facts facts, @ForAll @IntRange(min = 1, max = 60) int days) {
        LocalDate end = OLD_END.plusDays(days);
        List<Slot> slots = Replan.of(facts, until(end)).sessions().stream()
                .map(Replan.Proposed::slot)
                .toList();
        assertThat(slots).doesNotHaveDuplicates().isSorted();
        assertThat(slots).allSatisfy(slot -> {
            assertThat(facts.busy()).doesNotContain(slot);
            assertThat(facts.taken()).doesNotContain(slot);
            assertThat(slot.date()).isAfter(TODAY).isBeforeOrEqualTo(end);
        });
    }

    @Property
    void nobodyLacksMoreThanBefore(@ForAll("facts") Replan.Facts facts, @ForAll @IntRange(min = 1, max = 60) int days) {
        assertThat(Replan.of(facts, until(OLD_END.plusDays(days))).standings())
                .hasSameSizeAs(facts.credited().keySet())
                .allSatisfy(s -> {
                    assertThat(s.after().shortBy())
                            .isLessThanOrEqualTo(s.before().shortBy());
                    assertThat(s.after().outlook())
                            .isLessThanOrEqualTo(s.before().outlook());
                });
    }

    @Property
    void withEnoughFreeWeeksEverybodyReachesTheQuotaAndNothingIsLeftOver(@ForAll("facts") Replan.Facts facts) {
        Replan replan = Replan.of(facts, until(OLD_END.plusWeeks(40)));
        assertThat(replan.shortAfter()).isZero();
        assertThat(replan.sessions()).hasSize(replan.needed());
    }

    @Property
    void theOrderInWhichFactsComeDoesNotMatter(
            @ForAll("facts") Replan.Facts facts, @ForAll @IntRange(min = 1, max = 60) int days) {
        assertThat(Replan.of(reversed(facts), until(OLD_END.plusDays(days))))
                .isEqualTo(Replan.of(facts, until(OLD_END.plusDays(days))));
    }

    @Property
    void aBusierCalendarNeverGivesMore(
            @ForAll("facts") Replan.Facts facts,
            @ForAll("slots") Set<Slot> more,
            @ForAll @IntRange(min = 1, max = 60) int days) {
        Set<Slot> busier = new HashSet<>(facts.busy());
        busier.addAll(more);
        Replan.Facts worse =
                new Replan.Facts(facts.rule(), facts.credited(), facts.planned(), facts.taken(), busier, facts.habit());
        assertThat(Replan.of(worse, until(OLD_END.plusDays(days))).sessions())
                .hasSizeLessThanOrEqualTo(Replan.of(facts, until(OLD_END.plusDays(days)))
                        .sessions()
                        .size());
    }

    @Property
    void aLongerExtensionNeverGivesLess(
            @ForAll("facts") Replan.Facts facts, @ForAll @IntRange(min = 1, max = 60) int days) {
        assertThat(Replan.of(facts, until(OLD_END.plusDays(days + 7))).shortAfter())
                .isLessThanOrEqualTo(
                        Replan.of(facts, until(OLD_END.plusDays(days))).shortAfter());
    }

    /** What is planned is taken too, as a branch's calendar has it. */
    @Provide
    Arbitrary<Replan.Facts> facts() {
        Arbitrary<Map<UUID, Integer>> credited = Arbitraries.integers()
                .between(0, 2_600)
                .list()
                .ofMaxSize(6)
                .map(minutes -> IntStream.range(0, minutes.size())
                        .boxed()
                        .collect(Collectors.toMap(i -> new UUID(0, i), minutes::get)));
        Arbitrary<Map<Slot, Integer>> planned = Arbitraries.maps(
                        slot(), Arbitraries.integers().between(30, 300))
                .ofMaxSize(8);
        return Combinators.combine(credited, planned, slots(), slots(), habits())
                .as((members, plan, others, busy, habit) -> {
                    Set<Slot> taken = new HashSet<>(others);
                    taken.addAll(plan.keySet());
                    return new Replan.Facts(RULE, members, plan, taken, busy, habit);
                });
    }

    @Provide
    Arbitrary<Set<Slot>> slots() {
        return slot().set().ofMaxSize(40);
    }

    private static Arbitrary<Slot> slot() {
        return Combinators.combine(Arbitraries.integers().between(0, 60), Arbitraries.of(HalfDay.class))
                .as((day, half) -> new Slot(TODAY.plusDays(day), half));
    }

    private static Arbitrary<Habit> habits() {
        return Combinators.combine(
                        Arbitraries.of(DayOfWeek.class),
                        Arbitraries.of("08:00", "09:30", "14:00", "15:15"),
                        Arbitraries.integers().between(20, 400))
                .as(ReplanTest::met)
                .list()
                .ofMaxSize(5)
                .map(met -> Habit.of(met, 2, 240));
    }

    private static Habit.Met met(DayOfWeek day, String start, int minutes) {
        LocalTime time = LocalTime.parse(start);
        return new Habit.Met(new Habit.Day(day, time.getHour() < 12 ? HalfDay.AM : HalfDay.PM), time, minutes);
    }

    private static Replan.Facts facts(
            int credited, Map<Slot, Integer> planned, Set<Slot> taken, Set<Slot> busy, Habit habit) {
        return new Replan.Facts(RULE, Map.of(ONE, credited), planned, taken, busy, habit);
    }

    private static Replan.Span until(LocalDate end) {
        return new Replan.Span(OLD_END, end, TODAY);
    }

    private static Map<LocalDate, Long> byWeek(Stream<Slot> slots) {
        return slots.collect(Collectors.groupingBy(slot -> Times.mondayOf(slot.date()), Collectors.counting()));
    }

    private static Replan.Facts reversed(Replan.Facts facts) {
        return new Replan.Facts(
                facts.rule(),
                reversed(facts.credited()),
                reversed(facts.planned()),
                reversed(facts.taken()),
                reversed(facts.busy()),
                facts.habit());
    }

    private static <K> Map<K, Integer> reversed(Map<K, Integer> map) {
        Map<K, Integer> reversed = new LinkedHashMap<>();
        reversed(map.keySet()).forEach(key -> reversed.put(key, map.get(key)));
        return reversed;
    }

    private static <T> Set<T> reversed(Set<T> set) {
        List<T> all = new ArrayList<>(set);
        Collections.reverse(all);
        return new LinkedHashSet<>(all);
    }
}
