package org.zhixing.study;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.idempotency.DryRun;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** Study sessions: plan, hold, cancel. */
@Path("/api/v1/study-sessions")
@Tag(name = STUDY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StudySessionResource {
    @Inject
    StudySessions sessions;

    @Inject
    Conflicts conflicts;

    @Inject
    Campaigns campaigns;

    @Inject
    Organizations organizations;

    @Inject
    MergePatch mergePatch;

    /** A session to be planned. The day and half-day it counts for follow from its start. */
    public record NewStudySession(
            @NotNull UUID campaignId,

            @NotNull
            @Schema(description = "支部，或举办联合学习的上级组织 A branch, or a higher organisation that holds it for several")
            UUID organizationId,

            @Schema(
                    nullable = true,
                    description = "联合学习参加的支部；支部自己的学习不填 The branches of a joint session; left out for a branch's own")
            @Size(min = 1, max = 200)
            @Nullable
            List<@NotNull UUID> branchIds,

            @Schema(nullable = true, description = "不填为学习 Left out: STUDY")
            StudySession.@Nullable Kind kind,

            @NotNull @Length(min = 1, max = 120) @Schema(examples = "专题学习：牢记宗旨，服务群众")
            String title,

            @Schema(nullable = true, examples = "党的宗旨") @Length(max = 120) @Nullable
            String topic,

            @NotNull @Schema(examples = "2026-03-03T08:30:00+08:00")
            OffsetDateTime startsAt,

            @NotNull @Schema(examples = "2026-03-03T11:30:00+08:00")
            OffsetDateTime endsAt,

            @Schema(nullable = true, examples = "村部二楼会议室") @Length(max = 120) @Nullable
            String place,

            @Schema(nullable = true, examples = "王秀兰") @Length(max = 60) @Nullable
            String presenter,

            @Schema(nullable = true) @Length(max = 4_000) @Nullable
            String agenda) {}

    /** What may be changed of a planned session. */
    public record StudySessionChange(
            @NotNull StudySession.Kind kind,

            @NotNull @Length(min = 1, max = 120) @Schema(examples = "专题学习：牢记宗旨，服务群众")
            String title,

            @Schema(nullable = true) @Length(max = 120) @Nullable
            String topic,

            @NotNull @Schema(examples = "2026-03-03T08:30:00+08:00")
            OffsetDateTime startsAt,

            @NotNull @Schema(examples = "2026-03-03T11:30:00+08:00")
            OffsetDateTime endsAt,

            @Schema(nullable = true) @Length(max = 120) @Nullable
            String place,

            @Schema(nullable = true) @Length(max = 60) @Nullable
            String presenter,

            @Schema(nullable = true) @Length(max = 4_000) @Nullable
            String agenda) {}

    /** HELD with the real times if they differ from the plan, or CANCELLED with the reason. */
    public record SessionTransition(
            @NotNull StudySession.State to,

            @Schema(nullable = true, examples = "春耕农忙，改期") @Length(max = 200) @Nullable
            String reason,

            @Schema(nullable = true, examples = "2026-03-03T08:40:00+08:00") @Nullable
            OffsetDateTime heldFrom,

            @Schema(nullable = true, examples = "2026-03-03T11:30:00+08:00") @Nullable
            OffsetDateTime heldTo) {}

    /** Filters of the list. */
    public static class Filter {
        @QueryParam("organization")
        public @Nullable UUID organization;

        @QueryParam("campaign")
        public @Nullable UUID campaign;

        @QueryParam("state")
        public StudySession.@Nullable State state;

        @QueryParam("from")
        public @Nullable LocalDate from;

        @QueryParam("to")
        public @Nullable LocalDate to;
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listStudySessions", summary = "集中学习列表 Study sessions, latest first")
    public Page<StudySessionView> list(@Valid @BeanParam Filter filter, @Valid @BeanParam Paging paging) {
        var listing = sessions.withinScope();
        if (filter.organization != null) {
            listing.where(StudySessions.below(filter.organization));
        }
        return listing.where("s.campaign.id = :campaign", "campaign", filter.campaign)
                .where("s.state = :state", "state", filter.state)
                .where("s.date >= :from", "from", filter.from)
                .where("s.date <= :to", "to", filter.to)
                .page(paging, Order.named(paging.sort, StudySessions.LATEST, StudySessions.EARLIEST))
                .map(StudySessionView::of);
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, CLIENT})
    @Writes
    @Operation(operationId = "planStudySession", summary = "安排集中学习 Plan a session")
    @APIResponseSchema(value = StudySessionView.class, responseCode = "201", responseDescription = "已安排 Planned")
    public RestResponse<StudySessionView> plan(@NotNull @Valid NewStudySession body) {
        Organization organization = organizations.named(body.organizationId(), "/organizationId");
        Campaign campaign = campaigns.named(body.campaignId(), "/campaignId");
        StudySession session = sessions.plan(
                campaign,
                organization,
                sessions.gathered(organization, body.branchIds()),
                new StudySession.Plan(
                        body.kind() == null ? StudySession.Kind.STUDY : body.kind(),
                        body.title(),
                        body.topic(),
                        body.startsAt(),
                        body.endsAt(),
                        body.place(),
                        body.presenter(),
                        body.agenda()));
        return Answer.created("study-sessions", session.id(), StudySessionView.of(session), session);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "getStudySession", summary = "集中学习 One session")
    public RestResponse<StudySessionView> get(UUID id) {
        StudySession session = sessions.get(id);
        return Answer.of(StudySessionView.of(session), session);
    }

    @GET
    @Path("/{id}/conflicts")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER})
    @Operation(operationId = "getSessionConflicts", summary = "同一时间的其他学习 What else in reach is at the same time")
    public ConflictResource.ConflictsView conflicts(UUID id) {
        return new ConflictResource.ConflictsView(conflicts.of(sessions.get(id)));
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, CLIENT})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateStudySession", summary = "修改安排 Change a planned session")
    public RestResponse<StudySessionView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = StudySessionChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        StudySession session = sessions.toChange(id);
        precondition.holds(session);
        StudySession.Plan now = session.plan();
        StudySessionChange c = mergePatch.apply(
                new StudySessionChange(
                        now.kind(),
                        now.title(),
                        now.topic(),
                        now.startsAt(),
                        now.endsAt(),
                        now.place(),
                        now.presenter(),
                        now.agenda()),
                body);
        session.plan(new StudySession.Plan(
                c.kind(), c.title(), c.topic(), c.startsAt(), c.endsAt(), c.place(), c.presenter(), c.agenda()));
        sessions.flush();
        return Answer.of(StudySessionView.of(session), session);
    }

    @POST
    @Path("/{id}/transitions")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, CLIENT})
    @Writes
    @Operation(operationId = "moveStudySession", summary = "举行或取消 Hold or cancel a session")
    public RestResponse<StudySessionView> move(
            UUID id,
            @NotNull @Valid SessionTransition body,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun) {
        StudySession session = sessions.toChange(id);
        switch (body.to()) {
            case HELD ->
                sessions.hold(
                        session,
                        body.heldFrom() == null ? null : body.heldFrom().toInstant(),
                        body.heldTo() == null ? null : body.heldTo().toInstant());
            case CANCELLED -> session.cancel(body.reason());
            case PLANNED ->
                throw Refused.conflict("study/move", session.state(), body.to())
                        .allowing(session.state().next());
        }
        sessions.flush();
        StudySessionView view = StudySessionView.of(session);
        DryRun.leaveNothing(dryRun);
        return Answer.of(view, session);
    }
}
