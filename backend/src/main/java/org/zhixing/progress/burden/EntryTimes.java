package org.zhixing.progress.burden;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.zhixing.platform.database.LoneStatements;
import org.zhixing.platform.time.Times;

/**
 * Sums of seconds of entry: by organisation and week among the sums that are folded up the tree, and by kind of entry for
 * a whole tree. Whose they were is asked to find the organisation, and not kept.
 */
@ApplicationScoped
class EntryTimes {
    /** Where these sums are kept among those of the campaigns: they belong to none. */
    static final UUID PLACE = new UUID(0, 1);

    private static final int SHARDS = 16;

    /** Below so many entries a kind's figures are left out: they would be one person's. */
    static final int FEWEST = 5;

    @Inject
    LoneStatements statements;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    /** A week's sum; {@code week} is its Monday. */
    record Week(LocalDate week, long entries, long seconds) {}

    /** What one kind of entry cost a whole tree. */
    record Kind(String operation, long entries, long seconds) {}

    LocalDate thisWeek() {
        return Times.today(clock).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** Adds to the highest organisation at which the account holds a role: a secretary's branch, an office's committee. */
    void add(UUID account, String operation, int seconds) {
        LocalDate week = thisWeek();
        statements.rows(
                """
                with place as (
                    select root_id as id from granted_organization
                    where account_id = ? and root_id = organization_id order by root_depth, root_id limit 1
                ), of_place as (
                    insert into progress_delta (campaign_id, organization_id, metric, day, value)
                    select cast(? as uuid), place.id, f.metric, cast(? as date), f.value
                    from place, (values ('ENTRY_SECONDS', cast(? as bigint)), ('ENTRIES', 1)) as f(metric, value)
                )
                insert into entry_time as t (root_id, week, operation, shard, entries, seconds)
                select top.id, cast(? as date), ?, cast(? as smallint), 1, cast(? as bigint)
                from place join organization o on o.id = place.id
                join organization top on top.parent_id is null and o.path >= top.path and o.path < top.path_end
                on conflict (root_id, week, operation, shard) do update set entries = t.entries + 1, seconds = t.seconds + excluded.seconds
                returning week""",
                row -> week,
                account,
                PLACE,
                week,
                (long) seconds,
                week,
                operation,
                (short) ThreadLocalRandom.current().nextInt(SHARDS),
                (long) seconds);
    }

    /** The weeks of an organisation with all below it, oldest first; a week without entries is there with zeros. */
    List<Week> weeks(UUID organization, LocalDate from, LocalDate to) {
        Map<LocalDate, long[]> sums = new HashMap<>();
        for (Object[] row : sums(List.of(organization), from, to)) {
            long[] week = sums.computeIfAbsent((LocalDate) row[1], w -> new long[2]);
            week[row[2].equals("ENTRIES") ? 0 : 1] = ((Number) row[3]).longValue();
        }
        List<Week> weeks = new ArrayList<>();
        for (LocalDate week = from; !week.isAfter(to); week = week.plusWeeks(1)) {
            long[] sum = sums.getOrDefault(week, new long[2]);
            weeks.add(new Week(week, sum[0], sum[1]));
        }
        return weeks;
    }

    /** Seconds between two weeks of organisations with all below them: one statement. */
    Map<UUID, Long> seconds(Collection<UUID> organizations, LocalDate from, LocalDate to) {
        Map<UUID, Long> seconds = new HashMap<>();
        for (Object[] row : sums(organizations, from, to)) {
            if (row[2].equals("ENTRY_SECONDS")) {
                seconds.merge((UUID) row[0], ((Number) row[3]).longValue(), Long::sum);
            }
        }
        return seconds;
    }

    @SuppressWarnings("unchecked")
    private List<Object[]> sums(Collection<UUID> organizations, LocalDate from, LocalDate to) {
        if (organizations.isEmpty()) {
            return List.of();
        }
        return entities.createNativeQuery("""
                        select organization_id, day, metric, sum(value)
                        from (select s.organization_id, s.metric, s.day, s.value from progress_sum s
                              where s.organization_id = any(:ids) and s.campaign_id = :place and s.day between :from and :to
                              union all
                              select r.id, d.metric, d.day, d.value
                              from progress_delta d join organization o on o.id = d.organization_id
                              join organization r on r.id = any(:ids) and o.path >= r.path and o.path < r.path_end
                              where d.campaign_id = :place and d.day between :from and :to) f
                        group by organization_id, day, metric""")
                .setParameter("ids", organizations.toArray(UUID[]::new))
                .setParameter("place", PLACE)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }

    /** Branches below each organisation, itself among them if it is one: one statement. */
    @SuppressWarnings("unchecked")
    Map<UUID, Long> branches(Collection<UUID> organizations) {
        Map<UUID, Long> branches = new HashMap<>();
        List<Object[]> rows = entities.createNativeQuery("""
                        select r.id, count(o.id) from organization r
                        left join organization o on o.path >= r.path and o.path < r.path_end and o.kind = 'BRANCH'
                        where r.id = any(:ids) group by r.id""")
                .setParameter("ids", organizations.toArray(UUID[]::new))
                .getResultList();
        rows.forEach(row -> branches.put((UUID) row[0], ((Number) row[1]).longValue()));
        return branches;
    }

    /** The kinds of entry that took an organisation's whole tree longest, at most {@code most}. */
    @SuppressWarnings("unchecked")
    List<Kind> kinds(UUID organization, LocalDate from, LocalDate to, int most) {
        List<Object[]> rows = entities.createNativeQuery("""
                        select t.operation, sum(t.entries), sum(t.seconds)
                        from organization o
                        join organization top on top.parent_id is null and o.path >= top.path and o.path < top.path_end
                        join entry_time t on t.root_id = top.id
                        where o.id = :organization and t.week between :from and :to group by t.operation having sum(t.entries) >= :fewest
                        order by sum(t.seconds) desc, t.operation limit :most""")
                .setParameter("organization", organization)
                .setParameter("from", from)
                .setParameter("to", to)
                .setParameter("fewest", FEWEST)
                .setParameter("most", most)
                .getResultList();
        return rows.stream()
                .map(row -> new Kind((String) row[0], ((Number) row[1]).longValue(), ((Number) row[2]).longValue()))
                .toList();
    }
}
