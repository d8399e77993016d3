package org.zhixing.discussion.requirement;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.DISCUSSION;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.Member;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;
import org.zhixing.platform.web.Text;

/** Requirements: read by everybody who reads the discussion, worded by those who lead it. DIS-3. */
@Path("/api/v1/requirements")
@Tag(name = DISCUSSION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RequirementResource {
    @Inject
    Requirements requirements;

    @Inject
    RequirementViews views;

    @Inject
    Drafting drafting;

    @Inject
    MergePatch mergePatch;

    /** What may be changed of a draft. Another wording, or for others: another edition, which is judged anew. */
    public record RequirementChange(
            @NotNull @Length(min = 1, max = 1_000) @Schema(examples = "党员每月到责任沟渠清淤一次。")
            String text,

            @Schema(nullable = true, description = "只适用于哪类党员 The category it is for")
            Member.@Nullable Category forCategory,

            @Schema(nullable = true, examples = "农业") @Length(min = 1, max = 60) @Nullable
            String forTrade) {
        @Nullable
        String trade() {
            String name = forTrade == null ? "" : Text.name(forTrade);
            return name.isEmpty() ? null : name;
        }
    }

    /** A draft that is given up, and why. */
    public record RequirementTransition(
            @NotNull @Schema(examples = "WITHDRAWN", description = "只能撤回，通过由表决决定 Only WITHDRAWN; adoption is by vote")
            Requirement.State to,

            @NotNull @Length(min = 1, max = 200) @Schema(examples = "与第 2 条重复")
            String reason) {}

    /** The drafts that are taken into this one, and its wording then. */
    public record NewMerge(
            @NotNull @Size(min = 1, max = 20) List<@NotNull UUID> others,

            @NotNull @Length(min = 1, max = 1_000) @Schema(examples = "党员每月到责任沟渠清淤一次，汛期每周一次。")
            String text) {}

    /** What a draft is split into; every source goes on in one of the parts, or in several. */
    public record NewSplit(@NotNull @Size(min = 2, max = 10) List<@NotNull @Valid NewPart> parts) {}

    /** One part of a split. */
    public record NewPart(
            @NotNull @Length(min = 1, max = 1_000) @Schema(examples = "党员每月到责任沟渠清淤一次。")
            String text,

            @NotNull @Size(max = 200) List<@NotNull UUID> contributionIds) {}

    /** A wording that was replaced. */
    @Schema(name = "RequirementVersion")
    public record VersionView(
            @Schema(examples = "1", description = "第几稿") int edition,
            @NotNull @Schema(examples = "党员经常清淤。") String text,
            @NotNull @Schema(examples = "李建国") String replacedBy,
            @NotNull Instant replacedAt) {
        static VersionView of(RequirementVersion v) {
            return new VersionView(v.edition(), v.text(), v.replacedBy(), v.replacedAt());
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listRequirements", summary = "具体要求列表 Requirements, newest first or by number")
    public Page<RequirementView> list(
            @QueryParam("organization") @Nullable UUID organization,
            @QueryParam("campaign") @Nullable UUID campaign,
            @QueryParam("discussion") @Nullable UUID discussion,
            @QueryParam("state") Requirement.@Nullable State state,
            @QueryParam("category") Member.@Nullable Category category,
            @QueryParam("trade") @Length(max = 60) @Nullable String trade,
            @Valid @BeanParam Paging paging) {
        return views.of(requirements
                .withinScope()
                .where(
                        "exists (select 1 from Organization top where top.id = :top and o.path >= top.path and o.path < top.pathEnd)",
                        "top",
                        organization)
                .where("r.campaign.id = :campaign", "campaign", campaign)
                .where("r.discussion.id = :discussion", "discussion", discussion)
                .where("r.state = :state", "state", state)
                .where("r.forCategory = :category", "category", category)
                .where("r.forTrade = :trade", "trade", trade)
                .page(paging, Order.named(paging.sort, Requirements.NEWEST, Requirements.IN_ORDER)));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "getRequirement", summary = "具体要求 One requirement")
    public RestResponse<RequirementView> get(UUID id) {
        return answer(requirements.get(id));
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(
            operationId = "changeRequirement",
            summary = "修改要求草稿 Reword a draft, or say whom it is for; the earlier wording is kept")
    public RestResponse<RequirementView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = RequirementChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        Requirement draft = requirements.get(id);
        precondition.holds(draft);
        RequirementChange change =
                mergePatch.apply(new RequirementChange(draft.text(), draft.forCategory(), draft.forTrade()), body);
        drafting.change(draft, change.text(), change.forCategory(), change.trade());
        return answer(draft);
    }

    @POST
    @Path("/{id}/transitions")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "moveRequirement", summary = "撤回要求草稿 Withdraw a draft, with the reason")
    public RestResponse<RequirementView> move(UUID id, @NotNull @Valid RequirementTransition body) {
        Requirement draft = requirements.get(id);
        if (body.to() != Requirement.State.WITHDRAWN) {
            throw Refused.conflict("requirement/move", draft.state(), body.to())
                    .allowing(List.of(Requirement.State.WITHDRAWN));
        }
        drafting.withdraw(draft, body.reason());
        return answer(draft);
    }

    @POST
    @Path("/{id}/merges")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "mergeRequirements", summary = "合并要求草稿 Take other drafts and their sources into this one")
    public RestResponse<RequirementView> merge(
            UUID id, @NotNull @Valid NewMerge body, @BeanParam Precondition precondition) {
        Requirement keeper = requirements.get(id);
        precondition.holds(keeper);
        drafting.merge(keeper, body.others(), body.text());
        return answer(keeper);
    }

    @POST
    @Path("/{id}/splits")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "splitRequirement", summary = "拆分要求草稿 Make several drafts of one")
    public Page<RequirementView> split(UUID id, @NotNull @Valid NewSplit body, @BeanParam Precondition precondition) {
        Requirement draft = requirements.get(id);
        precondition.holds(draft);
        return views.of(Page.whole(drafting.split(
                draft,
                body.parts().stream()
                        .map(part -> new Drafting.Part(part.text(), part.contributionIds()))
                        .toList())));
    }

    @GET
    @Path("/{id}/versions")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listRequirementVersions", summary = "要求的早先文本 Earlier wordings, latest first")
    public Page<VersionView> versions(UUID id, @Valid @BeanParam Paging paging) {
        return requirements
                .versions(requirements.get(id))
                .page(paging, Order.named(paging.sort, Requirements.EDITIONS))
                .map(VersionView::of);
    }

    private RestResponse<RequirementView> answer(Requirement requirement) {
        return Answer.of(views.of(requirement), requirement);
    }
}
