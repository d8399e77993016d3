package org.zhixing.study;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.zhixing.platform.time.Times;

/** From a time to a later one; one that begins when another ends does not overlap it. */
public record Span(Instant from, Instant to) {
    public boolean overlaps(Span other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    public OffsetDateTime start() {
        return from.atZone(Times.ZONE).toOffsetDateTime();
    }

    public OffsetDateTime end() {
        return to.atZone(Times.ZONE).toOffsetDateTime();
    }
}
