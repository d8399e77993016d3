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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.time.Times;

/** When the sessions of a series are. STU-1, STU-5 */
class TimetableTest {
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final LocalTime ELEVEN = LocalTime.of(11, 0);

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
        assertThatThrownBy(() -> new Timetable(slots(every), from, from.plusDays(60), null).spans())
                .isInstanceOf(Refused.class)
                .hasFieldOrPropertyWithValue("status", 422);
        assertThatThrownBy(
                        () -> new Timetable(slots(EnumSet.of(DayOfWeek.MONDAY)), from, from.plusDays(2), null).spans())
                .isInstanceOf(Refused.class);
    }

    @Test
    void slotsThatOverlapAreRefusedAndThoseThatMeetAreNot() {
        var morning = new Timetable.Weekly(DayOfWeek.TUESDAY, NINE, ELEVEN);
        var meeting = new Timetable.Weekly(DayOfWeek.TUESDAY, ELEVEN, LocalTime.NOON);
        var within = new Timetable.Weekly(DayOfWeek.TUESDAY, LocalTime.of(10, 59), LocalTime.NOON);
        LocalDate from = LocalDate.of(2026, 3, 3);
        assertThat(new Timetable(List.of(meeting, morning), from, null, 4).spans())
                .hasSize(4);
        assertThatThrownBy(() -> new Timetable(List.of(within, morning), from, null, 4))
                .isInstanceOf(Refused.class);
    }

    private static List<Timetable.Weekly> slots(Set<DayOfWeek> days) {
        return days.stream().map(day -> new Timetable.Weekly(day, NINE, ELEVEN)).toList();
    }

    private static List<LocalDate> dates(Timetable timetable) {
        return timetable.spans().stream()
                .map(span -> LocalDate.ofInstant(span.from(), Times.ZONE))
                .toList();
    }
}
