package org.zhixing.study.extension;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Session;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.platform.time.Times;
import org.zhixing.study.busy.BusyDays;
import org.zhixing.study.hours.HalfDay;
import org.zhixing.study.hours.HoursForecast;
import org.zhixing.study.hours.Slot;

/** Reads what a re-planning goes by, in three statements for however many branches. */
@ApplicationScoped
class BranchFacts {
    /** Who starts in the morning and is not through by then has no afternoon left. */
    private static final LocalTime NOON_IS_OVER = LocalTime.of(13, 0);

    @Inject
    EntityManager entities;

    @Inject
    BusyDays busyDays;

    /** For which campaign, by which rule, over which days. */
    record Terms(UUID campaign, HoursForecast.Quota rule, Replan.Span span) {
        /** Hours are asked for in the study phase: any other phase only gets other dates. */
        static Terms of(PhaseExtension extension, LocalDate today) {
            var campaign = extension.campaign();
            int quota = extension.phase() == PhaseKind.STUDY ? campaign.quotaMinutes() : 0;
            return new Terms(
                    campaign.id(),
                    new HoursForecast.Quota(quota, campaign.halfDaysPerWeek(), campaign.halfDayCapMinutes()),
                    new Replan.Span(extension.wasEndsOn(), extension.newEndsOn(), today));
        }
    }

    /** One branch's facts as they are gathered. */
    private static final class Gathering {
        final Map<UUID, Integer> credited = new HashMap<>();
        final Map<Slot, Integer> planned = new HashMap<>();
        final Set<Slot> taken = new HashSet<>();
        final Set<Slot> busy = new HashSet<>();
        final List<Habit.Met> met = new ArrayList<>();

        Replan.Facts facts(HoursForecast.Quota rule) {
            return new Replan.Facts(
                    rule, credited, planned, taken, busy, Habit.of(met, rule.halfDaysPerWeek(), rule.halfDayCap()));
        }
    }

    Map<UUID, Replan.Facts> of(Collection<UUID> branches, Terms terms) {
        Map<UUID, Gathering> gathered = new HashMap<>();
        branches.forEach(branch -> gathered.put(branch, new Gathering()));
        busyDays.of(branches, terms.span().today(), terms.span().newEnd())
                .forEach((branch, slots) -> at(gathered, branch).busy.addAll(slots));
        entities.unwrap(Session.class).doWork(connection -> {
            readMembers(connection, terms, gathered);
            readSessions(connection, terms, gathered);
        });
        Map<UUID, Replan.Facts> facts = new HashMap<>();
        gathered.forEach((branch, each) -> facts.put(branch, each.facts(terms.rule())));
        return facts;
    }

    private static void readMembers(Connection connection, Terms terms, Map<UUID, Gathering> gathered)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select m.branch_id, m.id, coalesce(h.minutes, 0)
                from member m left join member_hours h on h.campaign_id = ? and h.member_id = m.id
                where m.branch_id = any(?) and m.state = 'ACTIVE'""")) {
            select.setObject(1, terms.campaign());
            select.setArray(
                    2, connection.createArrayOf("uuid", gathered.keySet().toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    at(gathered, rows.getObject(1, UUID.class))
                            .credited
                            .put(rows.getObject(2, UUID.class), rows.getInt(3));
                }
            }
        }
    }

    /** The campaign's sessions show the habit; whatever stands in the calendar from this week on takes its half-day. */
    private static void readSessions(Connection connection, Terms terms, Map<UUID, Gathering> gathered)
            throws SQLException {
        LocalDate monday = Times.mondayOf(terms.span().today());
        try (var select = connection.prepareStatement("""
                select b.branch_id, s.campaign_id = ?, s.state, s.date, s.half, s.starts_at, s.ends_at
                from session_branch b join study_session s on s.id = b.session_id
                where b.branch_id = any(?) and s.state <> 'CANCELLED' and (s.campaign_id = ? or s.date >= ?)""")) {
            select.setObject(1, terms.campaign());
            select.setArray(
                    2, connection.createArrayOf("uuid", gathered.keySet().toArray()));
            select.setObject(3, terms.campaign());
            select.setObject(4, monday);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    note(rows, terms.span().today(), monday, at(gathered, rows.getObject(1, UUID.class)));
                }
            }
        }
    }

    private static void note(ResultSet row, LocalDate today, LocalDate monday, Gathering branch) throws SQLException {
        Slot slot = new Slot(row.getObject(4, LocalDate.class), HalfDay.valueOf(row.getString(5)));
        Instant from = row.getTimestamp(6).toInstant();
        Instant to = row.getTimestamp(7).toInstant();
        int minutes = (int) Duration.between(from, to).toMinutes();
        if (row.getBoolean(2)) {
            branch.met.add(new Habit.Met(
                    new Habit.Day(slot.date().getDayOfWeek(), slot.half()),
                    from.atZone(Times.ZONE).toLocalTime(),
                    minutes));
            if (row.getString(3).equals("PLANNED") && !slot.date().isBefore(today)) {
                branch.planned.merge(slot, minutes, Math::max);
            }
        }
        if (!slot.date().isBefore(monday)) {
            branch.taken.add(slot);
            ZonedDateTime end = to.atZone(Times.ZONE);
            if (slot.half() == HalfDay.AM
                    && (end.toLocalTime().isAfter(NOON_IS_OVER)
                            || end.toLocalDate().isAfter(slot.date()))) {
                branch.busy.add(new Slot(slot.date(), HalfDay.PM));
            }
        }
    }

    private static Gathering at(Map<UUID, Gathering> gathered, UUID branch) {
        return gathered.computeIfAbsent(branch, id -> new Gathering());
    }
}
