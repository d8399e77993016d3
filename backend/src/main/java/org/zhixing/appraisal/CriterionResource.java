package org.zhixing.appraisal;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.APPRAISAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.discussion.requirement.Requirement;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.idempotency.DryRun;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** What people and organisations are measured against: generated, then fitted. APP-1. */
@Path("/api/v1/criteria")
@Tag(name = APPRAISAL)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CriterionResource {
    @Inject
    Criteria criteria;

    @Inject
    Campaigns campaigns;

    @Inject
    Organizations organizations;

    @Inject
    MergePatch mergePatch;

    @Inject
    Clock clock;

    /** Whose criteria are generated. */
    public record CriteriaGeneration(
            @NotNull UUID campaignId, @NotNull UUID organizationId) {}

    /** What was generated, and what has lost its ground. */
    public record GeneratedCriteria(
            @NotNull @Schema(description = "新生成的 What is new")
            List<CriterionView> made,

            @NotNull @Schema(description = "所依据的要求已不再执行的 What rests on a requirement that is not in force any more")
            List<CriterionView> unfounded) {}

    /** What may be fitted; another wording than the generated one needs the reason. */
    public record CriterionChange(
            @NotNull @Length(min = 1, max = 1_000) @Schema(examples = "群众来办事，一次讲清、一次办结")
            String text,

            @Schema(nullable = true) @Nullable CheckDimension dimension,

            @Schema(nullable = true, examples = "结合本支部窗口岗位") @Length(max = 200) @Nullable
            String reason) {}

    /** Why a criterion goes. */
    public record CriterionWithdrawal(
            @NotNull @Length(min = 1, max = 200) @Schema(examples = "与第 2 条重复")
            String reason) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "listCriteria", summary = "对照标准列表 Criteria in their order")
    public Page<CriterionView> list(
            @QueryParam("organization") @Nullable UUID organization,
            @QueryParam("campaign") @Nullable UUID campaign,
            @QueryParam("dimension") @Nullable CheckDimension dimension,
            @QueryParam("withdrawn")
                    @DefaultValue("false")
                    @Parameter(description = "是否包括已撤下的 Whether those that were withdrawn are shown too")
                    boolean withdrawn,
            @Valid @BeanParam Paging paging) {
        var listing = criteria.withinScope()
                .where("c.organization.id = :organization", "organization", organization)
                .where("c.campaign.id = :campaign", "campaign", campaign)
                .where("c.dimension = :dimension", "dimension", dimension);
        if (!withdrawn) {
            listing.where("c.withdrawnAt is null");
        }
        Page<Criterion> page = listing.page(paging, Order.named(paging.sort, Criteria.IN_ORDER));
        return new Page<>(views(page.items()), page.next(), page.total());
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(
            operationId = "generateCriteria",
            summary = "由具体要求和五查生成对照标准 Generate criteria from requirements and checks; adds only what is new")
    public GeneratedCriteria generate(
            @NotNull @Valid CriteriaGeneration body, @QueryParam("dryRun") @DefaultValue("false") boolean dryRun) {
        Organization organization = organizations.named(body.organizationId(), "/organizationId");
        Campaign campaign = campaigns.namedFor(organization, body.campaignId(), "/campaignId");
        Generation generation = Generation.of(
                campaign,
                organization,
                criteria.all(organization, campaign),
                criteria.inForce(organization, campaign),
                campaigns.template(campaign).checkDimensions(),
                clock.instant());
        generation.made().forEach(criteria::persist);
        criteria.flush();
        GeneratedCriteria view = new GeneratedCriteria(views(generation.made()), views(generation.unfounded()));
        DryRun.leaveNothing(dryRun);
        return view;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "getCriterion", summary = "对照标准及其来源 One criterion and where it comes from")
    public RestResponse<CriterionView> get(UUID id) {
        Criterion criterion = criteria.get(id);
        return Answer.of(view(criterion), criterion);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "adjustCriterion", summary = "调整对照标准 Fit the wording, or say which check it serves")
    public RestResponse<CriterionView> adjust(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = CriterionChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        Criterion criterion = criteria.get(id);
        precondition.holds(criterion);
        CriterionChange change = mergePatch.apply(
                new CriterionChange(criterion.text(), criterion.dimension(), criterion.adjustReason()), body);
        criterion.adjust(change.text(), change.dimension(), change.reason());
        criteria.flush();
        return Answer.of(view(criterion), criterion);
    }

    @POST
    @Path("/{id}/withdrawal")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(operationId = "withdrawCriterion", summary = "撤下对照标准 Take a criterion away; it stays in the record")
    public RestResponse<CriterionView> withdraw(UUID id, @NotNull @Valid CriterionWithdrawal body) {
        Criterion criterion = criteria.get(id);
        criterion.withdraw(body.reason().strip(), clock.instant());
        criteria.flush();
        return Answer.of(view(criterion), criterion);
    }

    private CriterionView view(Criterion criterion) {
        return views(List.of(criterion)).getFirst();
    }

    private List<CriterionView> views(List<Criterion> some) {
        Map<UUID, Long> sources = criteria.sources(some.stream()
                .map(Criterion::requirement)
                .filter(Objects::nonNull)
                .map(Requirement::id)
                .toList());
        return some.stream()
                .map(c -> CriterionView.of(
                        c,
                        c.requirement() == null
                                ? 0
                                : sources.getOrDefault(c.requirement().id(), 0L)))
                .toList();
    }
}
