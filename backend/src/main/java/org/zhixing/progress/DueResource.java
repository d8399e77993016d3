package org.zhixing.progress;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.PROGRESS;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Scope;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organization;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Page;

/** What is due for the caller, each with the place where it is done. */
@Path("/api/v1/me/due")
@Tag(name = PROGRESS)
@RunOnVirtualThread
public class DueResource {
    private static final int MOST = 100;

    @Inject
    EntityManager entities;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    /** What kind of thing is due. */
    public enum DueKind {
        SESSION_UPCOMING,
        SESSION_TO_HOLD,
        ROLL_MISSING,
        MINUTES_MISSING,
        DISCUSSION_OPEN,
        ITEM_DUE,
        ITEM_OVERDUE,
        ITEM_TO_VERIFY
    }

    /** Where it is done. */
    public enum DueResourceKind {
        STUDY_SESSION,
        DISCUSSION,
        RECTIFICATION_ITEM
    }

    /** One thing that is due. */
    public record Due(
            @NotNull DueKind kind,
            @NotNull @Schema(examples = "专题学习：牢记宗旨，服务群众") String title,
            @Schema(nullable = true, examples = "2026-03-24") @Nullable LocalDate dueOn,
            @NotNull OrgRef organization,
            @NotNull Target target) {}

    /** The thing's resource and id. */
    @Schema(name = "DueTarget")
    public record Target(@NotNull DueResourceKind resource, @NotNull UUID id) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "listDue", summary = "待办 What is due for the caller, most urgent first, at most 100")
    @SuppressWarnings("unchecked")
    public Page<Due> due() {
        LocalDate today = Times.today(clock);
        List<Object[]> rows = entities.createNativeQuery("""
                        with works as (
                            select distinct organization_id from granted_organization
                            where account_id = :account and role in ('SECRETARY', 'RECORDER')
                        ), decides as (
                            select distinct organization_id from granted_organization
                            where account_id = :account and role in ('OFFICE', 'SUPERVISOR', 'LEADER') and root_id <> organization_id
                        ), belongs as (
                            select distinct organization_id from granted_organization
                            where account_id = :account and role in ('SECRETARY', 'RECORDER', 'MEMBER')
                        )
                        select d.kind, d.title, d.due_on, o.id, o.name, o.kind as organization_kind, d.resource, d.target from (
                            (select 'SESSION_UPCOMING' as kind, s.title, s.date as due_on, s.organization_id, 'STUDY_SESSION' as resource, s.id as target
                             from study_session s where s.organization_id in (select organization_id from belongs)
                               and s.state = 'PLANNED' and s.date between :today and cast(:today as date) + 7 order by s.starts_at limit 20)
                            union all
                            (select 'SESSION_TO_HOLD', s.title, s.date, s.organization_id, 'STUDY_SESSION', s.id
                             from study_session s where s.organization_id in (select organization_id from works)
                               and s.state = 'PLANNED' and s.date < :today order by s.starts_at limit 20)
                            union all
                            (select case when s.roll_taken_at is null then 'ROLL_MISSING' else 'MINUTES_MISSING' end, s.title, s.date,
                                    s.organization_id, 'STUDY_SESSION', s.id
                             from study_session s where s.organization_id in (select organization_id from works)
                               and s.state = 'HELD' and (s.roll_taken_at is null or s.minutes_version = 0) order by s.starts_at limit 20)
                            union all
                            (select 'DISCUSSION_OPEN', d.title, d.closes_on, d.organization_id, 'DISCUSSION', d.id
                             from discussion d where d.organization_id in (select organization_id from belongs) and d.state = 'OPEN'
                               and not exists (select 1 from contribution c where c.discussion_id = d.id and c.author_id = cast(:member as uuid))
                             order by d.closes_on nulls last limit 20)
                            union all
                            (select case when i.due_on < :today then 'ITEM_OVERDUE' else 'ITEM_DUE' end, i.problem, i.due_on, i.organization_id,
                                    'RECTIFICATION_ITEM', i.id
                             from rectification_item i
                             where (i.organization_id in (select organization_id from works) or i.responsible_id = cast(:member as uuid))
                               and i.state in ('OPEN', 'IN_PROGRESS', 'RETURNED', 'REOPENED') and i.due_on <= cast(:today as date) + 7
                             order by i.due_on limit 40)
                            union all
                            (select 'ITEM_TO_VERIFY', i.problem, i.due_on, i.organization_id, 'RECTIFICATION_ITEM', i.id
                             from rectification_item i where i.organization_id in (select organization_id from decides)
                               and i.state = 'SUBMITTED' and i.submitted_by is distinct from :account order by i.due_on limit 40)
                        ) d join organization o on o.id = d.organization_id
                        order by d.due_on nulls last, d.target limit :most""")
                .setParameter("account", scope.accountId())
                .setParameter("member", scope.actor().memberId())
                .setParameter("today", today)
                .setParameter("most", MOST)
                .getResultList();
        return Page.whole(rows.stream()
                .map(row -> new Due(
                        DueKind.valueOf((String) row[0]),
                        (String) row[1],
                        row[2] == null ? null : row[2] instanceof LocalDate day ? day : ((java.sql.Date) row[2]).toLocalDate(),
                        new OrgRef((UUID) row[3], (String) row[4], Organization.Kind.valueOf((String) row[5])),
                        new Target(DueResourceKind.valueOf((String) row[6]), (UUID) row[7])))
                .toList());
    }
}
