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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.campaign.CampaignTemplate;
import org.zhixing.campaign.Campaigns;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.organization.Member;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.Members;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
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

/** Discussions of the set questions: open, close, and who has been heard. */
@Path("/api/v1/discussions")
@Tag(name = DISCUSSION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DiscussionResource {
    private static final Order<Member> BY_NAME =
            Order.ascending("name", "m.name", String.class, Member::name, "m.id", Member::id);

    @Inject
    Discussions discussions;

    @Inject
    Campaigns campaigns;

    @Inject
    Organizations organizations;

    @Inject
    Members members;

    @Inject
    MergePatch mergePatch;

    @Inject
    Clock clock;

    /** A discussion of one of the campaign's questions; the title is the question's unless another is given. */
    public record NewDiscussion(
            @NotNull UUID campaignId,
            @NotNull UUID organizationId,

            @NotNull @Length(min = 1, max = 20) @Schema(examples = "Q1")
            String topicCode,

            @Schema(nullable = true) @Length(max = 120) @Nullable
            String title,

            @Schema(nullable = true, examples = "2026-04-10") @Nullable
            LocalDate closesOn) {}

    /** What may be changed of a discussion. */
    public record DiscussionChange(
            @NotNull @Length(min = 1, max = 120) @Schema(examples = "如何体现时代要求，在发展中当先锋")
            String title,

            @Schema(nullable = true, examples = "2026-04-10") @Nullable
            LocalDate closesOn) {}

    /** Where it goes; CLOSED needs the reason. */
    public record DiscussionTransition(
            @NotNull Discussion.State to,

            @Schema(nullable = true, examples = "本轮讨论已充分") @Length(max = 200) @Nullable
            String reason) {}

    /** A question named in passing. */
    @Schema(name = "TopicRef")
    public record TopicRef(
            @NotNull @Schema(examples = "Q1") String code,
            @NotNull @Schema(examples = "如何体现时代要求，在发展中当先锋") String title) {}

    /** A discussion with how many spoke. */
    @Schema(name = "Discussion")
    public record DiscussionView(
            @NotNull UUID id,
            @NotNull CampaignRef campaign,
            @NotNull OrgRef organization,
            @NotNull TopicRef topic,
            @NotNull @Schema(examples = "如何体现时代要求，在发展中当先锋") String title,
            @NotNull Discussion.State state,
            @NotNull PhaseKind phase,

            @Schema(description = "第几轮发言 The round of contributions", examples = "1")
            int round,

            @Schema(nullable = true, examples = "2026-04-10") @Nullable
            LocalDate closesOn,

            @Schema(nullable = true) @Nullable String closeReason,

            @Schema(description = "发言和回复数 Contributions and replies", examples = "42")
            long contributions,

            @Schema(description = "发言人数 Members who spoke", examples = "21")
            long speakers,

            @Schema(description = "在册党员数 Members on the roster", examples = "34")
            long roster,

            @NotNull List<Discussion.State> allowedTransitions) {
        static DiscussionView of(Discussion d, Discussions.Voices voices) {
            return new DiscussionView(
                    d.id(),
                    CampaignRef.of(d.campaign()),
                    OrgRef.known(d.organization()),
                    new TopicRef(d.topicCode(), d.topicTitle()),
                    d.title(),
                    d.state(),
                    d.phase(),
                    d.round(),
                    d.closesOn(),
                    d.closeReason(),
                    voices.contributions(),
                    voices.speakers(),
                    voices.roster(),
                    List.copyOf(d.state().next()));
        }
    }

    /** How often a member spoke in a discussion. */
    @Schema(name = "Coverage")
    public record CoverageView(
            @NotNull MemberRef member,
            @Schema(examples = "2") long contributions) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listDiscussions", summary = "大讨论列表 Discussions, newest first")
    public Page<DiscussionView> list(
            @QueryParam("organization") @Nullable UUID organization,
            @QueryParam("campaign") @Nullable UUID campaign,
            @QueryParam("state") Discussion.@Nullable State state,
            @QueryParam("topic") @Length(max = 20) @Nullable String topic,
            @Valid @BeanParam Paging paging) {
        Page<Discussion> page = discussions
                .withinScope()
                .where(
                        "exists (select 1 from Organization top where top.id = :top and o.path >= top.path and o.path < top.pathEnd)",
                        "top",
                        organization)
                .where("d.campaign.id = :campaign", "campaign", campaign)
                .where("d.state = :state", "state", state)
                .where("d.topicCode = :topic", "topic", topic)
                .page(paging, Order.named(paging.sort, Discussions.NEWEST));
        Map<UUID, Discussions.Voices> voices =
                discussions.voices(page.items().stream().map(Discussion::id).toList());
        return page.map(d -> DiscussionView.of(d, voices.getOrDefault(d.id(), Discussions.Voices.NONE)));
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "createDiscussion", summary = "新建讨论 A new discussion, as a draft")
    @APIResponseSchema(value = DiscussionView.class, responseCode = "201", responseDescription = "已建立 Created")
    public RestResponse<DiscussionView> create(@NotNull @Valid NewDiscussion body) {
        Organization organization = organizations.named(body.organizationId(), "/organizationId");
        Campaign campaign = campaigns.namedFor(organization, body.campaignId(), "/campaignId");
        CampaignTemplate.Topic topic = campaigns.template(campaign).topics().stream()
                .filter(t -> t.code().equals(body.topicCode()))
                .findFirst()
                .orElseThrow(() -> Refused.field("/topicCode", "reference-unknown"));
        PhaseKind phase = campaigns.phaseOf(campaign.id(), organization.id()).orElse(PhaseKind.STUDY);
        Discussion discussion =
                new Discussion(campaign, organization, phase, topic, body.title(), body.closesOn(), clock.instant());
        discussions.persistAndFlush(discussion);
        return Answer.created("discussions", discussion.id(), view(discussion), discussion);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "getDiscussion", summary = "大讨论 One discussion")
    public RestResponse<DiscussionView> get(UUID id) {
        Discussion discussion = discussions.get(id);
        return Answer.of(view(discussion), discussion);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateDiscussion", summary = "修改讨论 Change title or last day")
    public RestResponse<DiscussionView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = DiscussionChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        Discussion discussion = discussions.get(id);
        precondition.holds(discussion);
        DiscussionChange change =
                mergePatch.apply(new DiscussionChange(discussion.title(), discussion.closesOn()), body);
        discussion.edit(change.title(), change.closesOn());
        discussions.flush();
        discussions.changed(discussion);
        return Answer.of(view(discussion), discussion);
    }

    @POST
    @Path("/{id}/transitions")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(
            operationId = "moveDiscussion",
            summary = "推进、退回或结束讨论 Move a discussion: open, refine, vote, adopt, close")
    public RestResponse<DiscussionView> move(UUID id, @NotNull @Valid DiscussionTransition body) {
        Discussion discussion = discussions.get(id);
        discussions.move(discussion, body.to(), body.reason());
        return Answer.of(view(discussion), discussion);
    }

    @GET
    @Path("/{id}/coverage")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, CLIENT})
    @Operation(
            operationId = "listCoverage",
            summary = "发言情况 Who has been heard how often, for those who lead the discussion")
    public Page<CoverageView> coverage(
            UUID id,
            @QueryParam("heard")
                    @Parameter(description = "只看已发言的，或还没听到的 Only those who have, or have not, been heard")
                    @Nullable
                    Boolean heard,
            @QueryParam("round") @Min(1) @Parameter(description = "只看某一轮 In one round only") @Nullable Integer round,
            @Valid @BeanParam Paging paging) {
        Discussion discussion = discussions.get(id);
        Listing<Member> roster = members.withinScope()
                .where(
                        "exists (select 1 from Organization top where top.id = :top and b.path >= top.path and b.path < top.pathEnd)",
                        "top",
                        discussion.organization().id())
                .where("m.state = ACTIVE");
        Page<Member> page = (heard == null ? roster : roster.where(Discussions.heard(id, round, heard)))
                .page(paging, Order.named(paging.sort, BY_NAME));
        Map<UUID, Long> spoken = discussions.spoken(
                id, round, page.items().stream().map(Member::id).toList());
        return page.map(m -> new CoverageView(MemberRef.known(m), spoken.getOrDefault(m.id(), 0L)));
    }

    private DiscussionView view(Discussion discussion) {
        return DiscussionView.of(
                discussion,
                discussions.voices(List.of(discussion.id())).getOrDefault(discussion.id(), Discussions.Voices.NONE));
    }
}
