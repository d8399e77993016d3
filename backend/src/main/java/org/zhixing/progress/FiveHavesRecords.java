package org.zhixing.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.MetricRows;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.organization.Member;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.Members;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.progress.FiveHaves.Code;
import org.zhixing.progress.FiveHaves.Lack;
import org.zhixing.study.StudySession;
import org.zhixing.study.StudySessions;

/** The records behind a cell of the five haves, page by page: every session, or every member. */
@ApplicationScoped
class FiveHavesRecords {
    static final Order<StudySession> LATEST = Order.descending(
            "-startsAt", "s.startsAt", Instant.class, StudySession::startsAt, "s.id", StudySession::id);
    static final Order<Member> BY_NAME =
            Order.ascending("name", "m.name", String.class, Member::name, "m.id", Member::id);

    @Inject
    EntityManager entities;

    @Inject
    StudySessions sessions;

    @Inject
    Members members;

    @Inject
    Clock clock;

    /** What stands behind a cell. */
    record Found(
            Kind kind,
            @Nullable UUID id,
            @Nullable String title,
            @Nullable MemberRef member,
            @Nullable LocalDate on,
            @Nullable Lack lack) {}

    /** What kind of record it is. */
    @org.eclipse.microprofile.openapi.annotations.media.Schema(name = "FiveHavesRecordKind")
    public enum Kind {
        STUDY_SESSION,
        STUDY_NOTE,
        REFLECTION
    }

    /** The first and last day of a branch's phase. */
    private record Window(LocalDate from, LocalDate to) {}

    Page<Found> ofSessions(Code code, UUID branch, UUID campaign, PhaseKind phase, Paging paging) {
        Window window = window(branch, campaign, phase);
        Page<StudySession> page = sessions.withinScope()
                .where(
                        "exists (select 1 from SessionBranch covered where covered.sessionId = s.id and covered.branchId = :branch)",
                        "branch",
                        branch)
                .where("s.campaign.id = :campaign", "campaign", campaign)
                .where("s.state = HELD")
                .where("s.date >= :from", "from", window.from)
                .where("s.date <= :to", "to", window.to)
                .page(paging, Order.named(paging.sort, LATEST));
        Map<UUID, Lack> lacking = lacking(code, branch, page.items());
        return page.map(s -> new Found(Kind.STUDY_SESSION, s.id(), s.title(), null, s.date(), lacking.get(s.id())));
    }

    Page<Found> ofMembers(Code code, UUID branch, UUID campaign, PhaseKind phase, Paging paging) {
        Page<Member> page = members.withinScope()
                .where("m.branch.id = :branch", "branch", branch)
                .where("m.state = ACTIVE")
                .page(paging, Order.named(paging.sort, BY_NAME));
        Kind kind = code == Code.NOTE ? Kind.STUDY_NOTE : Kind.REFLECTION;
        Map<UUID, Found> written = written(kind, campaign, phase, page.items());
        return page.map(m -> written.getOrDefault(
                m.id(), new Found(kind, null, null, MemberRef.known(m), null, Lack.NOT_HANDED_IN)));
    }

    private Window window(UUID branch, UUID campaign, PhaseKind phase) {
        List<?> rows = entities.createNativeQuery(
                        "with " + MetricRows.PHASE_WINDOW + "select from_date, to_date from phase_window")
                .setParameter("campaign", campaign)
                .setParameter("branches", List.of(branch))
                .setParameter("phase", phase.name())
                .setParameter("today", Times.today(clock))
                .getResultList();
        if (rows.isEmpty()) {
            return new Window(LocalDate.EPOCH.plusDays(1), LocalDate.EPOCH);
        }
        Object[] row = (Object[]) rows.getFirst();
        return new Window(day(row[0]), day(row[1]));
    }

    /** What each of the sessions lacks; nothing of those that have it. */
    private Map<UUID, Lack> lacking(Code code, UUID branch, List<StudySession> some) {
        Map<UUID, Lack> lacking = new HashMap<>();
        if (some.isEmpty()) {
            return lacking;
        }
        String sql = "select s.id, cast("
                + switch (code) {
                    case ATTENDANCE -> "case when b.roll_taken_at is null then 'ROLL_MISSING' end";
                    case RECORD -> """
                    case when s.minutes_version = 0 then 'MINUTES_MISSING'
                         when 2 > (select count(*) from minutes_confirmation c
                                   where c.session_id = s.id and c.edition = s.minutes_version) then 'MINUTES_UNCONFIRMED' end""";
                    default ->
                        "case when not exists (select 1 from material_session m where m.session_id = s.id) then 'MATERIAL_MISSING' end";
                }
                + " as varchar) from study_session s join session_branch b on b.session_id = s.id and b.branch_id = :branch where s.id in (:some)";
        for (Object found : entities.createNativeQuery(sql)
                .setParameter("branch", branch)
                .setParameter("some", some.stream().map(StudySession::id).toList())
                .getResultList()) {
            Object[] row = (Object[]) found;
            if (row[1] != null) {
                lacking.put((UUID) row[0], Lack.valueOf((String) row[1]));
            }
        }
        return lacking;
    }

    /** Of each member the text that goes furthest. */
    private Map<UUID, Found> written(Kind kind, UUID campaign, PhaseKind phase, List<Member> some) {
        Map<UUID, Found> written = new HashMap<>();
        if (some.isEmpty()) {
            return written;
        }
        Map<UUID, Member> known = new HashMap<>();
        some.forEach(m -> known.put(m.id(), m));
        boolean note = kind == Kind.STUDY_NOTE;
        for (Object found : entities.createNativeQuery("""
                        select distinct on (w.member_id) w.member_id, w.id, w.state, cast(w.submitted_at at time zone 'Asia/Shanghai' as date)
                        from writing w
                        where w.member_id in (:members) and w.campaign_id = :campaign and w.phase = :phase and w.kind = :kind
                          and w.state in ('SUBMITTED', 'RETURNED', 'ACCEPTED')
                        order by w.member_id, w.state = 'ACCEPTED' desc, w.state = 'SUBMITTED' desc, w.submitted_at desc""")
                .setParameter("members", known.keySet())
                .setParameter("campaign", campaign)
                .setParameter("phase", phase.name())
                .setParameter("kind", note ? "NOTE" : "REFLECTION")
                .getResultList()) {
            Object[] row = (Object[]) found;
            String state = (String) row[2];
            boolean proves = state.equals("ACCEPTED") || note && state.equals("SUBMITTED");
            UUID member = (UUID) row[0];
            written.put(
                    member,
                    new Found(
                            kind,
                            (UUID) row[1],
                            null,
                            MemberRef.known(known.get(member)),
                            row[3] == null ? null : day(row[3]),
                            proves ? null : Lack.NOT_ACCEPTED));
        }
        return written;
    }

    private static LocalDate day(Object value) {
        return value instanceof LocalDate day ? day : ((java.sql.Date) value).toLocalDate();
    }
}
