package org.zhixing.study.hours;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What members have earned and branches have held. Callers ask for what their scope has shown them. */
@ApplicationScoped
class Hours {
    @Inject
    EntityManager entities;

    /** A member's credited minutes and the half-days in which they were earned. */
    record Done(int minutes, int halfDays) {
        static final Done NOTHING = new Done(0, 0);
    }

    /** The half-days that a branch held in the week from a Monday. */
    record Week(LocalDate monday, int held) {}

    @SuppressWarnings("unchecked")
    Map<UUID, Done> of(UUID campaign, List<UUID> members) {
        Map<UUID, Done> hours = new HashMap<>();
        if (!members.isEmpty()) {
            List<Object[]> rows = entities.createNativeQuery(
                            "select member_id, minutes, half_days from member_hours where campaign_id = :campaign and member_id in (:members)")
                    .setParameter("campaign", campaign)
                    .setParameter("members", members)
                    .getResultList();
            rows.forEach(row ->
                    hours.put((UUID) row[0], new Done(((Number) row[1]).intValue(), ((Number) row[2]).intValue())));
        }
        return hours;
    }

    /** What a branch has planned from a day on, up to and with another, by half-day: the minutes of the longest session in it. */
    Map<Slot, Integer> planned(UUID branch, UUID campaign, LocalDate from, LocalDate to) {
        Map<Slot, Integer> planned = new HashMap<>();
        entities.createQuery(
                        "select s.date, s.half, s.startsAt, s.endsAt from SessionBranch b join StudySession s on s.id = b.sessionId"
                                + " where b.branchId = :branch and s.campaign.id = :campaign and s.state = PLANNED and s.date >= :from and s.date <= :to",
                        Object[].class)
                .setParameter("branch", branch)
                .setParameter("campaign", campaign)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultStream()
                .forEach(row -> planned.merge(
                        new Slot((LocalDate) row[0], (HalfDay) row[1]),
                        (int) Duration.between((Instant) row[2], (Instant) row[3])
                                .toMinutes(),
                        Math::max));
        return planned;
    }

    /** Week by week from the branch's first session to its last, at most 200. */
    @SuppressWarnings("unchecked")
    List<Week> weeks(UUID branch, UUID campaign) {
        List<Object[]> rows = entities.createNativeQuery("""
                        with s as (
                            select s.date, s.half, s.state from session_branch b join study_session s on s.id = b.session_id
                            where b.branch_id = :branch and s.campaign_id = :campaign)
                        select w.monday::date, count(distinct (s.date, s.half)) filter (where s.date is not null)
                        from generate_series(
                               date_trunc('week', (select min(date) from s)), (select max(date) from s), interval '7 days') as w(monday)
                        left join s on s.state = 'HELD' and s.date >= w.monday and s.date < w.monday + interval '7 days'
                        group by w.monday order by w.monday limit 200""")
                .setParameter("branch", branch)
                .setParameter("campaign", campaign)
                .getResultList();
        return rows.stream()
                .map(row -> new Week(
                        row[0] instanceof LocalDate day ? day : ((java.sql.Date) row[0]).toLocalDate(),
                        ((Number) row[1]).intValue()))
                .toList();
    }
}
