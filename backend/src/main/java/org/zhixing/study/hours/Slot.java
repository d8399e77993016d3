package org.zhixing.study.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Comparator;
import org.zhixing.platform.time.Times;

/** A half-day of a day: what a session counts for. */
public record Slot(LocalDate date, HalfDay half) implements Comparable<Slot> {
    private static final Comparator<Slot> IN_TIME =
            Comparator.comparing(Slot::date).thenComparing(Slot::half);

    /** The half-day that a time lies in, in China. */
    public static Slot at(Instant time) {
        ZonedDateTime there = time.atZone(Times.ZONE);
        return new Slot(there.toLocalDate(), HalfDay.of(there));
    }

    @Override
    public int compareTo(Slot other) {
        return IN_TIME.compare(this, other);
    }
}
