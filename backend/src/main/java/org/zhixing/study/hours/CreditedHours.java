package org.zhixing.study.hours;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a member is credited with: each minute of the clock once, however many rooms it was spent in; a make-up only for
 * what was missed of its session; no half-day above the cap. The order of the entries does not matter. STU-2, STU-4.
 */
public final class CreditedHours {
    private CreditedHours() {}

    /** A stay in a session, from arrival to the session's end, and the half-day that the session counts for. */
    public record Stay(UUID session, Slot slot, Instant from, Instant to) {
        public Stay {
            refuseReversed(from, to);
        }
    }

    /**
     * A make-up of a session that was missed.
     *
     * @param slot the half-day of the missed session: the make-up counts for it
     * @param length what the missed session took
     */
    public record MadeUp(UUID session, Slot slot, Instant from, Instant to, Duration length) {
        public MadeUp {
            refuseReversed(from, to);
        }
    }

    /** The stay of somebody who was there, from the beginning unless they came late; nothing after the end. */
    static List<Stay> stay(UUID session, Instant heldFrom, Instant heldTo, @Nullable Instant lateAt) {
        Instant from = lateAt == null || lateAt.isBefore(heldFrom) ? heldFrom : lateAt;
        return from.isAfter(heldTo) ? List.of() : List.of(new Stay(session, Slot.at(heldFrom), from, heldTo));
    }

    /**
     * @param capMinutes what one half-day can count for at most
     * @return whole minutes of each half-day that has any, 1 to the cap
     */
    public static NavigableMap<Slot, Integer> of(List<Stay> stays, List<MadeUp> madeUp, int capMinutes) {
        Duration cap = Duration.ofMinutes(capMinutes);
        Clocked clock = new Clocked();
        NavigableMap<Slot, Duration> earned = new TreeMap<>();
        // Half-day by half-day, and in each the earliest minutes first: what a later half-day could count too is left
        // to it.
        NavigableMap<Slot, List<Stay>> bySlot = new TreeMap<>();
        stays.forEach(stay ->
                bySlot.computeIfAbsent(stay.slot(), s -> new ArrayList<>()).add(stay));
        bySlot.forEach((slot, there) -> {
            there.sort(Comparator.comparing(Stay::from).thenComparing(Stay::to));
            Duration sum = Duration.ZERO;
            for (Stay stay : there) {
                sum = sum.plus(clock.spend(stay.from(), stay.to(), cap.minus(sum)));
            }
            earned.put(slot, sum);
        });
        Map<UUID, Duration> open = new HashMap<>();
        madeUp.stream()
                .sorted(Comparator.comparing(MadeUp::slot)
                        .thenComparing(MadeUp::session)
                        .thenComparing(MadeUp::from)
                        .thenComparing(MadeUp::to))
                .forEach(one -> {
                    Duration sum = earned.getOrDefault(one.slot(), Duration.ZERO);
                    Duration missed = open.computeIfAbsent(one.session(), s -> missed(one, stays));
                    Duration counted = clock.spend(one.from(), one.to(), shorter(missed, cap.minus(sum)));
                    open.put(one.session(), missed.minus(counted));
                    earned.put(one.slot(), sum.plus(counted));
                });
        NavigableMap<Slot, Integer> minutes = new TreeMap<>();
        earned.forEach((slot, time) -> {
            if (time.toMinutes() > 0) {
                minutes.put(slot, (int) time.toMinutes());
            }
        });
        return minutes;
    }

    /** How much of a session its make-ups can count for. */
    private static Duration missed(MadeUp one, List<Stay> stays) {
        Duration there = stays.stream()
                .filter(stay -> stay.session().equals(one.session()))
                .map(stay -> Duration.between(stay.from(), stay.to()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return shorter(there, one.length()).equals(there) ? one.length().minus(there) : Duration.ZERO;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void refuseReversed(Instant from, Instant to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("A stay ends before it begins");
        }
    }

    /** The minutes of the clock that have been counted. */
    private static final class Clocked {
        private final NavigableMap<Instant, Instant> spans = new TreeMap<>();

        /** Counts what is not counted yet between two times, the earliest first, up to a limit; says how much that was. */
        Duration spend(Instant from, Instant to, Duration limit) {
            Duration counted = Duration.ZERO;
            Instant at = from;
            while (at.isBefore(to) && counted.compareTo(limit) < 0) {
                Map.Entry<Instant, Instant> before = spans.floorEntry(at);
                if (before != null && before.getValue().isAfter(at)) {
                    at = before.getValue();
                    continue;
                }
                Instant next = spans.higherKey(at);
                Instant until = next == null || next.isAfter(to) ? to : next;
                Duration free = shorter(Duration.between(at, until), limit.minus(counted));
                spans.merge(at, at.plus(free), (a, b) -> a.isAfter(b) ? a : b);
                counted = counted.plus(free);
                at = at.plus(free);
            }
            return counted;
        }
    }
}
