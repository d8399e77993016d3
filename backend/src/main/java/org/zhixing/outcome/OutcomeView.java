package org.zhixing.outcome;

import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.organization.OrgRef;
import org.zhixing.rectification.Measure;
import org.zhixing.rectification.RectificationItem;

/** An outcome with where its indicator stands now. */
@Schema(name = "Outcome")
public record OutcomeView(
        @NotNull UUID id,
        @NotNull CampaignRef campaign,
        @NotNull OrgRef organization,
        @NotNull @Schema(examples = "办证等候缩短到一刻钟") String title,

        @Schema(nullable = true, examples = "增设引导岗和午间值守窗口") @Nullable
        String text,

        @NotNull @Schema(description = "五个方面之一，代码见活动模板 A field of the template", examples = "PUBLIC_SERVICE")
        String field,

        @NotNull @Schema(description = "五个结合之一，代码见活动模板 An integration of the template", examples = "LIVELIHOOD")
        String integration,

        @NotNull @Schema(examples = "办证平均等候时间") String indicator,
        @NotNull @Schema(examples = "分钟") String unit,
        @NotNull @Schema(examples = "45") BigDecimal baselineValue,
        @NotNull @Schema(examples = "2026-03-02") LocalDate baselineOn,
        @NotNull @Schema(examples = "便民服务中心叫号系统 2 月统计") String baselineSource,
        @Schema(nullable = true, examples = "15") @Nullable BigDecimal targetValue,

        @Schema(nullable = true, description = "最近一次数值 The latest value") @Nullable
        ValueView latest,

        @Schema(nullable = true, examples = "来办事的群众") @Nullable
        String beneficiaries,

        @Schema(nullable = true, examples = "3200") @Nullable
        Integer beneficiaryCount,

        @NotNull @Schema(description = "由哪些整改事项而来，只列您能看到的 The items it came of, those in your reach")
        List<OutcomeItem> items,

        @Schema(nullable = true, description = "撤下的原因 Why it was withdrawn", examples = "统计口径有误") @Nullable
        String withdrawReason,

        @NotNull @Schema(examples = "王秀兰") String recordedBy,
        @NotNull Instant createdAt,
        @NotNull Instant updatedAt) {

    /** What the indicator was on a day. */
    @Schema(name = "OutcomeValue")
    public record ValueView(
            @NotNull UUID id,
            @NotNull @Schema(examples = "2026-04-20") LocalDate observedOn,
            @NotNull @Schema(examples = "14") BigDecimal value,
            @NotNull @Schema(examples = "叫号系统 4 月中旬统计") String source,

            @Schema(nullable = true, description = "更正哪一笔 The value it corrects") @Nullable
            UUID correctsId,

            @NotNull @Schema(examples = "王秀兰") String recordedBy,
            @NotNull Instant recordedAt) {
        static @Nullable ValueView of(@Nullable OutcomeValue v) {
            return v == null ? null : known(v);
        }

        static ValueView known(OutcomeValue v) {
            return new ValueView(
                    v.id(),
                    v.observedOn(),
                    plain(v.value()),
                    v.source(),
                    v.correctsId(),
                    v.recordedBy(),
                    v.recordedAt());
        }
    }

    /** An item, and where it is known the measure, that an outcome came of. */
    @Schema(name = "OutcomeItem")
    public record OutcomeItem(
            @NotNull UUID itemId,
            @NotNull @Schema(examples = "ZG-0007") String number,
            @NotNull @Schema(examples = "窗口排队时间长") String problem,
            @Schema(nullable = true) @Nullable UUID measureId,

            @Schema(nullable = true, examples = "增设引导岗") @Nullable
            String measure) {
        static OutcomeItem of(OutcomeTie tie, RectificationItem item) {
            return new OutcomeItem(
                    item.id(),
                    item.numbered(),
                    item.problem(),
                    tie.measureId(),
                    item.measures().stream()
                            .filter(m -> m.id().equals(tie.measureId()))
                            .map(Measure::title)
                            .findFirst()
                            .orElse(null));
        }
    }

    static OutcomeView of(
            Outcome u,
            Map<UUID, OutcomeValue> latest,
            Map<UUID, List<OutcomeTie>> ties,
            Map<UUID, RectificationItem> items) {
        Outcome.Facts f = u.facts();
        Indicator i = f.indicator();
        return new OutcomeView(
                u.id(),
                CampaignRef.of(u.campaign()),
                OrgRef.known(u.organization()),
                f.title(),
                f.text(),
                f.field(),
                f.integration(),
                i.indicator(),
                i.unit(),
                plain(i.baselineValue()),
                i.baselineOn(),
                i.baselineSource(),
                i.targetValue() == null ? null : plain(i.targetValue()),
                ValueView.of(latest.get(u.id())),
                f.beneficiaries(),
                f.beneficiaryCount(),
                ties.getOrDefault(u.id(), List.of()).stream()
                        .filter(t -> items.containsKey(t.itemId()))
                        .map(t -> OutcomeItem.of(t, items.get(t.itemId())))
                        .collect(Collectors.toList()),
                u.withdrawReason(),
                u.recordedBy(),
                u.createdAt(),
                u.updatedAt());
    }

    /** 45, not 45.0000. */
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
