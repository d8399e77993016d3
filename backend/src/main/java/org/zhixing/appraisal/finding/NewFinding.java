package org.zhixing.appraisal.finding;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Nature;
import org.zhixing.appraisal.Origin;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.platform.web.Length;

/** A problem found: on an organisation, or on a person. */
public record NewFinding(
        @NotNull UUID campaignId,

        @Schema(nullable = true, description = "问题所在组织；个人问题不填 Where it was found; not for a person's") @Nullable
        UUID organizationId,

        @Schema(nullable = true, description = "个人问题所指的党员 The person, for a personal one") @Nullable
        UUID memberId,

        @NotNull @Length(min = 4, max = 1_000) @Schema(examples = "值班时间随意更改，群众来办事常扑空")
        String text,

        @Schema(nullable = true, description = "对照的标准，本组织或上级的 The criterion, of this organisation or one above")
        @Nullable
        UUID criterionId,

        @NotNull CheckDimension dimension,
        @NotNull Nature nature,
        @NotNull @Valid NewFindingOrigin origin) {

    /** What brought it to light. */
    public record NewFindingOrigin(
            @NotNull Origin kind,
            @Schema(nullable = true) @Nullable UUID reference,

            @Schema(nullable = true, examples = "意见箱第 12 号") @Length(max = 200) @Nullable
            String note) {}
}
