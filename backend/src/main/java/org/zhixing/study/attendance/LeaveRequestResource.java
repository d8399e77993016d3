package org.zhixing.study.attendance;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.Member;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.Members;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.study.SessionRef;
import org.zhixing.study.StudySessions;

/** Leave from a session (请假): asked for, then decided. STU-4. */
@Path("/api/v1/leave-requests")
@Tag(name = STUDY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LeaveRequestResource {
    @Inject
    StudySessions sessions;

    @Inject
    LeaveRequests leaves;

    @Inject
    Members members;

    /** A request for leave, for oneself or, by whoever keeps the roll, for a member. */
    public record NewLeaveRequest(
            @NotNull UUID sessionId,

            @NotNull @Length(min = 1, max = 200) @Schema(examples = "到县医院陪护")
            String reason,

            @Schema(nullable = true, description = "替谁请假；为自己请假不填 For whom; left out for oneself") @Nullable
            UUID memberId) {}

    /** What becomes of a request. A refusal says why. */
    public record LeaveTransition(
            @NotNull @Schema(examples = "APPROVED") LeaveRequest.State to,

            @Schema(nullable = true, examples = "同意，补课时间另行安排") @Length(max = 200) @Nullable
            String words) {}

    /** A request for leave and what became of it. */
    @Schema(name = "LeaveRequest")
    public record LeaveRequestView(
            @NotNull UUID id,
            @NotNull SessionRef session,
            @NotNull UUID branchId,
            @NotNull MemberRef member,
            @NotNull @Schema(examples = "到县医院陪护") String reason,
            LeaveRequest.@NotNull State state,

            @NotNull @Schema(description = "由谁提出 Who asked", examples = "陈志强")
            String askedBy,

            @NotNull Instant askedAt,

            @Schema(nullable = true, examples = "王秀兰") @Nullable
            String decidedBy,

            @Schema(nullable = true) @Nullable Instant decidedAt,

            @Schema(nullable = true, examples = "同意，补课时间另行安排") @Nullable
            String words,

            @NotNull List<LeaveRequest.State> allowedTransitions) {
        static LeaveRequestView of(LeaveRequest l, Map<UUID, Member> named) {
            return new LeaveRequestView(
                    l.id(),
                    SessionRef.of(l.session()),
                    l.branchId(),
                    MemberRef.known(named.get(l.memberId())),
                    l.reason(),
                    l.state(),
                    l.askedBy(),
                    l.askedAt(),
                    l.decidedBy(),
                    l.decidedAt(),
                    l.words(),
                    List.copyOf(l.state().next()));
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(
            operationId = "listLeaveRequests",
            summary = "请假列表 Requests for leave of the branches in reach and one's own, latest first")
    public Page<LeaveRequestView> list(
            @QueryParam("session") @Nullable UUID session,
            @QueryParam("state") LeaveRequest.@Nullable State state,
            @QueryParam("own") @DefaultValue("false") @Parameter(description = "只看自己的 Only one's own") boolean own,
            @Valid @BeanParam Paging paging) {
        Listing<LeaveRequest> listing = own ? leaves.own() : leaves.withinScope();
        Page<LeaveRequest> page = listing.where("s.id = :session", "session", session)
                .where("l.state = :state", "state", state)
                .page(paging, Order.named(paging.sort, LeaveRequests.LATEST));
        Map<UUID, Member> named = members.byId(
                page.items().stream().map(LeaveRequest::memberId).distinct().toList());
        return page.map(l -> LeaveRequestView.of(l, named));
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(operationId = "askForLeave", summary = "请假 Ask for leave from a session, before it or after")
    @APIResponseSchema(value = LeaveRequestView.class, responseCode = "201", responseDescription = "已提出 Asked")
    public RestResponse<LeaveRequestView> ask(@NotNull @Valid NewLeaveRequest body) {
        LeaveRequest leave = leaves.ask(sessions.named(body.sessionId(), "/sessionId"), body.memberId(), body.reason());
        return Answer.created("leave-requests", leave.id(), view(leave), leave);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "getLeaveRequest", summary = "一次请假 One request for leave")
    public RestResponse<LeaveRequestView> get(UUID id) {
        LeaveRequest leave = leaves.get(id);
        return Answer.of(view(leave), leave);
    }

    @POST
    @Path("/{id}/transitions")
    @RolesAllowed({OFFICE, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(operationId = "moveLeaveRequest", summary = "批准、不批准或撤回请假 Approve, refuse or withdraw a request")
    public RestResponse<LeaveRequestView> move(UUID id, @NotNull @Valid LeaveTransition body) {
        LeaveRequest leave = leaves.get(id);
        if (body.to() == LeaveRequest.State.ASKED) {
            throw Refused.conflict("study/leave-move", leave.state(), body.to())
                    .allowing(leave.state().next());
        }
        leaves.move(leave, body.to(), body.words());
        sessions.flush();
        return Answer.of(view(leave), leave);
    }

    private LeaveRequestView view(LeaveRequest leave) {
        return LeaveRequestView.of(leave, members.byId(List.of(leave.memberId())));
    }
}
