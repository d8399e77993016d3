package org.zhixing.appraisal.ballot;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Criterion;
import org.zhixing.organization.Member;
import org.zhixing.organization.MemberRef;

/** A ballot box: what is asked, how many have voted, and whether the caller may. */
@Schema(name = "BallotBox")
public record BallotBoxView(
        @NotNull UUID id,
        @NotNull UUID reviewId,
        @NotNull BallotBox.Kind kind,
        @NotNull BallotBox.State state,
        @NotNull List<Question> questions,

        @Schema(description = "应投票人数 Members who may vote", examples = "24")
        long voters,

        @Schema(description = "已投票人数（含纸质）Members who have voted, on paper too", examples = "19")
        long voted,

        @Schema(description = "录入的纸质票数 Papers keyed in", examples = "6")
        int papers,

        @Schema(nullable = true, description = "调用者是否投过；空为不在名册 Whether the caller has voted; null: not on the register")
        BallotVoter.@Nullable Voted mine,

        @NotNull Instant openedAt,
        @Schema(nullable = true) @Nullable Instant closedAt,
        @NotNull List<BallotBox.State> allowedTransitions) {

    /** What is asked. */
    @Schema(name = "BallotQuestion")
    public record Question(
            @Schema(examples = "1") int question,

            @Schema(nullable = true, description = "测评谁；空为支部 About whom; null: the branch") @Nullable
            MemberRef member,

            @Schema(
                    nullable = true,
                    description = "按哪条标准；空为总体 By which criterion; null: over all",
                    examples = "群众来办事，一次办结")
            @Nullable
            String criterion) {
        static Question of(BallotBox.Question q, Map<UUID, Member> people, Map<UUID, Criterion> criteria) {
            UUID member = q.memberId();
            UUID criterion = q.criterionId();
            return new Question(
                    q.ordinal(),
                    member == null ? null : MemberRef.of(people.get(member)),
                    criterion == null ? null : criteria.get(criterion).text());
        }
    }

    /** A question's result. */
    @Schema(name = "BallotResult")
    public record Result(
            @NotNull Question question,
            @NotNull BallotBox.Kind kind,

            @Schema(
                    nullable = true,
                    description = "四个选项各几票；不足五票的为空 Ballots for each choice; null where fewer than five")
            @Nullable
            List<Integer> counts) {}

    /** Whether a member has voted; never how. */
    @Schema(name = "BallotVoter")
    public record Voter(@NotNull MemberRef member, @NotNull BallotVoter.Voted voted) {}
}
