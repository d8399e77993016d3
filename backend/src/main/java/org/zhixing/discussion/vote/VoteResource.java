package org.zhixing.discussion.vote;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.DISCUSSION;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.discussion.requirement.Requirement;
import org.zhixing.discussion.requirement.Requirements;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.MemberRef;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/**
 * Votes on a requirement, open to all in the organisation. In place of an ETag a vote names the wording it is for, and an
 * answer the wording of the objection: nobody votes on or answers what they have not read. DIS-5.
 */
@Path("/api/v1/requirements/{id}/votes")
@Tag(name = DISCUSSION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class VoteResource {
    @Inject
    Requirements requirements;

    @Inject
    Votes votes;

    @Inject
    Voters voters;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    /** A vote; memberId where it is entered for a member who raised a hand. OBJECT needs the reason. */
    public record NewVote(
            @NotNull RequirementVote.Choice choice,

            @Min(1) @Schema(description = "对第几稿 The edition of the requirement that was read", examples = "2")
            int edition,

            @Schema(nullable = true, examples = "每月一次做不到，农忙时应当放宽") @Length(max = 500) @Nullable
            String reason,

            @Schema(nullable = true, description = "代谁登记 Whose vote it is, if not the caller's") @Nullable
            UUID memberId) {}

    /** The answer to an objection in the wording that was read. */
    public record NewAnswer(
            @NotNull @Length(min = 1, max = 1_000) @Schema(examples = "农忙的两个月改为自愿，已写入说明。")
            String text,

            @Min(1) @Schema(description = "答复的是第几次表述的理由 The wording of the reason that is answered", examples = "1")
            int wording) {}

    /** Somebody who votes, with the vote if there is one. */
    @Schema(name = "VoterLine")
    public record VoterLine(
            @NotNull MemberRef member,
            @Schema(nullable = true) @Nullable VoteView vote) {}

    /** A vote with its answer as it stood before. */
    @Schema(name = "VoteChange")
    public record ChangeView(
            @NotNull MemberRef member,
            @NotNull RequirementVote.Choice choice,

            @Schema(nullable = true, examples = "每月一次做不到") @Nullable
            String reason,

            @Schema(examples = "1") int edition,

            @Schema(nullable = true, examples = "李建国") @Nullable
            String recordedBy,

            @NotNull Instant castAt,

            @Schema(nullable = true, examples = "农忙的两个月改为自愿。") @Nullable
            String answer,

            @Schema(nullable = true, examples = "王书记") @Nullable
            String answeredBy,

            @NotNull @Schema(examples = "李建国") String replacedBy,
            @NotNull Instant replacedAt) {
        static ChangeView of(RequirementVoteChange c) {
            return new ChangeView(
                    MemberRef.known(c.member()),
                    c.choice(),
                    c.reason(),
                    c.edition(),
                    c.recordedBy(),
                    c.castAt(),
                    c.answer(),
                    c.answeredBy(),
                    c.replacedBy(),
                    c.replacedAt());
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(
            operationId = "listVotes",
            summary = "表决情况 The roster with everybody's vote; of what is adopted, the votes that were counted")
    public Page<VoterLine> list(
            UUID id,
            @QueryParam("choice") RequirementVote.@Nullable Choice choice,
            @QueryParam("voted") @Parameter(description = "是否已表决 Those who have voted, or those who have not") @Nullable
                    Boolean voted,
            @Valid @BeanParam Paging paging) {
        Requirement requirement = requirements.get(id);
        Page<Member> page =
                votes.voters(requirement, choice, voted).page(paging, Order.named(paging.sort, Votes.BY_NAME));
        Map<UUID, RequirementVote> cast =
                votes.of(requirement, page.items().stream().map(Member::id).toList());
        return page.map(m -> new VoterLine(MemberRef.known(m), VoteView.of(cast.get(m.id()))));
    }

    @PUT
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(
            operationId = "castVote",
            summary = "表决 Vote on a requirement, or enter the vote of a member who raised a hand")
    public RestResponse<VoteView> cast(UUID id, @NotNull @Valid NewVote body) {
        Requirement requirement = requirements.get(id);
        Voters.Voter voter = voters.of(requirement.organization(), body.memberId());
        RequirementVote vote = votes.cast(
                requirement,
                voter.member(),
                new RequirementVote.Cast(
                        body.edition(), body.choice(), body.reason(), voter.recordedBy(), clock.instant()),
                scope.actor().name());
        return Answer.of(VoteView.known(vote), vote);
    }

    @PUT
    @Path("/{voteId}/answer")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(
            operationId = "answerObjection",
            summary = "答复反对意见 Answer an objection, in the words in which it was read")
    public RestResponse<VoteView> answer(UUID id, UUID voteId, @NotNull @Valid NewAnswer body) {
        RequirementVote objection = votes.one(requirements.get(id), voteId);
        voters.refuseOwn(objection);
        votes.answer(objection, body.text(), body.wording(), scope.actor().name(), clock.instant());
        return Answer.of(VoteView.known(objection), objection);
    }

    @GET
    @Path("/changes")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "listVoteChanges", summary = "改票记录 Votes and answers that were replaced, latest first")
    public Page<ChangeView> changes(UUID id, @Valid @BeanParam Paging paging) {
        requirements.get(id);
        return votes.changes(id)
                .page(paging, Order.named(paging.sort, Votes.LATEST))
                .map(ChangeView::of);
    }
}
