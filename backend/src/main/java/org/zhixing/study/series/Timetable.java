package org.zhixing.study.series;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    /** A slot of the week. */
    record Weekly(DayOfWeek day, LocalTime from, LocalTime to) {
        boolean overlaps(Weekly other) {
            return day == other.day && from.isBefore(other.to) && other.from.isBefore(to);
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

    /** The times in their order: at least one, at most {@link SessionSeries#MOST}. */
    List<Span> spans() {
        int most = count == null ? SessionSeries.MOST : count;
        List<Span> spans = new ArrayList<>();
        for (LocalDate monday = Times.mondayOf(from); spans.size() < most; monday = monday.plusWeeks(1)) {
            for (Weekly slot : slots) {
                LocalDate date = monday.plusDays(slot.day().getValue() - 1L);
                if (until != null && date.isAfter(until)) {
                    return checked(spans);
                }
                if (!date.isBefore(from)) {
                    if (spans.size() == most) {
                        return whole(spans);
                    }
                    spans.add(slot.on(date));
                }
            }
        }
        return whole(spans);
    }

    /** The number was reached: right where a number was asked for, too many where the end was to be a day. */
    private List<Span> whole(List<Span> spans) {
        if (until != null && nextIsBefore(until, spans)) {
            throw Refused.field("/until", "study/series-too-long", SessionSeries.MOST);
        }
        return spans;
    }

    private boolean nextIsBefore(LocalDate end, List<Span> spans) {
        Instant last = spans.getLast().from();
        LocalDate lastDate = LocalDate.ofInstant(last, Times.ZONE);
        return slots.stream().anyMatch(slot -> {
            LocalDate same = Times.mondayOf(lastDate).plusDays(slot.day().getValue() - 1L);
            LocalDate next = slot.on(same).from().isAfter(last) ? same : same.plusWeeks(1);
            return !next.isAfter(end);
        });
    }

    private static List<Span> checked(List<Span> spans) {
        if (spans.isEmpty()) {
            throw Refused.field("/until", "study/series-empty");
        }
        return spans;
    }
}
