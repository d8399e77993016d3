package org.zhixing.study.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.zhixing.study.hours.HoursForecast.Outlook;

/** A forecast never promises what cannot be, and says what would help. STU-5 */
class HoursForecastTest {
    private static final HoursForecast.Quota RULE = new HoursForecast.Quota(2_400, 2, 240);
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    @Test
    void whatIsDoneIsReachedWhateverIsPlanned() {
        assertThat(HoursForecast.of(2_400, RULE, Map.of(), MONDAY, MONDAY.minusDays(1))
                        .outlook())
                .isEqualTo(Outlook.REACHED);
    }

    @Test
    void tenHalfDaysOfFourHoursAreThePlanForNothingDone() {
        HoursForecast forecast = HoursForecast.of(0, RULE, plan(10, 240), MONDAY, MONDAY.plusWeeks(6));
        assertThat(forecast).isEqualTo(new HoursForecast(0, 2_400, 0, 0, Outlook.ON_PLAN));
    }

    @Test
    void theGapIsToldInHalfDaysThatWouldCloseIt() {
        HoursForecast forecast = HoursForecast.of(1_000, RULE, plan(2, 180), MONDAY, MONDAY.plusWeeks(6));
        assertThat(forecast).isEqualTo(new HoursForecast(1_000, 360, 1_040, 5, Outlook.MORE_NEEDED));
    }

    @Test
    void aSessionLongerThanTheCapCountsForTheCap() {
        assertThat(HoursForecast.of(0, RULE, plan(1, 480), MONDAY, MONDAY.plusWeeks(6))
                        .planned())
                .isEqualTo(240);
    }

    @Test
    void twoWeeksBeforeTheEndWithNothingDoneItIsOutOfReach() {
        assertThat(HoursForecast.of(0, RULE, Map.of(), MONDAY, MONDAY.plusDays(13))
                        .outlook())
                .isEqualTo(Outlook.OUT_OF_REACH);
    }

    @Test
    void onTheLastDayTwoHalfDaysAreLeft() {
        assertThat(HoursForecast.of(1_920, RULE, Map.of(), MONDAY, MONDAY).outlook())
                .isEqualTo(Outlook.MORE_NEEDED);
        assertThat(HoursForecast.of(1_919, RULE, Map.of(), MONDAY, MONDAY).outlook())
                .isEqualTo(Outlook.OUT_OF_REACH);
    }

    @Property
    void doneAndPlannedAndMissingMakeUpTheQuotaOrMore(
            @ForAll @IntRange(max = 3_000) int done, @ForAll("plans") Map<Slot, Integer> plan) {
        HoursForecast forecast = HoursForecast.of(done, RULE, plan, MONDAY, MONDAY.plusWeeks(6));
        int sum = forecast.done() + forecast.planned() + forecast.shortBy();
        assertThat(sum).isGreaterThanOrEqualTo(RULE.minutes());
        assertThat(forecast.shortBy() == 0 || sum == RULE.minutes()).isTrue();
    }

    @Property
    void anotherHalfDayOfTheCapNeverMakesItWorse(
            @ForAll @IntRange(max = 3_000) int done,
            @ForAll("plans") Map<Slot, Integer> plan,
            @ForAll @IntRange(max = 41) int day) {
        LocalDate end = MONDAY.plusDays(41);
        HoursForecast before = HoursForecast.of(done, RULE, plan, MONDAY, end);
        Map<Slot, Integer> more = new HashMap<>(plan);
        more.merge(new Slot(MONDAY.plusDays(day), HalfDay.AM), RULE.halfDayCap(), Math::max);
        HoursForecast after = HoursForecast.of(done, RULE, more, MONDAY, end);
        assertThat(after.shortBy()).isLessThanOrEqualTo(before.shortBy());
        assertThat(after.outlook()).isLessThanOrEqualTo(before.outlook());
    }

    @Property
    void theOrderInWhichSessionsWereEnteredDoesNotMatter(
            @ForAll @IntRange(max = 3_000) int done, @ForAll("plans") Map<Slot, Integer> plan) {
        Map<Slot, Integer> reversed = new java.util.LinkedHashMap<>();
        List.copyOf(plan.keySet()).reversed().forEach(slot -> reversed.put(slot, plan.get(slot)));
        assertThat(HoursForecast.of(done, RULE, reversed, MONDAY, MONDAY.plusWeeks(6)))
                .isEqualTo(HoursForecast.of(done, RULE, plan, MONDAY, MONDAY.plusWeeks(6)));
    }

    @Provide
    Arbitrary<Map<Slot, Integer>> plans() {
        Arbitrary<Slot> slots = Combinators.combine(
                        Arbitraries.integers().between(0, 41), Arbitraries.of(HalfDay.class))
                .as((day, half) -> new Slot(MONDAY.plusDays(day), half));
        return Arbitraries.maps(slots, Arbitraries.integers().between(15, 600)).ofMaxSize(12);
    }

    private static Map<Slot, Integer> plan(int halfDays, int minutes) {
        Map<Slot, Integer> plan = new HashMap<>();
        for (int n = 0; n < halfDays; n++) {
            plan.put(new Slot(MONDAY.plusDays(n), HalfDay.AM), minutes);
        }
        return plan;
    }
}
