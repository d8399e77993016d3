package org.zhixing.progress;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.zhixing.discussion.Contributed;
import org.zhixing.organization.RosterChanged;
import org.zhixing.outcome.OutcomeMeasured;
import org.zhixing.rectification.LedgerMoved;
import org.zhixing.study.SessionHeld;
import org.zhixing.study.attendance.RollTaken;
import org.zhixing.study.hours.HoursChanged;

/**
 * The sums. A fact's transaction appends what it adds to {@code progress_delta}, which no two writers contend for; a
 * folding step moves deltas into {@code progress_sum} for the organisation and all above it. Readers add both in one
 * statement, so a figure is exact at every moment and costs the same however large the tree is.
 */
@ApplicationScoped
class Sums {
    /** Counts that belong to no campaign are kept under this id. */
    static final UUID NO_CAMPAIGN = new UUID(0, 0);

    private static final LocalDate NO_DAY = LocalDate.of(1, 1, 1);
    private static final int FOLD = 20_000;

    @Inject
    EntityManager entities;

    void on(@Observes RosterChanged e) {
        Map<UUID, Long> members = new HashMap<>();
        for (RosterChanged.Move move : e.moves()) {
            if (move.from() != null) {
                members.merge(move.from(), -1L, Long::sum);
            }
            if (move.to() != null) {
                members.merge(move.to(), 1L, Long::sum);
            }
        }
        members.forEach((branch, more) -> add(NO_CAMPAIGN, branch, Metric.MEMBERS, NO_DAY, more));
        carryHours(e.moves());
    }

    void on(@Observes SessionHeld e) {
        add(e.campaign(), e.branch(), Metric.SESSIONS_HELD, e.date(), 1);
    }

    void on(@Observes RollTaken e) {
        add(e.campaign(), e.branch(), Metric.ATTENDANCE_EXPECTED, e.date(), e.expectedMore());
        add(e.campaign(), e.branch(), Metric.ATTENDANCE_ATTENDED, e.date(), e.attendedMore());
    }

    void on(@Observes HoursChanged e) {
        Map<UUID, long[]> branches = new HashMap<>();
        int quota = e.quotaMinutes();
        for (HoursChanged.Change change : e.changes()) {
            long[] sums = branches.computeIfAbsent(change.branch(), b -> new long[2]);
            sums[0] += Math.min(change.after(), quota) - Math.min(change.before(), quota);
            sums[1] += (change.after() >= quota ? 1 : 0) - (change.before() >= quota ? 1 : 0);
        }
        branches.forEach((branch, sums) -> {
            add(e.campaign(), branch, Metric.CREDITED_MINUTES, NO_DAY, sums[0]);
            add(e.campaign(), branch, Metric.MEMBERS_AT_QUOTA, NO_DAY, sums[1]);
        });
    }

    void on(@Observes Contributed e) {
        add(e.campaign(), e.organization(), Metric.CONTRIBUTIONS, e.on(), 1);
    }

    void on(@Observes LedgerMoved e) {
        add(e.campaign(), e.organization(), Metric.ITEMS_PENDING, e.dueOn(), e.pendingMore());
        add(e.campaign(), e.organization(), Metric.ITEMS_CLOSED, e.dueOn(), e.closedMore());
    }

    void on(@Observes OutcomeMeasured e) {
        add(e.campaign(), e.organization(), Metric.OUTCOMES_MEASURED, e.on(), e.more());
    }

    /** Members' hours go along to the new branch. ORG-2. */
    private void carryHours(List<RosterChanged.Move> moves) {
        entities.createNativeQuery("""
                        insert into progress_delta (campaign_id, organization_id, metric, day, value)
                        select h.campaign_id, p.place, f.metric, cast(:noDay as date), sum(f.value * p.sign)
                        from unnest(cast(:members as uuid[]), cast(:left as uuid[]), cast(:joined as uuid[])) as m(id, left_id, joined_id)
                        join member_hours h on h.member_id = m.id
                        join campaign c on c.id = h.campaign_id
                        cross join lateral (values (m.left_id, -1), (m.joined_id, 1)) as p(place, sign)
                        cross join lateral (values
                          ('CREDITED_MINUTES', least(h.minutes, c.quota_minutes)),
                          ('MEMBERS_AT_QUOTA', case when h.minutes >= c.quota_minutes then 1 else 0 end)) as f(metric, value)
                        where p.place is not null and f.value <> 0
                        group by h.campaign_id, p.place, f.metric""")
                .setParameter("members", ids(moves, RosterChanged.Move::member))
                .setParameter("left", ids(moves, RosterChanged.Move::from))
                .setParameter("joined", ids(moves, RosterChanged.Move::to))
                .setParameter("noDay", NO_DAY)
                .executeUpdate();
    }

    /** A PostgreSQL array literal. */
    private static String ids(List<RosterChanged.Move> moves, Function<RosterChanged.Move, @Nullable UUID> which) {
        return moves.stream()
                .map(which)
                .map(id -> id == null ? "NULL" : id.toString())
                .collect(Collectors.joining(",", "{", "}"));
    }

    void add(UUID campaign, UUID organization, Metric metric, LocalDate day, long value) {
        if (value != 0) {
            entities.createNativeQuery(
                            "insert into progress_delta (campaign_id, organization_id, metric, day, value) values (:campaign, :organization, :metric, :day, :value)")
                    .setParameter("campaign", campaign)
                    .setParameter("organization", organization)
                    .setParameter("metric", metric.name())
                    .setParameter("day", day)
                    .setParameter("value", value)
                    .executeUpdate();
        }
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void foldInBackground() {
        while (fold() == FOLD) {}
    }

    /** Moves deltas into the sums of their organisation and of all above it; one folder at a time. Returns how many it moved. */
    @Transactional
    int fold() {
        Boolean mine = (Boolean) entities.createNativeQuery("select pg_try_advisory_xact_lock(7203001)")
                .getSingleResult();
        if (!mine) {
            return 0;
        }
        return ((Number) entities.createNativeQuery("""
                        with recursive taken as (
                            delete from progress_delta where id in (select id from progress_delta order by id limit :most)
                            returning campaign_id, organization_id, metric, day, value
                        ), grouped as (
                            select campaign_id, organization_id, metric, day, sum(value) as value
                            from taken group by campaign_id, organization_id, metric, day
                        ), line as (
                            select distinct g.organization_id as source, o.id, o.parent_id
                            from grouped g join organization o on o.id = g.organization_id
                            union all
                            select l.source, p.id, p.parent_id from line l join organization p on p.id = l.parent_id
                        ), folded as (
                            insert into progress_sum as s (organization_id, campaign_id, metric, day, value)
                            select l.id, g.campaign_id, g.metric, g.day, sum(g.value)
                            from grouped g join line l on l.source = g.organization_id
                            group by l.id, g.campaign_id, g.metric, g.day
                            on conflict (organization_id, campaign_id, metric, day) do update set value = s.value + excluded.value
                        )
                        select count(*) from taken""")
                        .setParameter("most", FOLD)
                        .getSingleResult())
                .intValue();
    }

    /** The figures of some organisations with their subtrees: one statement, whatever the tree's size. */
    Map<UUID, Figures> of(Collection<UUID> organizations, UUID campaign, LocalDate today) {
        Map<UUID, EnumMap<Metric, Long>> sums = new HashMap<>();
        Map<UUID, Long> overdue = new HashMap<>();
        UUID[] ids = organizations.toArray(UUID[]::new);
        if (ids.length == 0) {
            return Map.of();
        }
        entities.unwrap(Session.class).doWork(connection -> {
            try (var select = connection.prepareStatement("""
                    select organization_id, metric, sum(value),
                           coalesce(sum(value) filter (where metric = 'ITEMS_PENDING' and day < ?), 0)
                    from (select s.organization_id, s.metric, s.day, s.value from progress_sum s
                          where s.organization_id = any(?) and s.campaign_id = any(?)
                          union all
                          select r.id, d.metric, d.day, d.value
                          from progress_delta d join organization o on o.id = d.organization_id
                          join organization r on r.id = any(?) and o.path >= r.path and o.path < r.path_end
                          where d.campaign_id = any(?)) f
                    group by organization_id, metric""")) {
                var organizationArray = connection.createArrayOf("uuid", ids);
                var campaignArray = connection.createArrayOf("uuid", new UUID[] {NO_CAMPAIGN, campaign});
                select.setObject(1, today);
                select.setArray(2, organizationArray);
                select.setArray(3, campaignArray);
                select.setArray(4, organizationArray);
                select.setArray(5, campaignArray);
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        UUID organization = rows.getObject(1, UUID.class);
                        Metric metric = Metric.valueOf(rows.getString(2));
                        sums.computeIfAbsent(organization, o -> new EnumMap<>(Metric.class))
                                .put(metric, rows.getLong(3));
                        if (metric == Metric.ITEMS_PENDING) {
                            overdue.put(organization, rows.getLong(4));
                        }
                    }
                }
            }
        });
        Map<UUID, Figures> figures = new HashMap<>();
        Arrays.stream(ids)
                .forEach(id -> figures.put(
                        id,
                        new Figures(
                                Objects.requireNonNullElse(sums.get(id), new EnumMap<>(Metric.class)),
                                overdue.getOrDefault(id, 0L))));
        return figures;
    }

    /** What was counted on the days of each week that begins on a Monday from the first to the last: one statement. */
    @SuppressWarnings("unchecked")
    Map<LocalDate, EnumMap<Metric, Long>> byWeek(UUID organization, UUID campaign, LocalDate first, LocalDate last) {
        Map<LocalDate, EnumMap<Metric, Long>> weeks = new HashMap<>();
        List<Object[]> rows = entities.createNativeQuery("""
                        select cast(date_trunc('week', f.day) as date), f.metric, sum(f.value)
                        from (select s.metric, s.day, s.value from progress_sum s
                              where s.organization_id = :organization and s.campaign_id = :campaign
                                and s.metric in ('SESSIONS_HELD', 'ATTENDANCE_ATTENDED', 'OUTCOMES_MEASURED')
                                and s.day between :first and :end
                              union all
                              select d.metric, d.day, d.value
                              from progress_delta d join organization o on o.id = d.organization_id
                              join organization r on r.id = :organization and o.path >= r.path and o.path < r.path_end
                              where d.campaign_id = :campaign
                                and d.metric in ('SESSIONS_HELD', 'ATTENDANCE_ATTENDED', 'OUTCOMES_MEASURED')
                                and d.day between :first and :end) f
                        group by 1, 2""")
                .setParameter("organization", organization)
                .setParameter("campaign", campaign)
                .setParameter("first", first)
                .setParameter("end", last.plusDays(6))
                .getResultList();
        rows.forEach(row -> weeks.computeIfAbsent(
                        row[0] instanceof LocalDate day ? day : ((java.sql.Date) row[0]).toLocalDate(),
                        w -> new EnumMap<>(Metric.class))
                .put(Metric.valueOf((String) row[1]), ((Number) row[2]).longValue()));
        return weeks;
    }

    /** An organisation's sums; overdue are the pending items whose due day is past. */
    record Figures(EnumMap<Metric, Long> sums, long overdue) {
        long get(Metric metric) {
            return sums.getOrDefault(metric, 0L);
        }
    }
}
