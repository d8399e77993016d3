package org.zhixing.discussion.vote;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A vote as everybody in the organisation may see it. */
@Schema(name = "Vote")
public record VoteView(
        @NotNull UUID id,
        @NotNull RequirementVote.Choice choice,

        @Schema(nullable = true, examples = "每月一次做不到，农忙时应当放宽") @Nullable
        String reason,

        @Schema(description = "对第几稿 The wording of the requirement", examples = "2")
        int edition,

        @Schema(description = "理由第几次表述 Which wording of the reason; an answer names it", examples = "1")
        int wording,

        @Schema(nullable = true, description = "代记人 Who entered it for the member", examples = "李建国") @Nullable
        String recordedBy,

        @NotNull Instant castAt,
        @Schema(nullable = true) @Nullable AnswerView answer) {
    /** What an objection was answered. */
    @Schema(name = "ObjectionAnswer")
    public record AnswerView(
            @NotNull @Schema(examples = "农忙的两个月改为自愿，已写入说明。") String text,

            @NotNull @Schema(examples = "王书记") String by,
            @NotNull Instant at) {}

    static VoteView known(RequirementVote v) {
        return new VoteView(
                v.id(),
                v.choice(),
                v.reason(),
                v.edition(),
                v.wording(),
                v.recordedBy(),
                v.castAt(),
                v.answer() == null
                        ? null
                        : new AnswerView(
                                v.answer(),
                                Objects.requireNonNull(v.answeredBy()),
                                Objects.requireNonNull(v.answeredAt())));
    }

    static @Nullable VoteView of(@Nullable RequirementVote v) {
        return v == null ? null : known(v);
    }
}
