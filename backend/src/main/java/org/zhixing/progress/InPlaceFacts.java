package org.zhixing.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.MetricRows;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.platform.time.Times;
import org.zhixing.progress.FourInPlace.Fact;
import org.zhixing.progress.FourInPlace.Facts;
import org.zhixing.progress.FourInPlace.RecordKind;

/** The records that speak for the four in place: five statements, however many branches. Callers ask for what their scope has shown them. */
@ApplicationScoped
class InPlaceFacts {
    /** At most so many records a cell and branch, those that prove it first. */
    private static final int MOST = 5;

    /** Rows of branch, id, title, day, whether it proves, and the share reached. The statements number them by branch. */
    private static final String FROM = "select branch_id, id, title, day, proves, share from (select f.*, row_number()"
            + " over (partition by branch_id order by proves desc, day desc nulls last, id) as place from (";

    private static final String TO = ") f) numbered where place <= " + MOST + " order by branch_id, place";

    /** A group that has a head, at the branch or directly above it. */
    private static final String GROUPS = FROM + """
            select b.id as branch_id, o.id as id, o.name as title, cast(null as date) as day, head.name is not null as proves,
                   cast(null as integer) as share
            from organization b
            join leading_group g on g.campaign_id = :campaign and (g.organization_id = b.id or g.organization_id = b.parent_id)
            join organization o on o.id = g.organization_id
            left join leading_group_leader head on head.group_id = g.id and head.part = 'HEAD'
            where b.id in (:branches)""" + TO;

    private static final String LIAISONS = FROM + """
            select l.branch_id, l.id, l.name as title, l.since as day, true as proves, cast(null as integer) as share
            from liaison l where l.campaign_id = :campaign and l.branch_id in (:branches) and l.ended_on is null""" + TO;

    /** A scheme of the branch or of any organisation above it, for the whole campaign or for this phase. */
    private static final String SCHEMES = FROM + """
            select b.id as branch_id, s.id, s.title, cast(s.decided_at at time zone 'Asia/Shanghai' as date) as day,
                   s.state = 'APPROVED' as proves, cast(null as integer) as share
            from organization b join scheme s on s.campaign_id = :campaign and (s.phase is null or s.phase = :phase)
            join organization o on o.id = s.organization_id and b.path >= o.path and b.path < o.path_end
            where b.id in (:branches)""" + TO;

    /** Meetings of the phase, and for the first phase those before it, on whose roll enough of the branch stand as present. */
    private static final String MOBILISATIONS = "with " + MetricRows.PHASE_WINDOW + FROM + """
            select b.branch_id, s.id, s.title, s.date as day, b.attended * 100 >= b.expected * cast(:attendance as integer) and b.expected > 0 as proves,
                   case when b.expected > 0 then b.attended * 100 / b.expected else 0 end as share
            from phase_window w join session_branch b on b.branch_id = w.branch_id and b.roll_taken_at is not null
            join study_session s on s.id = b.session_id and s.campaign_id = :campaign
            where s.kind = 'MOBILISATION' and s.state = 'HELD' and (s.date >= w.from_date or w.first_phase) and s.date <= w.to_date""" + TO;

    /** The same of trainings, where whoever is the branch's secretary or recorder now was there. */
    private static final String TRAININGS = "with " + MetricRows.PHASE_WINDOW + FROM + """
            select b.branch_id, s.id, s.title, s.date as day, cast(null as integer) as share,
                   exists (select 1 from attendance a join account c on c.member_id = a.member_id and c.enabled
                           join role_grant g on g.account_id = c.id and g.organization_id = b.branch_id
                            and g.role in ('SECRETARY', 'RECORDER')
                            and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
                           where a.session_id = s.id and a.status in ('PRESENT', 'LATE', 'MADE_UP')) as proves
            from phase_window w join session_branch b on b.branch_id = w.branch_id
            join study_session s on s.id = b.session_id and s.campaign_id = :campaign
            where s.kind = 'TRAINING' and s.state = 'HELD' and (s.date >= w.from_date or w.first_phase) and s.date <= w.to_date""" + TO;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    Map<UUID, Facts> of(Collection<UUID> branches, UUID campaign, PhaseKind phase, int attendance) {
        Map<UUID, Facts> facts = new HashMap<>();
        branches.forEach(branch -> facts.put(branch, Facts.none()));
        if (branches.isEmpty()) {
            return facts;
        }
        collect(facts, RecordKind.LEADING_GROUP, Facts::groups, bound(GROUPS, branches, campaign));
        collect(facts, RecordKind.LIAISON, Facts::liaisons, bound(LIAISONS, branches, campaign));
        collect(
                facts,
                RecordKind.SCHEME,
                Facts::schemes,
                bound(SCHEMES, branches, campaign).setParameter("phase", phase.name()));
        collect(
                facts,
                RecordKind.STUDY_SESSION,
                Facts::mobilisations,
                bound(MOBILISATIONS, branches, campaign)
                        .setParameter("phase", phase.name())
                        .setParameter("today", Times.today(clock))
                        .setParameter("attendance", attendance));
        collect(
                facts,
                RecordKind.STUDY_SESSION,
                Facts::trainings,
                bound(TRAININGS, branches, campaign)
                        .setParameter("phase", phase.name())
                        .setParameter("today", Times.today(clock)));
        return facts;
    }

    private Query bound(String sql, Collection<UUID> branches, UUID campaign) {
        return entities.createNativeQuery(sql)
                .setParameter("campaign", campaign)
                .setParameter("branches", branches);
    }

    @SuppressWarnings("unchecked")
    private static void collect(
            Map<UUID, Facts> facts, RecordKind kind, Function<Facts, List<Fact>> part, Query query) {
        for (Object[] row : (List<Object[]>) query.getResultList()) {
            part.apply(facts.get((UUID) row[0]))
                    .add(new Fact(
                            kind,
                            (UUID) row[1],
                            (String) row[2],
                            day(row[3]),
                            (Boolean) row[4],
                            row[5] == null ? null : ((Number) row[5]).intValue()));
        }
    }

    private static @Nullable LocalDate day(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case LocalDate day -> day;
            case java.sql.Date day -> day.toLocalDate();
            case Instant at -> LocalDate.ofInstant(at, Times.ZONE);
            default -> throw new IllegalStateException(value.getClass().getName());
        };
    }
}
