package org.zhixing.study.extension;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zhixing.study.hours.HalfDay;

/**
 * When a branch is used to study.
 *
 * @param days the half-days of a week that it mostly used, as many as the rule asks for
 * @param starts when it begins in the morning and in the afternoon
 * @param minutes how long it studies; never above what one half-day can count for
 */
record Habit(List<Day> days, Map<HalfDay, LocalTime> starts, int minutes) {
    private static final List<Day> DEFAULT_DAYS =
            List.of(new Day(DayOfWeek.TUESDAY, HalfDay.AM), new Day(DayOfWeek.FRIDAY, HalfDay.PM));
    private static final Map<HalfDay, LocalTime> DEFAULT_STARTS =
            Map.of(HalfDay.AM, LocalTime.of(8, 30), HalfDay.PM, LocalTime.of(14, 30));
    private static final int DEFAULT_MINUTES = 180;
    /** A shorter session is an exception, not a habit. */
    private static final int SHORTEST = 60;

    /** A half-day of the week. */
    record Day(DayOfWeek weekday, HalfDay half) implements Comparable<Day> {
        @Override
        public int compareTo(Day other) {
            return Comparator.comparing(Day::weekday).thenComparing(Day::half).compare(this, other);
        }
    }

    /** A session that was held or planned, in China's time. */
    record Met(Day day, LocalTime start, int minutes) {}

    /** What the sessions show, in whatever order; Tuesday morning and Friday afternoon for three hours where they show nothing. */
    static Habit of(Collection<Met> sessions, int halfDaysPerWeek, int cap) {
        Map<Day, Integer> days = new HashMap<>();
        Map<Integer, Integer> lengths = new HashMap<>();
        Map<HalfDay, Map<LocalTime, Integer>> starts = new EnumMap<>(HalfDay.class);
        for (Met met : sessions) {
            days.merge(met.day(), 1, Integer::sum);
            starts.computeIfAbsent(met.day().half(), half -> new HashMap<>()).merge(met.start(), 1, Integer::sum);
            lengths.merge(met.minutes(), 1, Integer::sum);
        }
        List<Day> used = new ArrayList<>(mostUsed(days));
        DEFAULT_DAYS.stream().filter(day -> !used.contains(day)).forEach(used::add);
        Map<HalfDay, LocalTime> begins = new EnumMap<>(DEFAULT_STARTS);
        starts.forEach((half, times) -> begins.put(half, mostUsed(times).getFirst()));
        int minutes = lengths.isEmpty() ? DEFAULT_MINUTES : mostUsed(lengths).getFirst();
        return new Habit(
                used.stream().limit(halfDaysPerWeek).sorted().toList(),
                begins,
                Math.min(Math.max(minutes, SHORTEST), cap));
    }

    /** The most frequent first; of those as frequent, the earlier. */
    private static <K extends Comparable<K>> List<K> mostUsed(Map<K, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<K, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
