package org.zhixing.study.series;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.time.Times;
import org.zhixing.study.Span;

/**
 * When the sessions of a series are: the same slots every week from a day on, until another day or a number is reached.
 * Times are those of China.
 */
record Timetable(
        List<Weekly> slots,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable Integer count) {
    /** Days: the fewest a week that are allowed take sixty weeks, and the rest of the two years may be busy. */
    private static final int LONGEST = 731;

    /** A slot of the week. */
    record Weekly(DayOfWeek day, LocalTime from, LocalTime to) {
        boolean overlaps(Weekly other) {
            return day == other.day && from.isBefore(other.to) && other.from.isBefore(to);
        }

        LocalDate inWeekOf(LocalDate monday) {
            return monday.plusDays(day.getValue() - 1L);
        }

        Span on(LocalDate date) {
            return new Span(
                    date.atTime(from).atZone(Times.ZONE).toInstant(),
                    date.atTime(to).atZone(Times.ZONE).toInstant());
        }
    }

    Timetable {
        slots = slots.stream()
                .sorted(Comparator.comparing(Weekly::day).thenComparing(Weekly::from))
                .toList();
        for (int i = 0; i < slots.size(); i++) {
            Weekly slot = slots.get(i);
            if (!slot.to().isAfter(slot.from())) {
                throw Refused.field("/slots/" + i, "period-reversed");
            }
            if (i > 0 && slots.get(i - 1).overlaps(slot)) {
                throw Refused.field("/slots/" + i, "study/slots-overlap");
            }
        }
        if ((until == null) == (count == null)) {
            throw Refused.field("/until", "study/series-end");
        }
        if (until != null && until.isBefore(from)) {
            throw Refused.field("/until", "period-reversed");
        }
    }

    /** The times that are taken, in their order, and those passed over on the way. */
    record Choice(List<Span> taken, List<Span> passedOver) {}

    /** Takes the times that are not to be passed over: at least one, at most {@link SessionSeries#MOST}. */
    Choice choose(Predicate<Span> passOver) {
        List<Span> taken = new ArrayList<>();
        List<Span> passedOver = new ArrayList<>();
        Iterator<Span> all = spans().iterator();
        while ((count == null || taken.size() < count) && all.hasNext()) {
            Span span = all.next();
            if (passOver.test(span)) {
                passedOver.add(span);
            } else if (taken.size() < SessionSeries.MOST) {
                taken.add(span);
            } else {
                throw tooLong();
            }
        }
        if (until != null && until.isAfter(last())) {
            throw tooLong();
        }
        if (taken.isEmpty() && passedOver.isEmpty()) {
            throw Refused.field("/until", "study/series-empty");
        }
        if (taken.isEmpty() || count != null && taken.size() < count) {
            throw Refused.field("/skipBusy", "study/series-busy", taken.size());
        }
        return new Choice(taken, passedOver);
    }

    /** The last day that is looked at: however much is passed over, no series goes on beyond. */
    LocalDate last() {
        LocalDate longest = from.plusDays(LONGEST);
        return until == null || until.isAfter(longest) ? longest : until;
    }

    private Stream<Span> spans() {
        LocalDate last = last();
        return Stream.iterate(Times.mondayOf(from), monday -> !monday.isAfter(last), monday -> monday.plusWeeks(1))
                .flatMap(monday -> slots.stream()
                        .filter(slot -> {
                            LocalDate date = slot.inWeekOf(monday);
                            return !date.isBefore(from) && !date.isAfter(last);
                        })
                        .map(slot -> slot.on(slot.inWeekOf(monday))));
    }

    private static Refused tooLong() {
        return Refused.field("/until", "study/series-too-long", SessionSeries.MOST);
    }
}
