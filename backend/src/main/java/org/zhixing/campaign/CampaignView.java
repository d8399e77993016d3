package org.zhixing.campaign;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhixing.organization.OrgRef;

/** A campaign with its batches and what the template gives it. */
@Schema(name = "Campaign")
public record CampaignView(
        @NotNull UUID id,
        @NotNull @Schema(examples = "城郊工委先进性教育活动") String name,
        @NotNull OrgRef organization,
        @NotNull TemplateRef template,
        @NotNull @Schema(examples = "2026-03-02") LocalDate startsOn,
        boolean closed,
        @NotNull CampaignTemplate.Quota quota,
        @NotNull List<CampaignTemplate.Phase> phases,
        @NotNull List<CampaignTemplate.Topic> topics,
        @NotNull List<CampaignTemplate.Dimension> checkDimensions,
        @NotNull List<CampaignTemplate.Named> integrations,
        @NotNull List<CampaignTemplate.Named> fields,
        @NotNull List<CampaignTemplate.RequiredAction> requiredActions,
        @NotNull List<BatchView> batches) {

    /** A template named in passing. */
    @Schema(name = "TemplateRef")
    public record TemplateRef(
            @NotNull @Schema(examples = "advanced-nature-education")
            String code,

            @NotNull @Schema(examples = "保持共产党员先进性教育活动") String name,
            @Schema(examples = "1") int version) {
        static TemplateRef of(StoredTemplate t) {
            return new TemplateRef(t.code(), t.name(), t.edition());
        }
    }

    /** A campaign in a list. */
    @Schema(name = "CampaignSummary")
    public record Summary(
            @NotNull UUID id,
            @NotNull @Schema(examples = "城郊工委先进性教育活动") String name,
            @NotNull OrgRef organization,
            @NotNull TemplateRef template,
            @NotNull @Schema(examples = "2026-03-02") LocalDate startsOn,
            boolean closed) {
        static Summary of(Campaign c) {
            return new Summary(
                    c.id(),
                    c.name(),
                    OrgRef.known(c.organization()),
                    TemplateRef.of(c.template()),
                    c.startsOn(),
                    c.isClosed());
        }
    }

    /** A batch with its dates. */
    @Schema(name = "Batch")
    public record BatchView(
            @NotNull UUID id,
            @Schema(examples = "1") int ordinal,
            @NotNull @Schema(examples = "第一批") String name,
            @NotNull List<PhaseDates> phases,

            @Schema(description = "可及的支部数 Branches within reach", examples = "7")
            long branchCount) {
        static BatchView of(Batch b, long branches) {
            return new BatchView(
                    b.id(),
                    b.ordinal(),
                    b.name(),
                    b.phases().stream()
                            .map(p -> new PhaseDates(p.kind(), p.startsOn(), p.endsOn()))
                            .toList(),
                    branches);
        }
    }

    /** The dates of a phase, both inclusive. */
    @Schema(name = "PhaseDates")
    public record PhaseDates(
            @NotNull PhaseKind kind,
            @NotNull @Schema(examples = "2026-03-02") LocalDate startsOn,
            @NotNull @Schema(examples = "2026-04-12") LocalDate endsOn) {
        Batch.Dates dates() {
            return new Batch.Dates(kind, startsOn, endsOn);
        }
    }

    static CampaignView of(Campaign c, CampaignTemplate t, List<Batch> batches, Map<UUID, Long> counts) {
        return new CampaignView(
                c.id(),
                c.name(),
                OrgRef.known(c.organization()),
                TemplateRef.of(c.template()),
                c.startsOn(),
                c.isClosed(),
                t.quota(),
                t.phases(),
                t.topics(),
                t.checkDimensions(),
                t.integrations(),
                t.fields(),
                t.requiredActions(),
                batches.stream()
                        .map(b -> BatchView.of(b, counts.getOrDefault(b.id(), 0L)))
                        .toList());
    }
}
