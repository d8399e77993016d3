package org.zhixing.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organization;
import org.zhixing.platform.time.Times;

/**
 * What waits for somebody in the places where their roles hold, in one statement. Whose it is, is said: the same is asked
 * for the caller of a request and, when reminders go out, for one account after the other.
 */
@ApplicationScoped
public class DueThings {
    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    /**
     * The most urgent first, at most {@code most}.
     *
     * @param member whom the account belongs to, if anybody
     */
    @SuppressWarnings("unchecked")
    public List<DueResource.Due> of(UUID account, @Nullable UUID member, int most) {
        LocalDate today = Times.today(clock);
        List<Object[]> rows = entities.createNativeQuery("""
                        with reached as (
                            select distinct organization_id from granted_organization
                            where account_id = :account
                              and role in ('OFFICE', 'SUPERVISOR', 'LEADER', 'SECRETARY', 'RECORDER', 'MEMBER')
                        ), works as (
                            select distinct organization_id from granted_organization
                            where account_id = :account and role in ('SECRETARY', 'RECORDER')
                        ), reviews as (
                            select distinct organization_id from granted_organization
                            where account_id = :account and role = 'SECRETARY'
                        ), decides as (
                            select distinct organization_id from granted_organization
                            where account_id = :account and role in ('OFFICE', 'SUPERVISOR', 'LEADER') and root_id <> organization_id
                        ), approves as (
                            select distinct organization_id, role = 'SECRETARY' as as_secretary from granted_organization
                            where account_id = :account
                              and (role = 'SECRETARY' or role in ('OFFICE', 'LEADER') and root_id <> organization_id)
                        ), hears as (
                            select distinct organization_id from granted_organization
                            where account_id = :account
                              and (role = 'SECRETARY' or role = 'OFFICE' and root_id = organization_id)
                        ), belongs as (
                            select distinct organization_id from granted_organization
                            where account_id = :account and role in ('SECRETARY', 'RECORDER', 'MEMBER')
                        )
                        select d.kind, d.title, d.due_on, o.id, o.name, o.kind as organization_kind, d.resource, d.target,
                            exists (select 1 from due_seen s where s.account_id = :account and s.kind = d.kind and s.target_id = d.target)
                        from (
                            (select 'SESSION_UPCOMING' as kind, s.title, s.date as due_on, s.organization_id, 'STUDY_SESSION' as resource, s.id as target
                             from study_session s
                             where exists (select 1 from session_branch b join belongs on belongs.organization_id = b.branch_id
                                           where b.session_id = s.id)
                               and s.state = 'PLANNED' and s.date between :today and cast(:today as date) + 7 order by s.starts_at limit 20)
                            union all
                            (select 'SESSION_TO_HOLD', s.title, s.date, s.organization_id, 'STUDY_SESSION', s.id
                             from study_session s where s.organization_id in (select organization_id from works)
                               and s.state = 'PLANNED' and s.date < :today order by s.starts_at limit 20)
                            union all
                            (select 'ROLL_MISSING', s.title, s.date, b.branch_id, 'STUDY_SESSION', s.id
                             from session_branch b join study_session s on s.id = b.session_id
                             where b.branch_id in (select organization_id from works)
                               and s.state = 'HELD' and b.roll_taken_at is null order by s.starts_at limit 20)
                            union all
                            (select 'MINUTES_MISSING', s.title, s.date, s.organization_id, 'STUDY_SESSION', s.id
                             from study_session s where s.organization_id in (select organization_id from works)
                               and s.state = 'HELD' and s.minutes_version = 0
                               and not exists (select 1 from session_branch b where b.session_id = s.id and b.roll_taken_at is null)
                             order by s.starts_at limit 20)
                            union all
                            (select 'MINUTES_TO_CONFIRM', s.title, cast(null as date), a.branch_id, 'STUDY_SESSION', s.id
                             from attendance a join study_session s on s.id = a.session_id
                             join minutes m on m.session_id = s.id and m.edition = s.minutes_version
                             where a.member_id = cast(:member as uuid) and a.status in ('PRESENT', 'LATE')
                               and a.branch_id in (select organization_id from belongs)
                               and s.state = 'HELD' and m.written_by_id is distinct from :account
                               and not exists (select 1 from minutes_confirmation c where c.session_id = s.id
                                               and c.edition = m.edition and c.member_id = a.member_id)
                               and (select count(*) from minutes_confirmation c where c.session_id = s.id and c.edition = m.edition) < 2
                             order by s.starts_at desc limit 20)
                            union all
                            (select 'DISCUSSION_OPEN', d.title, d.closes_on, d.organization_id, 'DISCUSSION', d.id
                             from discussion d where d.organization_id in (select organization_id from belongs) and d.state = 'OPEN'
                               and not exists (select 1 from contribution c where c.discussion_id = d.id and c.author_id = cast(:member as uuid))
                             order by d.closes_on nulls last limit 20)
                            union all
                            (select 'VOTE_DUE', d.title, cast(null as date), d.organization_id, 'DISCUSSION', d.id
                             from discussion d join organization t on t.id = d.organization_id
                             where d.organization_id in (select organization_id from belongs) and d.state = 'VOTING'
                               and exists (select 1 from member m join organization b on b.id = m.branch_id
                                           where m.id = cast(:member as uuid) and m.state = 'ACTIVE'
                                             and b.path >= t.path and b.path < t.path_end)
                               and exists (select 1 from requirement r where r.discussion_id = d.id and r.state = 'DRAFT'
                                           and not exists (select 1 from requirement_vote v where v.requirement_id = r.id
                                                           and v.member_id = cast(:member as uuid) and v.edition = r.edition))
                             order by d.created_at, d.id limit 20)
                            union all
                            (select 'OBJECTION_TO_ANSWER', d.title, cast(null as date), d.organization_id, 'DISCUSSION', d.id
                             from discussion d
                             where d.organization_id in (select organization_id from reviews) and d.state = 'VOTING'
                               and exists (select 1 from requirement r join requirement_vote v on v.requirement_id = r.id
                                           where r.discussion_id = d.id and r.state = 'DRAFT' and v.edition = r.edition
                                             and v.choice = 'OBJECT' and v.answer is null
                                             and v.member_id is distinct from cast(:member as uuid))
                             order by d.created_at, d.id limit 20)
                            union all
                            (select case when i.due_on < :today then 'ITEM_OVERDUE' else 'ITEM_DUE' end, i.problem, i.due_on, i.organization_id,
                                    'RECTIFICATION_ITEM', i.id
                             from rectification_item i
                             where (i.organization_id in (select organization_id from works)
                                    or i.responsible_id = cast(:member as uuid) and i.organization_id in (select organization_id from reached))
                               and i.state in ('OPEN', 'IN_PROGRESS', 'RETURNED', 'REOPENED') and i.due_on <= cast(:today as date) + 7
                             order by i.due_on limit 40)
                            union all
                            (select 'ITEM_TO_VERIFY', i.problem, i.due_on, i.organization_id, 'RECTIFICATION_ITEM', i.id
                             from rectification_item i where i.organization_id in (select organization_id from decides)
                               and i.state = 'SUBMITTED' and i.submitted_by is distinct from :account order by i.due_on limit 40)
                            union all
                            (select w.kind || '_RETURNED', w.title, cast(null as date), w.branch_id,
                                    case w.kind when 'NOTE' then 'STUDY_NOTE' else 'REFLECTION' end, w.id
                             from writing w where w.member_id = cast(:member as uuid) and w.state = 'RETURNED'
                             order by w.moved_at limit 20)
                            union all
                            (select 'WRITING_TO_REVIEW', cast(count(*) as varchar), cast(null as date), w.branch_id, 'WRITING_QUEUE', w.branch_id
                             from writing w where w.branch_id in (select organization_id from reviews)
                               and w.state = 'SUBMITTED' and w.member_id is distinct from cast(:member as uuid)
                             group by w.branch_id order by min(w.moved_at) limit 20)
                            union all
                            (select 'LEAVE_TO_DECIDE', m.name || '：' || s.title, s.date, l.branch_id, 'LEAVE_REQUEST', l.id
                             from leave_request l join study_session s on s.id = l.session_id join member m on m.id = l.member_id
                             where l.state = 'ASKED' and l.member_id is distinct from cast(:member as uuid)
                               and exists (select 1 from approves a where a.organization_id = l.branch_id
                                           and a.as_secretary <> exists (
                                               select 1 from granted_organization g join account c on c.id = g.account_id
                                               where c.member_id = l.member_id and g.role = 'SECRETARY'
                                                 and g.organization_id = l.branch_id))
                             order by s.date limit 20)
                            union all
                            (select 'OPINIONS_TO_ANSWER', cast(count(*) as varchar), cast(null as date), p.organization_id, 'OPINION_QUEUE', p.call_id
                             from opinion p left join opinion_group g on g.id = p.group_id
                             where p.organization_id in (select organization_id from hears)
                               and p.answer is null and p.set_aside_reason is null and g.answer is null
                             group by p.organization_id, p.call_id order by min(p.received_on) limit 20)
                            union all
                            (select 'SELF_ANALYSIS_DUE', c.name, f.ends_on, m.branch_id, 'OWN_SELF_ANALYSIS', c.id
                             from member m join participation p on p.branch_id = m.branch_id and p.phase = 'APPRAISAL'
                             join campaign c on c.id = p.campaign_id and c.closed_on is null
                             left join batch_phase f on f.batch_id = p.batch_id and f.kind = p.phase
                             where m.id = cast(:member as uuid) and m.state = 'ACTIVE'
                               and m.branch_id in (select organization_id from belongs)
                               and not exists (select 1 from self_analysis a where a.member_id = m.id and a.campaign_id = c.id
                                               and a.state in ('SUBMITTED', 'ACCEPTED'))
                             order by f.ends_on limit 20)
                            union all
                            (select 'SELF_ANALYSIS_TO_READ', cast(count(*) as varchar), cast(null as date), a.branch_id,
                                    'SELF_ANALYSIS_QUEUE', a.branch_id
                             from self_analysis a where a.branch_id in (select organization_id from reviews)
                               and a.state = 'SUBMITTED' and a.member_id is distinct from cast(:member as uuid)
                             group by a.branch_id order by min(a.moved_at) limit 20)
                            union all
                            (select 'BALLOT_TO_CAST', v.title, cast(null as date), b.organization_id, 'BALLOT_BOX', v.id
                             from ballot_voter r join ballot_box b on b.id = r.box_id join review v on v.id = b.review_id
                             where r.member_id = cast(:member as uuid) and r.voted = 'NOT' and b.state = 'OPEN'
                               and b.organization_id in (select organization_id from belongs)
                             order by b.opened_at limit 20)
                        ) d join organization o on o.id = d.organization_id
                        order by d.due_on nulls last, d.target limit :most""")
                .setParameter("account", account)
                .setParameter("member", member)
                .setParameter("today", today)
                .setParameter("most", most)
                .getResultList();
        return rows.stream()
                .map(row -> new DueResource.Due(
                        DueResource.DueKind.valueOf((String) row[0]),
                        (String) row[1],
                        row[2] == null
                                ? null
                                : row[2] instanceof LocalDate day ? day : ((java.sql.Date) row[2]).toLocalDate(),
                        new OrgRef((UUID) row[3], (String) row[4], Organization.Kind.valueOf((String) row[5])),
                        new DueResource.Target(DueResource.DueResourceKind.valueOf((String) row[6]), (UUID) row[7]),
                        (Boolean) row[8]))
                .toList();
    }

    /** Notes that the account has looked at these, and forgets what is not due any more: it is new if it comes back. */
    void see(UUID account, List<DueResource.Due> due) {
        String[] kinds = due.stream().map(d -> d.kind().name()).toArray(String[]::new);
        UUID[] targets = due.stream().map(d -> d.target().id()).toArray(UUID[]::new);
        entities.createNativeQuery("""
                        delete from due_seen where account_id = :account and (kind, target_id) not in (
                            select * from unnest(cast(:kinds as varchar[]), cast(:targets as uuid[])))""")
                .setParameter("account", account)
                .setParameter("kinds", kinds)
                .setParameter("targets", targets)
                .executeUpdate();
        entities.createNativeQuery("""
                        insert into due_seen (account_id, kind, target_id, seen_at)
                        select :account, d.kind, d.target, :now
                        from unnest(cast(:kinds as varchar[]), cast(:targets as uuid[])) as d (kind, target)
                        on conflict do nothing""")
                .setParameter("account", account)
                .setParameter("kinds", kinds)
                .setParameter("targets", targets)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }
}
