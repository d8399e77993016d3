package org.zhixing.campaign.leadership;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.CAMPAIGN;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaigns;
import org.zhixing.organization.Members;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organization;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** Leaders tied to branches (挂点). CAM-3. */
@Path("/api/v1/campaigns/{id}/liaisons")
@Tag(name = CAMPAIGN)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LiaisonResource {
    @Inject
    Leadership leadership;

    @Inject
    Campaigns campaigns;

    @Inject
    Members members;

    @Inject
    Clock clock;

    /** A leader to be tied to a branch: a member by id, or anybody by name. */
    public record NewLiaison(
            @NotNull UUID branchId,
            @Schema(nullable = true) @Nullable UUID memberId,

            @Schema(nullable = true, description = "不填党员时必填 Needed without a member", examples = "赵明远")
            @Length(max = 60)
            @Nullable
            String name,

            @Schema(nullable = true, examples = "工委副书记") @Length(max = 120) @Nullable
            String post,

            @Schema(nullable = true, description = "不填为今天 Today where it is left out", examples = "2026-03-02")
            @Nullable
            LocalDate since) {}

    /** A leader tied to a branch. */
    @Schema(name = "Liaison")
    public record LiaisonView(
            @NotNull UUID id,
            @NotNull OrgRef branch,
            @Schema(nullable = true) @Nullable UUID memberId,
            @NotNull @Schema(examples = "赵明远") String name,

            @Schema(nullable = true, examples = "工委副书记") @Nullable
            String post,

            @NotNull @Schema(examples = "2026-03-02") LocalDate since,

            @Schema(nullable = true, examples = "2026-05-10") @Nullable
            LocalDate endedOn) {
        static LiaisonView of(Liaison l) {
            return new LiaisonView(
                    l.id(), OrgRef.known(l.branch()), l.memberId(), l.name(), l.post(), l.since(), l.endedOn());
        }
    }

    @GET
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listLiaisons", summary = "挂点列表 Leaders tied to the branches in reach, latest first")
    public Page<LiaisonView> list(
            UUID id,
            @QueryParam("branch") @Nullable UUID branch,
            @QueryParam("ended") @DefaultValue("false") boolean ended,
            @Valid @BeanParam Paging paging) {
        campaigns.get(id);
        var listing = leadership.liaisons(id).where("o.id = :branch", "branch", branch);
        return (ended ? listing : listing.where("l.endedOn is null"))
                .page(paging, Order.named(paging.sort, Leadership.LATEST_LIAISON))
                .map(LiaisonView::of);
    }

    @GET
    @Path("/{liaisonId}")
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "getLiaison", summary = "挂点 One leader tied to a branch")
    public RestResponse<LiaisonView> get(UUID id, UUID liaisonId) {
        Liaison liaison = liaison(id, liaisonId);
        return Answer.of(LiaisonView.of(liaison), liaison);
    }

    @POST
    @RolesAllowed({OFFICE})
    @Writes
    @Operation(operationId = "tieLeader", summary = "安排挂点 Tie a leader to a branch")
    @APIResponseSchema(value = LiaisonView.class, responseCode = "201", responseDescription = "已安排 Tied")
    public RestResponse<LiaisonView> tie(UUID id, @NotNull @Valid NewLiaison body) {
        Organization branch = leadership.namedWithin(id, body.branchId(), "/branchId");
        if (!branch.isBranch()) {
            throw Refused.field("/branchId", "organization/not-a-branch");
        }
        Liaison liaison = new Liaison(
                id,
                branch,
                Person.named(members, body.memberId(), body.name(), body.post(), ""),
                body.since() == null ? Times.today(clock) : body.since());
        leadership.add(liaison);
        leadership.flush();
        return Answer.created("campaigns/" + id + "/liaisons", liaison.id(), LiaisonView.of(liaison), liaison);
    }

    @DELETE
    @Path("/{liaisonId}")
    @RolesAllowed({OFFICE})
    @Writes
    @Operation(operationId = "endLiaison", summary = "结束挂点 End it today; it stays on record")
    @APIResponse(responseCode = "204", description = "已结束 Ended")
    public void end(UUID id, UUID liaisonId, @BeanParam Precondition precondition) {
        Liaison liaison = liaison(id, liaisonId);
        precondition.holds(liaison);
        liaison.end(Times.today(clock));
    }

    private Liaison liaison(UUID campaign, UUID id) {
        return leadership.liaisons(campaign).where("l.id = :id", "id", id).one();
    }
}
