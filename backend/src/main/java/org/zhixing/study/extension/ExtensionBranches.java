package org.zhixing.study.extension;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.Session;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.study.hours.HalfDay;
import org.zhixing.study.hours.Slot;

/** What an extension means for its branches, read and written many branches at a time. The job's own: without a scope. */
@ApplicationScoped
class ExtensionBranches {
    @Inject
    EntityManager entities;

    /** What there is still to do for a branch. */
    enum Step {
        COMPUTE("computed_at"),
        PLAN("planned_at");

        private final String doneAt;

        Step(String doneAt) {
            this.doneAt = doneAt;
        }
    }

    /** Takes in the open branches of the batch that have not left the phase for a later one; how many they are. */
    int takeIn(PhaseExtension extension) {
        return entities.createNativeQuery("""
                        insert into extension_branch (branch_id, extension_id)
                        select p.branch_id, :extension
                        from participation p join organization o on o.id = p.branch_id
                        where p.batch_id = :batch and o.closed_on is null and p.phase in (:phases)""")
                .setParameter("extension", extension.id())
                .setParameter("batch", extension.batch().id())
                .setParameter(
                        "phases",
                        Arrays.stream(PhaseKind.values())
                                .filter(kind -> kind.compareTo(extension.phase()) <= 0)
                                .map(PhaseKind::name)
                                .toList())
                .executeUpdate();
    }

    /** The next branches for which a step has not been done. */
    List<UUID> waiting(UUID extension, Step step, int most) {
        return entities.createNativeQuery(
                        "select branch_id from extension_branch where extension_id = :extension and " + step.doneAt
                                + " is null order by branch_id limit :most",
                        UUID.class)
                .setParameter("extension", extension)
                .setParameter("most", most)
                .getResultList();
    }

    /** Keeps what was worked out, or planned, for some branches, in place of what was kept before. */
    void keep(UUID extension, Step step, Map<UUID, Replan> plans, Instant now) {
        entities.unwrap(Session.class).doWork(connection -> {
            keepFigures(connection, extension, step, plans, now);
            keepSessions(connection, extension, plans);
        });
    }

    /** A proposal stays what it was when it is carried out, so that the difference shows; the rest is as things now are. */
    private static void keepFigures(
            Connection connection, UUID extension, Step step, Map<UUID, Replan> plans, Instant now)
            throws SQLException {
        String planned = step == Step.PLAN ? ", planned = f.proposed, planned_at = moment.now" : "";
        try (var update = connection.prepareStatement("""
                update extension_branch b
                set members = f.members, needed = f.needed, short_before = f.short_before, short_after = f.short_after,
                    proposed = case when b.computed_at is null then f.proposed else b.proposed end,
                    computed_at = coalesce(b.computed_at, moment.now)""" + planned + """

                from unnest(?, ?, ?, ?, ?, ?) as f(branch_id, members, needed, proposed, short_before, short_after),
                     (select cast(? as timestamptz) as now) as moment
                where b.extension_id = ? and b.branch_id = f.branch_id""")) {
            List<Map.Entry<UUID, Replan>> all = List.copyOf(plans.entrySet());
            update.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", all.stream().map(Map.Entry::getKey).toArray()));
            update.setArray(
                    2, integers(connection, all, plan -> plan.standings().size()));
            update.setArray(3, integers(connection, all, Replan::needed));
            update.setArray(4, integers(connection, all, plan -> plan.sessions().size()));
            update.setArray(5, integers(connection, all, Replan::shortBefore));
            update.setArray(6, integers(connection, all, Replan::shortAfter));
            update.setTimestamp(7, Timestamp.from(now));
            update.setObject(8, extension);
            update.executeUpdate();
        }
    }

    private static java.sql.Array integers(
            Connection connection, List<Map.Entry<UUID, Replan>> all, Function<Replan, Integer> figure)
            throws SQLException {
        return connection.createArrayOf(
                "integer",
                all.stream().map(each -> figure.apply(each.getValue())).toArray());
    }

    private static void keepSessions(Connection connection, UUID extension, Map<UUID, Replan> plans)
            throws SQLException {
        try (var delete = connection.prepareStatement(
                "delete from extension_session where extension_id = ? and branch_id = any(?)")) {
            delete.setObject(1, extension);
            delete.setArray(2, connection.createArrayOf("uuid", plans.keySet().toArray()));
            delete.executeUpdate();
        }
        List<Object> branches = new ArrayList<>();
        List<Object> dates = new ArrayList<>();
        List<Object> halves = new ArrayList<>();
        List<Object> starts = new ArrayList<>();
        List<Object> minutes = new ArrayList<>();
        plans.forEach((branch, plan) -> plan.sessions().forEach(session -> {
            branches.add(branch);
            dates.add(session.slot().date().toString());
            halves.add(session.slot().half().name());
            starts.add(session.start().toString());
            minutes.add(session.minutes());
        }));
        try (var insert = connection.prepareStatement("""
                insert into extension_session (extension_id, branch_id, date, half, starts_at, minutes)
                select ?, f.* from unnest(?, ?, ?, ?, ?) as f(branch_id, date, half, starts_at, minutes)""")) {
            insert.setObject(1, extension);
            insert.setArray(2, connection.createArrayOf("uuid", branches.toArray()));
            insert.setArray(3, connection.createArrayOf("date", dates.toArray()));
            insert.setArray(4, connection.createArrayOf("varchar", halves.toArray()));
            insert.setArray(5, connection.createArrayOf("time", starts.toArray()));
            insert.setArray(6, connection.createArrayOf("integer", minutes.toArray()));
            insert.executeUpdate();
        }
    }

    /** The half-days proposed to a branch, or planned for it, in time. */
    @SuppressWarnings("unchecked")
    List<Replan.Proposed> sessions(UUID extension, UUID branch) {
        List<Object[]> rows = entities.createNativeQuery("select date, half, starts_at, minutes from extension_session"
                        + " where branch_id = :branch and extension_id = :extension order by date, half")
                .setParameter("branch", branch)
                .setParameter("extension", extension)
                .getResultList();
        return rows.stream()
                .map(row -> new Replan.Proposed(
                        new Slot(day(row[0]), HalfDay.valueOf((String) row[1])),
                        time(row[2]),
                        ((Number) row[3]).intValue()))
                .toList();
    }

    private static LocalDate day(Object value) {
        return value instanceof LocalDate day ? day : ((java.sql.Date) value).toLocalDate();
    }

    private static LocalTime time(Object value) {
        return value instanceof LocalTime time ? time : ((java.sql.Time) value).toLocalTime();
    }
}
