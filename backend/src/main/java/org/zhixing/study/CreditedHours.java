package org.zhixing.study;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Minutes a member is credited with for one half-day: what they attended, each minute once however many rooms it was
 * spent in, and never more than the cap. The order of the entries does not matter. STU-2.
 */
public final class CreditedHours {
    private CreditedHours() {}

    /** A stay in a session, from arrival to the session's end. */
    public record Stay(Instant from, Instant to) {
        public Stay {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("A stay ends before it begins");
            }
        }
    }

    /** The stay that an attendance stands for; nothing for leave and absence. */
    static List<Stay> stay(
            Attendance.Status status,
            Instant heldFrom,
            Instant heldTo,
            @org.jspecify.annotations.Nullable Instant arrivedAt) {
        return switch (status) {
            case PRESENT -> List.of(new Stay(heldFrom, heldTo));
            case LATE -> {
                Instant from = arrivedAt == null || arrivedAt.isBefore(heldFrom) ? heldFrom : arrivedAt;
                yield from.isAfter(heldTo) ? List.of() : List.of(new Stay(from, heldTo));
            }
            case LEAVE, ABSENT -> List.of();
        };
    }

    /**
     * @param capMinutes what one half-day can count for at most
     * @return whole minutes, 0 to the cap
     */
    public static int ofHalfDay(List<Stay> stays, int capMinutes) {
        Duration total = Duration.ZERO;
        Instant covered = Instant.MIN;
        for (Stay stay : stays.stream().sorted(Comparator.comparing(Stay::from)).toList()) {
            Instant from = stay.from().isAfter(covered) ? stay.from() : covered;
            if (stay.to().isAfter(from)) {
                total = total.plus(Duration.between(from, stay.to()));
                covered = stay.to();
            }
        }
        return (int) Math.min(total.toMinutes(), capMinutes);
    }
}
