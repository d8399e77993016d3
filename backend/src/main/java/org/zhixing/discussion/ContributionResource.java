package org.zhixing.discussion;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.DISCUSSION;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** What is said in a discussion. A member speaks for themselves; a recorder writes down what others said. DIS-2. */
@Path("/api/v1/discussions/{id}/contributions")
@Tag(name = DISCUSSION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ContributionResource {
    @Inject
    Discussions discussions;

    @Inject
    Contributions contributions;

    @Inject
    ContributionViews views;

    @Inject
    Members members;

    @Inject
    Scope scope;

    @Inject
    MergePatch mergePatch;

    @Inject
    Clock clock;

    /** A contribution; memberId where it is written down for somebody else, replyTo where it answers another. */
    public record NewContribution(
            @NotNull @Length(min = 1, max = 4_000) @Schema(examples = "村里的沟渠年年堵，党员应当带头包段。")
            String text,

            @Schema(nullable = true, description = "代记的发言人 Who said it, if not the caller") @Nullable
            UUID memberId,

            @Schema(nullable = true) @Nullable UUID replyTo) {}

    /** A better wording. */
    public record ContributionChange(
            @NotNull @Length(min = 1, max = 4_000) @Schema(examples = "村里的沟渠年年堵，党员应当带头包段清淤。")
            String text) {}

    /** A wording that was replaced. */
    @Schema(name = "ContributionVersion")
    public record VersionView(
            @Schema(examples = "1") int version,
            @NotNull @Schema(examples = "村里的沟渠年年堵。") String text,
            @NotNull @Schema(examples = "陈志强") String replacedBy,
            @NotNull Instant replacedAt) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listContributions", summary = "发言列表 Contributions with their first replies")
    public Page<ContributionView> list(
            UUID id,
            @QueryParam("round") @Min(1) @Parameter(description = "只看某一轮 One round only") @Nullable Integer round,
            @QueryParam("fate") @Parameter(description = "只看还没用到的、已写入要求的或不予采纳的 What became of it") @Nullable
                    ContributionFate fate,
            @QueryParam("author") @Parameter(description = "只看某人的发言 One member's only") @Nullable UUID author,
            @Valid @BeanParam Paging paging) {
        Discussion discussion = discussions.get(id);
        Listing<Contribution> said = contributions
                .of(id)
                .where("c.replyTo is null")
                .where("c.round = :round", "round", round)
                .where("c.author.id = :author", "author", author);
        return views.of(
                discussion,
                (fate == null ? said : said.where(fate.condition()))
                        .page(
                                paging,
                                Order.named(
                                        paging.sort,
                                        Contributions.LATEST,
                                        Contributions.EARLIEST,
                                        Contributions.MOST_SUPPORTED)));
    }

    @GET
    @Path("/{contributionId}/replies")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listReplies", summary = "回复列表 Replies, earliest first")
    public Page<ContributionView.Reply> replies(UUID id, UUID contributionId, @Valid @BeanParam Paging paging) {
        contributions.one(id, contributionId);
        return contributions
                .of(id)
                .where("c.replyTo = :to", "to", contributionId)
                .page(paging, Order.named(paging.sort, Contributions.EARLIEST, Contributions.LATEST))
                .map(ContributionView.Reply::of);
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(operationId = "contribute", summary = "发言 Speak, or write down what somebody said")
    @APIResponseSchema(value = ContributionView.class, responseCode = "201", responseDescription = "已发言 Kept")
    public RestResponse<ContributionView> contribute(UUID id, @NotNull @Valid NewContribution body) {
        Discussion discussion = discussions.get(id);
        UUID me = scope.actor().memberId();
        UUID speaker = body.memberId() == null ? me : body.memberId();
        if (speaker == null) {
            throw Refused.field("/memberId", "discussion/speaker-needed");
        }
        boolean forAnother = !speaker.equals(me);
        if (forAnother && !views.recordsForOthers(discussion)) {
            throw Refused.forbidden("discussion/not-for-others");
        }
        Member author = members.named(speaker, "/memberId");
        Contribution replyTo = body.replyTo() == null
                ? null
                : contributions
                        .of(id)
                        .where("c.id = :to", "to", body.replyTo())
                        .maybe()
                        .orElseThrow(() -> Refused.field("/replyTo", "reference-unknown"));
        Contribution c = contributions.contribute(
                discussion, author, forAnother ? scope.actor().name() : null, replyTo, body.text(), clock.instant());
        return Answer.created("discussions/" + id + "/contributions", c.id(), views.of(c), c);
    }

    @GET
    @Path("/{contributionId}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "getContribution", summary = "发言 One contribution")
    public RestResponse<ContributionView> get(UUID id, UUID contributionId) {
        Contribution c = contributions.one(id, contributionId);
        return Answer.of(views.of(c), c);
    }

    @PATCH
    @Path("/{contributionId}")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "rewordContribution", summary = "修改发言 Reword a contribution; the earlier wording is kept")
    public RestResponse<ContributionView> reword(
            UUID id,
            UUID contributionId,
            @RequestBody(content = @Content(schema = @Schema(implementation = ContributionChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        Contribution c = contributions.one(id, contributionId);
        precondition.holds(c);
        if (!views.mayReword(c)) {
            throw Refused.forbidden("discussion/not-own");
        }
        contributions.reword(
                c, mergePatch.apply(new ContributionChange(c.text()), body).text());
        return Answer.of(views.of(c), c);
    }

    @GET
    @Path("/{contributionId}/versions")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listContributionVersions", summary = "发言的早先文本 Earlier wordings, latest first")
    public Page<VersionView> versions(UUID id, UUID contributionId, @Valid @BeanParam Paging paging) {
        contributions.one(id, contributionId);
        return contributions
                .versions(contributionId)
                .page(paging, Order.named(paging.sort, Contributions.EDITIONS))
                .map(v -> new VersionView(v.edition(), v.text(), v.by(), v.at()));
    }
}
