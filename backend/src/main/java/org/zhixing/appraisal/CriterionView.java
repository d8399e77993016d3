package org.zhixing.appraisal;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.discussion.requirement.Requirement;
import org.zhixing.organization.OrgRef;

/** A criterion with where it comes from. */
@Schema(name = "Criterion")
public record CriterionView(
        @NotNull UUID id,
        @NotNull CampaignRef campaign,
        @NotNull OrgRef organization,
        @Schema(examples = "1") int ordinal,
        @NotNull @Schema(examples = "遇到群众来办事，一次讲清、一次办结") String text,

        @NotNull @Schema(description = "生成时的文字 As it was generated", examples = "群众来办事，一次办结")
        String generatedText,

        @Schema(nullable = true) @Nullable CheckDimension dimension,

        @Schema(nullable = true, description = "来自哪条具体要求；空为五查 The requirement; null for one of the checks") @Nullable
        Source source,

        @Schema(nullable = true, examples = "结合本支部窗口岗位") @Nullable
        String adjustReason,

        @Schema(nullable = true, examples = "与第 2 条重复") @Nullable
        String withdrawReason,

        @Schema(nullable = true) @Nullable Instant withdrawnAt) {

    /** The requirement that a criterion rests on. */
    @Schema(name = "CriterionSource")
    public record Source(
            @NotNull UUID requirementId,
            @NotNull @Schema(examples = "群众来办事，一次办结") String text,
            @NotNull Requirement.State state,
            @NotNull UUID discussionId,
            @NotNull @Schema(examples = "如何体现时代要求，在发展中当先锋") String discussionTitle,

            @Schema(description = "来自多少条发言 How many contributions it was distilled from", examples = "7")
            long contributions) {
        static @Nullable Source of(@Nullable Requirement r, long contributions) {
            return r == null
                    ? null
                    : new Source(
                            r.id(),
                            r.text(),
                            r.state(),
                            r.discussion().id(),
                            r.discussion().title(),
                            contributions);
        }
    }

    static CriterionView of(Criterion c, long contributions) {
        return new CriterionView(
                c.id(),
                CampaignRef.of(c.campaign()),
                OrgRef.known(c.organization()),
                c.ordinal(),
                c.text(),
                c.generatedText(),
                c.dimension(),
                Source.of(c.requirement(), contributions),
                c.adjustReason(),
                c.withdrawReason(),
                c.withdrawnAt());
    }
}
