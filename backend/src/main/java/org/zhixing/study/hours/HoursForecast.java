package org.zhixing.study.hours;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.zhixing.platform.time.Times;

/**
 * Where a member will stand at the end of the study phase: what is earned, what the branch's plan will add, and whether
 * the rule's half-days that are left could still close the gap. All in minutes. STU-5.
 *
 * @param done credited so far
 * @param planned what the planned sessions add, each half-day capped
 * @param shortBy what is missing when all of these are attended
 * @param halfDaysNeeded half-days to be planned on top, at the cap each
 */
public record HoursForecast(int done, int planned, int shortBy, int halfDaysNeeded, Outlook outlook) {
    /** How it will end. */
    public enum Outlook {
        /** The quota is reached. */
        REACHED,
        /** It will be, with what is planned. */
        ON_PLAN,
        /** More half-days have to be planned, and there is time for them. */
        MORE_NEEDED,
        /** It cannot be reached by the end of the phase. */
        OUT_OF_REACH
    }

    /** The quota as the campaign sets it. */
    public record Quota(int minutes, int halfDaysPerWeek, int halfDayCap) {}

    /**
     * @param plannedHalfDays minutes planned in each future half-day, wherever the branch studies
     * @param today the half-days that may yet be planned begin on it
     * @param end the last day of the phase; before today it is over
     */
    public static HoursForecast of(
            int done, Quota quota, Map<Slot, Integer> plannedHalfDays, LocalDate today, LocalDate end) {
        int planned = plannedHalfDays.values().stream()
                .mapToInt(minutes -> Math.min(minutes, quota.halfDayCap()))
                .sum();
        int shortBy = Math.max(0, quota.minutes() - done - planned);
        int needed = Math.ceilDiv(shortBy, quota.halfDayCap());
        Outlook outlook = done >= quota.minutes()
                ? Outlook.REACHED
                : shortBy == 0
                        ? Outlook.ON_PLAN
                        : needed <= spare(quota, plannedHalfDays, today, end)
                                ? Outlook.MORE_NEEDED
                                : Outlook.OUT_OF_REACH;
        return new HoursForecast(done, planned, shortBy, needed, outlook);
    }

    /**
     * Half-days of the days left that are not planned yet, at most twice what the rule asks for in a week: more than that
     * nobody plans beside their work.
     */
    private static int spare(Quota quota, Map<Slot, Integer> planned, LocalDate today, LocalDate end) {
        if (end.isBefore(today)) {
            return 0;
        }
        int spare = 0;
        for (LocalDate monday = Times.mondayOf(today); !monday.isAfter(end); monday = monday.plusWeeks(1)) {
            LocalDate first = monday.isBefore(today) ? today : monday;
            LocalDate last = monday.plusDays(6).isAfter(end) ? end : monday.plusDays(6);
            int slots = 2 * (int) (ChronoUnit.DAYS.between(first, last) + 1);
            LocalDate week = monday;
            int taken = (int) planned.keySet().stream()
                    .filter(slot -> Times.mondayOf(slot.date()).equals(week))
                    .count();
            spare += Math.max(0, Math.min(slots, 2 * quota.halfDaysPerWeek()) - taken);
        }
        return spare;
    }
}
