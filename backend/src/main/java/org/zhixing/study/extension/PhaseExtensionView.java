package org.zhixing.study.extension;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Batch;
import org.zhixing.campaign.BatchResource;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.campaign.PhaseChange;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.platform.problem.Words;

/** An extension with its progress and, over the branches the caller reaches, what it means. */
@Schema(name = "PhaseExtension")
public record PhaseExtensionView(
        @NotNull UUID id,
        @NotNull CampaignRef campaign,
        BatchResource.@NotNull BatchRef batch,
        @NotNull PhaseKind phase,
        @NotNull @Schema(examples = "2026-04-12") LocalDate wasEndsOn,
        @NotNull @Schema(examples = "2026-04-26") LocalDate newEndsOn,
        Batch.@NotNull LaterPhases laterPhases,
        @NotNull @Schema(examples = "春耕农忙，学时未满") String reason,
        PhaseChange.@NotNull Document document,
        PhaseExtension.@NotNull State state,
        @Schema(nullable = true) @Nullable Trouble problem,
        @Schema(examples = "7") int branchesTotal,

        @Schema(description = "已试算的支部；执行中为已排入的支部 Worked out; while it is applied, planned", examples = "7")
        int branchesDone,

        @NotNull Figures figures,
        @NotNull @Schema(examples = "工委办公室") String orderedBy,
        @NotNull Instant createdAt,
        @Schema(nullable = true) @Nullable Instant appliedAt,
        @Schema(nullable = true) @Nullable Instant finishedAt) {
    /** Why it failed. */
    @Schema(name = "ExtensionTrouble")
    public record Trouble(
            @NotNull @Schema(examples = "urn:zhixing:problem:internal")
            String type,

            @NotNull @Schema(examples = "服务内部出错") String title,
            @NotNull @Schema(examples = "请稍后再试") String detail) {}

    /** Sums over the branches within the caller's reach. */
    @Schema(name = "ExtensionFigures")
    public record Figures(
            @Schema(examples = "7") long branches,
            @Schema(examples = "214") long members,

            @Schema(description = "建议补排的半天 Half-days proposed", examples = "21")
            long proposed,

            @Schema(description = "不延长时学时不足的党员 Members short of the quota without it", examples = "120")
            long shortBefore,

            @Schema(description = "补排后仍不足的党员 Members still short with it", examples = "6")
            long shortAfter,

            @Schema(description = "仍有党员不足的支部 Branches with such members", examples = "1")
            long branchesStillShort,

            @Schema(description = "执行时实际排入的半天 Half-days really planned", examples = "20")
            long planned) {
        static Figures of(PhaseExtensions.Figures f) {
            return new Figures(
                    f.branches(),
                    f.members(),
                    f.proposed(),
                    f.shortBefore(),
                    f.shortAfter(),
                    f.branchesShort(),
                    f.planned());
        }
    }

    /** What else a view needs: names and sums that were read for the whole page, and the caller's language. */
    record Around(Map<UUID, String> names, Map<UUID, PhaseExtensions.Figures> figures, Words words, Locale language) {}

    static PhaseExtensionView of(PhaseExtension e, Around around) {
        return new PhaseExtensionView(
                e.id(),
                CampaignRef.of(e.campaign()),
                BatchResource.BatchRef.of(e.batch()),
                e.phase(),
                e.wasEndsOn(),
                e.newEndsOn(),
                e.laterPhases(),
                e.grounds().reason(),
                e.grounds().document(),
                e.state(),
                e.problem() == null
                        ? null
                        : new Trouble(
                                "urn:zhixing:problem:" + e.problem(),
                                around.words().say(around.language(), e.problem() + ".title"),
                                around.words().say(around.language(), e.problem() + ".detail")),
                e.branchesTotal(),
                e.branchesDone(),
                Figures.of(around.figures().getOrDefault(e.id(), PhaseExtensions.Figures.NONE)),
                around.names().getOrDefault(e.orderedBy(), ""),
                e.createdAt(),
                e.appliedAt(),
                e.finishedAt());
    }
}
