package org.zhixing.discussion.vote;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.discussion.requirement.Requirement;
import org.zhixing.discussion.requirement.RequirementAbove;
import org.zhixing.organization.Member;

/** How the votes on a requirement stand, and what is missing for its adoption. */
@Schema(name = "Tally")
public record TallyView(
        @NotNull VotedOn requirement,

        @Schema(description = "在册党员数 Members on the roster", examples = "34")
        int roster,

        @Schema(examples = "29") int voted,
        @Schema(examples = "26") int agree,
        @Schema(examples = "2") int reserve,
        @Schema(examples = "1") int object,

        @Schema(description = "尚未答复的反对意见 Objections without an answer", examples = "0")
        int unanswered,

        @Schema(description = "至少几人表决 How many have to vote", examples = "28")
        int quorum,

        @Schema(description = "至少几票同意 How many have to agree", examples = "20")
        int agreement,

        @NotNull @Schema(description = "还缺什么；空为可以通过 What is missing; nothing: it can be adopted")
        List<Consensus.Lack> lacks,

        @Schema(nullable = true, description = "调用者自己的一票 The caller's own vote") @Nullable
        VoteView mine,

        @Schema(nullable = true, examples = "王书记") @Nullable String adoptedBy,

        @Schema(nullable = true) @Nullable Instant adoptedAt) {
    /** The requirement that is voted on. */
    @Schema(name = "VotedRequirement")
    public record VotedOn(
            @NotNull UUID id,
            @Schema(examples = "3") int ordinal,

            @NotNull @Schema(examples = "党员每月到责任沟渠清淤一次。") String text,

            @Schema(examples = "2") int edition,
            @NotNull Requirement.State state,
            @Schema(nullable = true) Member.@Nullable Category forCategory,

            @Schema(nullable = true, examples = "农业") @Nullable
            String forTrade,

            @Schema(nullable = true) @Nullable RequirementAbove derivedFrom,

            @Schema(description = "来自几条发言 Contributions it was distilled from", examples = "5")
            int sources) {}

    static TallyView of(Requirement r, Tallies.Tally tally, @Nullable RequirementVote mine) {
        Consensus c = tally.consensus();
        return new TallyView(
                new VotedOn(
                        r.id(),
                        r.ordinal(),
                        r.text(),
                        r.edition(),
                        r.state(),
                        r.forCategory(),
                        r.forTrade(),
                        RequirementAbove.of(r.derivedFrom()),
                        tally.sources()),
                c.roster(),
                c.voted(),
                c.agree(),
                c.reserve(),
                c.object(),
                c.unanswered(),
                c.quorum(),
                c.agreement(),
                List.copyOf(c.lacks()),
                VoteView.of(mine),
                tally.adoptedBy(),
                tally.adoptedAt());
    }
}
