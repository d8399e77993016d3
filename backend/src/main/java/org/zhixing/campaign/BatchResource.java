package org.zhixing.campaign;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.CAMPAIGN;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.idempotency.DryRun;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** A campaign's batches, and the phase each branch is in. CAM-2. */
@Path("/api/v1/campaigns/{id}")
@Tag(name = CAMPAIGN)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BatchResource {
    @Inject
    Campaigns campaigns;

    @Inject
    Organizations organizations;

    @Inject
    Gates gates;

    /** A batch: its number, its dates and the organisations whose branches it takes in. */
    public record NewBatch(
            @Min(1) @Max(3) @Schema(examples = "1") int ordinal,

            @NotNull @Length(min = 1, max = 60) @Schema(examples = "第一批")
            String name,

            @NotNull @Size(min = 1, max = 3) List<CampaignView.@Valid @NotNull PhaseDates> phases,
            @NotNull @Size(min = 1, max = 200) List<@NotNull UUID> organizationIds) {}

    /** A batch's name and dates. */
    public record BatchPlan(
            @NotNull @Length(min = 1, max = 60) @Schema(examples = "第一批")
            String name,

            @NotNull @Size(min = 1, max = 3) List<CampaignView.@Valid @NotNull PhaseDates> phases) {}

    /** The organisations whose branches a batch takes in. */
    public record Enrolment(
            @NotNull @Size(min = 1, max = 200) List<@NotNull UUID> organizationIds) {}

    /** The phase to go to; with an override, though required actions are unmet. */
    public record PhaseTransition(
            @NotNull PhaseKind to,

            @Schema(nullable = true, description = "上级同意提前转段 Opened from above though actions are unmet")
            @Valid
            @Nullable
            PhaseOverriding override) {}

    /** Why a gate is opened from above. */
    public record PhaseOverriding(
            @NotNull @Length(min = 4, max = 500) @Schema(examples = "春耕农忙，两名党员住院，已安排补学")
            String reason) {}

    /** Where a branch stands in the campaign. */
    @Schema(name = "Participation")
    public record ParticipationView(
            @NotNull OrgRef branch,
            @NotNull BatchRef batch,
            @NotNull PhaseKind phase,
            @NotNull @Schema(examples = "2026-03-02") LocalDate phaseStartsOn,
            @NotNull @Schema(examples = "2026-04-12") LocalDate phaseEndsOn,

            @NotNull @Schema(description = "实际进入本阶段的日期 When the branch entered it", examples = "2026-03-02")
            LocalDate enteredOn,

            @NotNull @Schema(description = "可以转入的阶段 Phases it may move to")
            List<PhaseKind> allowedTransitions) {
        static ParticipationView of(Participation p) {
            Batch.Dates dates = p.batch().dates(p.phase()).orElseThrow();
            return new ParticipationView(
                    OrgRef.known(p.branch()),
                    BatchRef.of(p.batch()),
                    p.phase(),
                    dates.startsOn(),
                    dates.endsOn(),
                    p.enteredOn(),
                    p.neighbours());
        }
    }

    /** A batch named in passing. */
    @Schema(name = "BatchRef")
    public record BatchRef(
            @NotNull UUID id,
            @Schema(examples = "1") int ordinal,
            @NotNull @Schema(examples = "第一批") String name) {
        public static BatchRef of(Batch batch) {
            return new BatchRef(batch.id(), batch.ordinal(), batch.name());
        }
    }

    @POST
    @Path("/batches")
    @RolesAllowed({OFFICE})
    @Writes
    @Operation(operationId = "createBatch", summary = "新建批次 A new batch with its dates and organisations")
    @APIResponseSchema(value = CampaignView.BatchView.class, responseCode = "201", responseDescription = "已建立 Created")
    public RestResponse<CampaignView.BatchView> create(UUID id, @NotNull @Valid NewBatch body) {
        Campaign campaign = campaigns.toChange(id);
        List<Organization> tops = tops(campaign, body.organizationIds());
        Batch batch = new Batch(
                campaign.id(),
                body.ordinal(),
                body.name(),
                body.phases().stream().map(CampaignView.PhaseDates::dates).toList());
        campaigns.add(batch);
        campaigns.flush();
        campaigns.enrol(batch, tops);
        return Answer.created("campaigns/" + id + "/batches", batch.id(), view(batch), batch);
    }

    @POST
    @Path("/batches/{batchId}/enrolments")
    @RolesAllowed({OFFICE})
    @Writes
    @Operation(
            operationId = "enrolBranches",
            summary = "编入批次 Take branches into a batch; those that take part already stay where they are")
    public RestResponse<CampaignView.BatchView> enrol(UUID id, UUID batchId, @NotNull @Valid Enrolment body) {
        Campaign campaign = campaigns.toChange(id);
        Batch batch =
                campaigns.batches(id).where("b.id = :batch", "batch", batchId).one();
        campaigns.enrol(batch, tops(campaign, body.organizationIds()));
        return Answer.of(view(batch), batch);
    }

    @GET
    @Path("/batches/{batchId}")
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "getBatch", summary = "批次 One batch")
    public RestResponse<CampaignView.BatchView> get(UUID id, UUID batchId) {
        campaigns.get(id);
        Batch batch =
                campaigns.batches(id).where("b.id = :batch", "batch", batchId).one();
        return Answer.of(view(batch), batch);
    }

    @PUT
    @Path("/batches/{batchId}")
    @RolesAllowed({OFFICE})
    @Writes
    @Operation(operationId = "planBatch", summary = "调整批次 Set a batch's name and dates")
    public RestResponse<CampaignView.BatchView> plan(
            UUID id, UUID batchId, @NotNull @Valid BatchPlan body, @BeanParam Precondition precondition) {
        campaigns.toChange(id);
        Batch batch =
                campaigns.batches(id).where("b.id = :batch", "batch", batchId).one();
        precondition.holds(batch);
        batch.plan(
                body.name(),
                body.phases().stream().map(CampaignView.PhaseDates::dates).toList());
        campaigns.flush();
        return Answer.of(view(batch), batch);
    }

    @GET
    @Path("/branches")
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listParticipations", summary = "各支部所处阶段 Where each branch stands")
    public Page<ParticipationView> participations(
            UUID id,
            @QueryParam("batch") @Nullable UUID batch,
            @QueryParam("phase") @Nullable PhaseKind phase,
            @Valid @BeanParam Paging paging) {
        campaigns.get(id);
        return campaigns
                .participations(id)
                .where("p.batch.id = :batch", "batch", batch)
                .where("p.phase = :phase", "phase", phase)
                .page(paging, Order.named(paging.sort, Campaigns.BY_BRANCH))
                .map(ParticipationView::of);
    }

    @GET
    @Path("/branches/{branchId}")
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "getParticipation", summary = "支部所处阶段 Where one branch stands")
    public RestResponse<ParticipationView> participation(UUID id, UUID branchId) {
        Participation p = campaigns
                .participations(id)
                .where("o.id = :branch", "branch", branchId)
                .one();
        return Answer.of(ParticipationView.of(p), p);
    }

    @POST
    @Path("/branches/{branchId}/phase-transitions")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(
            operationId = "moveToPhase",
            summary =
                    "转入阶段 Move a branch to the next phase once its required actions are met or somebody above overrides, or back by one")
    public RestResponse<ParticipationView> move(
            UUID id,
            UUID branchId,
            @NotNull @Valid PhaseTransition body,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun) {
        Campaign campaign = campaigns.get(id);
        Participation p = campaigns
                .participations(id)
                .where("o.id = :branch", "branch", branchId)
                .one();
        gates.move(
                campaign,
                p,
                body.to(),
                body.override() == null ? null : body.override().reason());
        campaigns.flush();
        ParticipationView view = ParticipationView.of(p);
        DryRun.leaveNothing(dryRun);
        return Answer.of(view, p);
    }

    private List<Organization> tops(Campaign campaign, List<UUID> ids) {
        List<Organization> tops = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Organization top = organizations.named(ids.get(i), "/organizationIds/" + i);
            if (!top.path().startsWith(campaign.organization().path())) {
                throw Refused.field("/organizationIds/" + i, "reference-unknown");
            }
            tops.add(top);
        }
        return tops;
    }

    private CampaignView.BatchView view(Batch batch) {
        return CampaignView.BatchView.of(
                batch, campaigns.branchCounts(List.of(batch.id())).getOrDefault(batch.id(), 0L));
    }
}
