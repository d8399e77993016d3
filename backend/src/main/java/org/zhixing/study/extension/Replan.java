package org.zhixing.study.extension;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.zhixing.platform.time.Times;
import org.zhixing.study.hours.HalfDay;
import org.zhixing.study.hours.HoursForecast;
import org.zhixing.study.hours.Slot;

/**
 * What a branch would study more if its phase lasted longer, and where each of its members would then stand. CAM-4.
 *
 * @param needed half-days that the member who lacks most needs on top of the plan
 * @param sessions those that find room, in time; no more than needed
 * @param standings by member, in the order of their ids
 */
record Replan(int needed, List<Proposed> sessions, List<Standing> standings) {
    /** A half-day proposed; the start is China's time. */
    record Proposed(Slot slot, LocalTime start, int minutes) {}

    /** A member before and after. */
    record Standing(UUID member, HoursForecast before, HoursForecast after) {}

    /**
     * What there is to go by.
     *
     * @param credited each member's minutes so far
     * @param planned minutes that will count in each half-day from today on, whenever it lies
     * @param taken half-days in which the branch meets, held or planned, for whatever campaign
     * @param busy half-days in which it cannot study
     */
    record Facts(
            HoursForecast.Quota rule,
            Map<UUID, Integer> credited,
            Map<Slot, Integer> planned,
            Set<Slot> taken,
            Set<Slot> busy,
            Habit habit) {}

    /** From which end to which, as seen on a day. */
    record Span(LocalDate oldEnd, LocalDate newEnd, LocalDate today) {}

    /** How many members will not reach the quota as things stand. */
    int shortBefore() {
        return (int) standings.stream().filter(s -> s.before().shortBy() > 0).count();
    }

    /** How many will not reach it even with what is proposed. */
    int shortAfter() {
        return (int) standings.stream().filter(s -> s.after().shortBy() > 0).count();
    }

    /** Plans on free half-days from tomorrow to the new end, earliest week first, never above the rule's number a week. */
    static Replan of(Facts facts, Span span) {
        HoursForecast.Quota rule = facts.rule();
        Map<Slot, Integer> until = upTo(facts.planned(), span.newEnd());
        int lacking = facts.credited().values().stream()
                .mapToInt(done -> HoursForecast.of(done, rule, until, span.today(), span.newEnd())
                        .shortBy())
                .max()
                .orElse(0);
        int needed = Math.ceilDiv(lacking, facts.habit().minutes());
        List<Proposed> sessions = propose(facts, span, needed);
        Map<Slot, Integer> after = new HashMap<>(until);
        sessions.forEach(session -> after.merge(session.slot(), session.minutes(), Math::max));
        return new Replan(needed, sessions, standings(facts, upTo(facts.planned(), span.oldEnd()), after, span));
    }

    /** Where each member stands with the one plan until the old end, and with the other until the new one. */
    static List<Standing> standings(Facts facts, Map<Slot, Integer> before, Map<Slot, Integer> after, Span span) {
        return new TreeMap<>(facts.credited())
                .entrySet().stream()
                        .map(member -> new Standing(
                                member.getKey(),
                                HoursForecast.of(member.getValue(), facts.rule(), before, span.today(), span.oldEnd()),
                                HoursForecast.of(member.getValue(), facts.rule(), after, span.today(), span.newEnd())))
                        .toList();
    }

    static Map<Slot, Integer> upTo(Map<Slot, Integer> planned, LocalDate end) {
        Map<Slot, Integer> until = new HashMap<>(planned);
        until.keySet().removeIf(slot -> slot.date().isAfter(end));
        return until;
    }

    private static List<Proposed> propose(Facts facts, Span span, int needed) {
        List<Proposed> proposed = new ArrayList<>();
        LocalDate first = span.today().plusDays(1);
        for (LocalDate monday = Times.mondayOf(first);
                !monday.isAfter(span.newEnd()) && proposed.size() < needed;
                monday = monday.plusWeeks(1)) {
            int room = facts.rule().halfDaysPerWeek() - inWeek(facts.taken(), monday);
            candidates(facts.habit(), monday)
                    .filter(slot -> !slot.date().isBefore(first) && !slot.date().isAfter(span.newEnd()))
                    .filter(slot ->
                            !facts.taken().contains(slot) && !facts.busy().contains(slot))
                    .limit(Math.max(0, Math.min(room, needed - proposed.size())))
                    .sorted()
                    .map(slot -> new Proposed(
                            slot,
                            Objects.requireNonNull(facts.habit().starts().get(slot.half())),
                            facts.habit().minutes()))
                    .forEach(proposed::add);
        }
        return List.copyOf(proposed);
    }

    private static int inWeek(Collection<Slot> slots, LocalDate monday) {
        return (int) slots.stream()
                .filter(slot -> Times.mondayOf(slot.date()).equals(monday))
                .count();
    }

    /** The half-days of a week: those it is used to first, then the mornings and the afternoons of the working days. */
    private static Stream<Slot> candidates(Habit habit, LocalDate monday) {
        Stream<Slot> usual = habit.days().stream()
                .map(day -> new Slot(monday.plusDays(day.weekday().getValue() - 1L), day.half()));
        Stream<Slot> others = Stream.of(HalfDay.values())
                .flatMap(half ->
                        Stream.iterate(monday, day -> day.plusDays(1)).limit(5).map(day -> new Slot(day, half)));
        return Stream.concat(usual, others).distinct();
    }
}
