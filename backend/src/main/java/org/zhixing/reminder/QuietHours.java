package org.zhixing.reminder;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.zhixing.platform.time.Times;

/** The hours of the day in China in which nothing is sent, over midnight if need be; none where both ends are the same. */
record QuietHours(LocalTime from, LocalTime until) {
    static final QuietHours DEFAULT = new QuietHours(LocalTime.of(21, 0), LocalTime.of(7, 30));

    /** Whether a time of day lies within: the first minute does, the last end does not. */
    boolean cover(LocalTime time) {
        boolean afterBegin = !time.isBefore(from);
        boolean beforeEnd = time.isBefore(until);
        return from.isBefore(until) ? afterBegin && beforeEnd : from.isAfter(until) && (afterBegin || beforeEnd);
    }

    /** The first moment, at or after this one, that is not quiet. */
    Instant endAfter(Instant moment) {
        ZonedDateTime here = moment.atZone(Times.ZONE);
        if (!cover(here.toLocalTime())) {
            return moment;
        }
        ZonedDateTime end = here.with(until);
        return (end.isAfter(here) ? end : end.plusDays(1)).toInstant();
    }
}
