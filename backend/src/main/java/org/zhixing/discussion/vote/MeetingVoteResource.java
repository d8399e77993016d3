package org.zhixing.discussion.vote;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.DISCUSSION;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.discussion.Discussion;
import org.zhixing.discussion.Discussions;
import org.zhixing.discussion.requirement.Requirement;
import org.zhixing.identity.Scope;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** How a discussion's requirements are voted on, and a meeting's show of hands, entered by its exceptions. DIS-5. */
@Path("/api/v1/discussions/{id}/votes")
@Tag(name = DISCUSSION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MeetingVoteResource {
    @Inject
    Discussions discussions;

    @Inject
    Tallies tallies;

    @Inject
    Votes votes;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    /** Everybody on the roster alike, but for those named. */
    public record ShowOfHands(
            @NotNull UUID requirementId,

            @Min(1) @Schema(description = "对第几稿 The edition of the requirement that was read", examples = "2")
            int edition,

            @NotNull
            @Schema(description = "其余党员的表决；反对要逐人写明理由 The vote of all the others; an OBJECT is entered one by one")
            RequirementVote.Choice choice,

            @NotNull @Size(max = 2_000) List<@Valid @NotNull HandException> exceptions) {}

    /** Somebody who did otherwise; no choice: who did not vote. */
    @Schema(name = "HandException")
    public record HandException(
            @NotNull UUID memberId,

            @Schema(nullable = true, description = "空为未表决 Null for who did not vote")
            RequirementVote.@Nullable Choice choice,

            @Schema(nullable = true, examples = "每月一次做不到") @Length(max = 500) @Nullable
            String reason) {
        Votes.Otherwise otherwise() {
            return new Votes.Otherwise(memberId, choice, reason);
        }
    }

    /** How the votes stand then. */
    @Schema(name = "VotesEntered")
    public record VotesEntered(
            @NotNull TallyView tally,

            @Schema(
                    description = "已自行表决、未改动的人数 Members who had voted themselves and were left as they were",
                    examples = "3")
            int kept) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(
            operationId = "listTallies",
            summary = "各条要求的票数 How the votes on each requirement stand, and what its adoption still needs")
    public Page<TallyView> list(UUID id, @Valid @BeanParam Paging paging) {
        Discussion discussion = discussions.get(id);
        Page<Requirement> page = tallies.votedOn(discussion).page(paging, Order.named(paging.sort, Tallies.IN_ORDER));
        List<UUID> ids = page.items().stream().map(Requirement::id).toList();
        Map<UUID, Tallies.Tally> counted = tallies.of(discussion, ids);
        Map<UUID, RequirementVote> mine = votes.by(scope.actor().memberId(), ids);
        return page.map(r -> TallyView.of(r, counted.get(r.id()), mine.get(r.id())));
    }

    @PUT
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(
            operationId = "enterVotes",
            summary =
                    "登记会议表决 Enter a show of hands: everybody alike, but for those named; own votes are left as they are")
    public VotesEntered enter(UUID id, @NotNull @Valid ShowOfHands body) {
        Discussion discussion = discussions.get(id);
        Requirement requirement = tallies.votedOn(discussion)
                .where("r.id = :id", "id", body.requirementId())
                .maybe()
                .orElseThrow(() -> Refused.field("/requirementId", "reference-unknown"));
        if (body.choice() == RequirementVote.Choice.OBJECT) {
            throw Refused.field("/choice", "vote/objections-one-by-one");
        }
        String me = scope.actor().name();
        int kept = votes.enter(
                requirement,
                new RequirementVote.Cast(body.edition(), body.choice(), null, me, clock.instant()),
                body.exceptions().stream().map(HandException::otherwise).toList(),
                me);
        Map<UUID, Tallies.Tally> counted = tallies.of(discussion, List.of(requirement.id()));
        Map<UUID, RequirementVote> mine = votes.by(scope.actor().memberId(), List.of(requirement.id()));
        return new VotesEntered(
                TallyView.of(requirement, counted.get(requirement.id()), mine.get(requirement.id())), kept);
    }
}
