package org.zhixing.appraisal.opinion;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.OrgRef;

/** An opinion as those see it who handle it. */
@Schema(name = "Opinion")
public record OpinionView(
        @NotNull UUID id,
        @NotNull OpinionCallView.Ref call,
        @NotNull OrgRef organization,
        @NotNull Opinion.Source source,
        @Schema(nullable = true) @Nullable CheckDimension dimension,
        @NotNull @Schema(examples = "办个证明跑了三趟，能不能一次说清要带什么。") String text,
        @NotNull @Schema(examples = "2026-04-20") LocalDate receivedOn,
        @NotNull Opinion.State state,
        @Schema(nullable = true) OpinionGroupView.@Nullable Ref group,

        @Schema(nullable = true, description = "所在归并组或本条的答复 Its group's answer, or its own", examples = "已印制一次性告知单。")
        @Nullable
        String answer,

        @Schema(nullable = true, examples = "2026-04-28") @Nullable
        LocalDate answeredOn,

        @Schema(nullable = true, examples = "不属于本组织职责，已告知反映渠道") @Nullable
        String setAsideReason,

        @Schema(description = "是否留了联系方式 Whether the sender can be reached")
        boolean contactGiven,

        @NotNull @Schema(description = "照片 Ids of its pictures")
        List<UUID> photos,

        @Schema(nullable = true, description = "署名的党员 The member who signed it") @Nullable
        MemberRef member,

        @Schema(nullable = true, description = "纸质意见的录入人 Who keyed in what came on paper", examples = "王秀兰") @Nullable
        String keyedBy) {
    static OpinionView of(Opinion o, @Nullable List<UUID> photos) {
        return new OpinionView(
                o.id(),
                OpinionCallView.Ref.of(o.call()),
                OrgRef.known(o.call().organization()),
                o.source(),
                o.dimension(),
                o.text(),
                o.receivedOn(),
                o.state(),
                OpinionGroupView.Ref.of(o.group()),
                o.shownAnswer(),
                o.shownAnsweredOn(),
                o.setAsideReason(),
                o.hasContact(),
                photos == null ? List.of() : photos,
                MemberRef.of(o.member()),
                o.keyedBy());
    }
}
