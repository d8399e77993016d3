package org.zhixing.discussion;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.MemberRef;

/** A contribution with its first replies, who supports it, and what became of it. */
@Schema(name = "Contribution")
public record ContributionView(
        @NotNull UUID id,
        @NotNull MemberRef author,

        @Schema(nullable = true, description = "代记人 Who wrote it down", examples = "李建国") @Nullable
        String recordedBy,

        @NotNull @Schema(examples = "村里的沟渠年年堵，党员应当带头包段。") String text,

        @Schema(nullable = true) @Nullable UUID replyTo,

        @NotNull @Schema(description = "最早的三条回复 The first three replies")
        List<Reply> replies,

        @Schema(examples = "3") int replyCount,
        @NotNull Instant createdAt,
        @Schema(nullable = true) @Nullable Instant editedAt,
        @Schema(examples = "1") int edition,

        @Schema(examples = "1", description = "第几轮 The round it was said in")
        int round,

        @Schema(examples = "5", description = "附议人数 How many members support it")
        int supporters,

        @Schema(description = "调用者是否附议 Whether the caller supports it")
        boolean supported,

        @NotNull @Schema(description = "写入了哪几条要求 The requirements it went into")
        List<Use> uses,

        @Schema(nullable = true, description = "不予采纳的说明 That it goes into none, and why") @Nullable
        Drop drop,

        @Schema(description = "调用者能否修改 Whether the caller may reword it")
        boolean mine) {

    /** A requirement that a contribution went into. */
    @Schema(name = "ContributionUse")
    public record Use(
            @NotNull UUID requirementId,

            @Schema(examples = "3", description = "第几条 Its number in the discussion")
            int ordinal,

            @Schema(examples = "true", description = "是否仍有效，撤回后为否 False where it was withdrawn")
            boolean stands) {}

    /** Why a contribution goes into no requirement. */
    @Schema(name = "ContributionDrop")
    public record Drop(
            @NotNull @Schema(examples = "与第 2 条重复") String reason,
            @NotNull @Schema(examples = "李建国") String by,
            @NotNull Instant at) {
        static @Nullable Drop of(Contribution c) {
            return c.dropReason() == null || c.droppedBy() == null || c.droppedAt() == null
                    ? null
                    : new Drop(c.dropReason(), c.droppedBy(), c.droppedAt());
        }
    }

    /** A reply. */
    @Schema(name = "Reply")
    public record Reply(
            @NotNull UUID id,
            @NotNull MemberRef author,

            @Schema(nullable = true, examples = "李建国") @Nullable
            String recordedBy,

            @NotNull @Schema(examples = "同意，我认领一段。") String text,
            @NotNull Instant createdAt,
            @Schema(nullable = true) @Nullable Instant editedAt) {
        static Reply of(Contribution c) {
            return new Reply(
                    c.id(), MemberRef.known(c.author()), c.recordedBy(), c.text(), c.createdAt(), c.editedAt());
        }
    }

    static ContributionView of(
            Contribution c, List<Contribution> replies, List<Use> uses, boolean supported, boolean mine) {
        return new ContributionView(
                c.id(),
                MemberRef.known(c.author()),
                c.recordedBy(),
                c.text(),
                c.replyTo(),
                replies.stream().map(Reply::of).toList(),
                c.replies(),
                c.createdAt(),
                c.editedAt(),
                c.edition(),
                c.round(),
                c.supporters(),
                supported,
                uses,
                Drop.of(c),
                mine);
    }
}
