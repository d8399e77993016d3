package org.zhixing.rectification;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Nature;
import org.zhixing.appraisal.Origin;
import org.zhixing.appraisal.finding.Finding;
import org.zhixing.appraisal.finding.FindingView.FindingRef;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.OrgRef;

/** An item of the ledger with what the caller may do now. */
@Schema(name = "RectificationItem")
public record RectificationItemView(
        @NotNull UUID id,
        @NotNull @Schema(examples = "ZG-0007") String number,
        @NotNull CampaignRef campaign,
        @NotNull OrgRef organization,
        @NotNull @Schema(examples = "排水沟渠多年淤堵，雨季内涝，群众反映强烈") String problem,
        @NotNull CheckDimension dimension,
        @NotNull Nature nature,
        @NotNull RectificationItem.Kind kind,
        @Schema(nullable = true) @Nullable MemberRef leader,
        @NotNull MemberRef responsible,
        @NotNull @Schema(examples = "2026-04-30") LocalDate dueOn,
        boolean overdue,
        @NotNull State state,
        @NotNull OriginView origin,

        @NotNull @Schema(description = "由哪些问题列入 The findings it was raised for")
        List<FindingRef> findings,

        @NotNull List<MeasureView> measures,
        @Schema(examples = "2") int evidenceCount,
        @Schema(nullable = true) @Nullable Instant closedAt,
        @Schema(nullable = true) @Nullable String cancelReason,
        @NotNull Instant createdAt,
        @NotNull Instant updatedAt,

        @Schema(description = "版本，即 ETag 中的数字 The number in its ETag", examples = "3")
        long version,

        @NotNull @Schema(description = "您现在可以进行的操作 What the caller may do now")
        List<State> allowedTransitions) {

    /** What brought the problem to light. */
    @Schema(name = "Origin")
    public record OriginView(
            @NotNull Origin kind,
            @Schema(nullable = true) @Nullable UUID reference,

            @Schema(nullable = true, examples = "大讨论中 6 名党员提出") @Nullable
            String note) {}

    /** A measure of an item. */
    @Schema(name = "Measure")
    public record MeasureView(
            @NotNull UUID id,
            @NotNull @Schema(examples = "党员包段清淤 1.2 公里") String title,

            @Schema(nullable = true, examples = "2026-04-15") @Nullable
            LocalDate dueOn,

            @NotNull Measure.Progress state,
            @Schema(examples = "1") int evidenceCount,
            @Schema(nullable = true) @Nullable Instant doneAt) {
        static MeasureView of(Measure m) {
            return new MeasureView(m.id(), m.title(), m.dueOn(), m.state(), m.evidenceCount(), m.doneAt());
        }
    }

    static RectificationItemView of(
            RectificationItem i, Ledger.Standing standing, Map<UUID, List<Finding>> tied, LocalDate today) {
        RectificationItem.Facts f = i.facts();
        return new RectificationItemView(
                i.id(),
                i.numbered(),
                CampaignRef.of(i.campaign()),
                OrgRef.known(i.organization()),
                f.problem(),
                f.dimension(),
                f.nature(),
                f.kind(),
                MemberRef.of(f.leader()),
                MemberRef.known(f.responsible()),
                i.dueOn(),
                i.overdue(today),
                i.state(),
                new OriginView(i.originKind(), i.originReference(), i.originNote()),
                tied.getOrDefault(i.id(), List.of()).stream()
                        .map(FindingRef::of)
                        .toList(),
                i.measures().stream().map(MeasureView::of).toList(),
                i.evidenceCount(),
                i.closedAt(),
                i.cancelReason(),
                i.createdAt(),
                i.updatedAt(),
                i.version(),
                standing.moves(i));
    }
}
