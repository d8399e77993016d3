package org.zhixing.study.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.time.Times;
import org.zhixing.study.Span;

/** When the sessions of a series are. STU-1, STU-5 */
class TimetableTest {
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final LocalTime ELEVEN = LocalTime.of(11, 0);
    private static final Predicate<Span> NOTHING = span -> false;

    @Property
    void aNumberOfSessionsIsReachedInOrderOnTheDaysAskedFor(
            @ForAll @Size(min = 1, max = 7) Set<DayOfWeek> days,
            @ForAll @IntRange(min = 1, max = 60) int count,
            @ForAll @IntRange(max = 400) int later) {
        LocalDate from = LocalDate.of(2026, 3, 2).plusDays(later);
        List<LocalDate> dates = dates(new Timetable(slots(days), from, null, count));
        assertThat(dates).hasSize(count).isSorted().doesNotHaveDuplicates();
        assertThat(dates).allMatch(date -> days.contains(date.getDayOfWeek()) && !date.isBefore(from));
        assertThat(Duration.between(
                                dates.getFirst().atStartOfDay(), dates.getLast().atStartOfDay())
                        .toDays())
                .isLessThan(7L * (count / days.size() + 1));
    }

    @Property
    void everyFittingDayUntilTheLastIsTaken(
            @ForAll @Size(min = 1, max = 7) Set<DayOfWeek> days, @ForAll @IntRange(min = 7, max = 56) int length) {
        LocalDate from = LocalDate.of(2026, 3, 4);
        LocalDate until = from.plusDays(length);
        assertThat(dates(new Timetable(slots(days), from, until, null)))
                .isEqualTo(from.datesUntil(until.plusDays(1))
                        .filter(date -> days.contains(date.getDayOfWeek()))
                        .toList());
    }

    @Test
    void exactlySixtyUntilADayAreMadeAndSixtyOneAreRefused() {
        Set<DayOfWeek> every = EnumSet.allOf(DayOfWeek.class);
        LocalDate from = LocalDate.of(2026, 3, 4);
        assertThat(dates(new Timetable(slots(every), from, from.plusDays(59), null)))
                .hasSize(60);
        assertThatThrownBy(() -> new Timetable(slots(every), from, from.plusDays(60), null).choose(NOTHING))
                .isInstanceOf(Refused.class)
                .hasFieldOrPropertyWithValue("status", 422);
        assertThatThrownBy(() -> new Timetable(slots(EnumSet.of(DayOfWeek.MONDAY)), from, from.plusDays(2), null)
                        .choose(NOTHING))
                .isInstanceOf(Refused.class);
    }

    @Test
    void slotsThatOverlapAreRefusedAndThoseThatMeetAreNot() {
        var morning = new Timetable.Weekly(DayOfWeek.TUESDAY, NINE, ELEVEN);
        var meeting = new Timetable.Weekly(DayOfWeek.TUESDAY, ELEVEN, LocalTime.NOON);
        var within = new Timetable.Weekly(DayOfWeek.TUESDAY, LocalTime.of(10, 59), LocalTime.NOON);
        LocalDate from = LocalDate.of(2026, 3, 3);
        assertThat(new Timetable(List.of(meeting, morning), from, null, 4)
                        .choose(NOTHING)
                        .taken())
                .hasSize(4);
        assertThatThrownBy(() -> new Timetable(List.of(within, morning), from, null, 4))
                .isInstanceOf(Refused.class);
    }

    @Property
    void whatIsPassedOverIsMadeUpForUntilTheNumberIsReached(
            @ForAll @Size(min = 1, max = 7) Set<DayOfWeek> days,
            @ForAll @IntRange(min = 1, max = 30) int count,
            @ForAll @IntRange(max = 100) int begins,
            @ForAll @IntRange(min = 1, max = 200) int length) {
        LocalDate from = LocalDate.of(2026, 3, 4);
        LocalDate first = from.plusDays(begins);
        LocalDate last = first.plusDays(length - 1);
        Predicate<Span> busy = span -> {
            LocalDate date = LocalDate.ofInstant(span.from(), Times.ZONE);
            return !date.isBefore(first) && !date.isAfter(last);
        };
        Timetable timetable = new Timetable(slots(days), from, null, count);
        Timetable.Choice choice = timetable.choose(busy);
        assertThat(choice.taken()).hasSize(count).noneMatch(busy);
        assertThat(choice.passedOver()).allMatch(busy);
        List<LocalDate> both = Stream.concat(choice.taken().stream(), choice.passedOver().stream())
                .map(span -> LocalDate.ofInstant(span.from(), Times.ZONE))
                .sorted()
                .toList();
        assertThat(both)
                .isEqualTo(from.datesUntil(both.getLast().plusDays(1))
                        .filter(date -> days.contains(date.getDayOfWeek()))
                        .toList());
    }

    @Test
    void whereEverythingIsBusyNothingIsMade() {
        Set<DayOfWeek> tuesday = EnumSet.of(DayOfWeek.TUESDAY);
        LocalDate from = LocalDate.of(2026, 3, 3);
        assertThatThrownBy(() -> new Timetable(slots(tuesday), from, null, 4).choose(span -> true))
                .isInstanceOf(Refused.class)
                .hasFieldOrPropertyWithValue("status", 422);
        assertThatThrownBy(() -> new Timetable(slots(tuesday), from, from.plusDays(20), null).choose(span -> true))
                .isInstanceOf(Refused.class);
    }

    private static List<Timetable.Weekly> slots(Set<DayOfWeek> days) {
        return days.stream().map(day -> new Timetable.Weekly(day, NINE, ELEVEN)).toList();
    }

    private static List<LocalDate> dates(Timetable timetable) {
        return timetable.choose(NOTHING).taken().stream()
                .map(span -> LocalDate.ofInstant(span.from(), Times.ZONE))
                .toList();
    }
}
