package org.zhixing.appraisal.opinion;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A group of opinions with what went into it. */
@Schema(name = "OpinionGroup")
public record OpinionGroupView(
        @NotNull UUID id,
        @NotNull OpinionCallView.Ref call,
        @NotNull @Schema(examples = "办事材料没有一次说清") String title,

        @Schema(description = "意见数 How many opinions it has", examples = "5")
        long opinions,

        @Schema(nullable = true, examples = "已印制一次性告知单，放在窗口自取。") @Nullable
        String answer,

        @Schema(nullable = true, examples = "2026-04-28") @Nullable
        LocalDate answeredOn,

        @Schema(nullable = true, description = "已并入的组 The group that it went into") @Nullable
        UUID mergedIntoId,

        @NotNull @Schema(description = "并进来的组 Groups that went into it")
        List<Ref> mergedFrom,

        @NotNull @Schema(examples = "李建国") String createdBy,
        @NotNull Instant createdAt) {
    /** A group named in passing. */
    @Schema(name = "OpinionGroupRef")
    public record Ref(
            @NotNull UUID id,
            @NotNull @Schema(examples = "办事材料没有一次说清") String title) {
        static @Nullable Ref of(@Nullable OpinionGroup g) {
            return g == null ? null : known(g);
        }

        static Ref known(OpinionGroup g) {
            return new Ref(g.id(), g.title());
        }
    }

    static OpinionGroupView of(OpinionGroup g, @Nullable Long opinions, @Nullable List<OpinionGroup> mergedFrom) {
        return new OpinionGroupView(
                g.id(),
                OpinionCallView.Ref.of(g.call()),
                g.title(),
                opinions == null ? 0 : opinions,
                g.answer(),
                g.answeredOn(),
                g.mergedIntoId(),
                mergedFrom == null
                        ? List.of()
                        : mergedFrom.stream().map(Ref::known).toList(),
                g.createdBy(),
                g.createdAt());
    }
}
