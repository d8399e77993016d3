package org.zhixing.appraisal.opinion;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.organization.OrgRef;

/** A call as those see it who have signed in; its figures only who reads its opinions. */
@Schema(name = "OpinionCall")
public record OpinionCallView(
        @NotNull UUID id,
        @NotNull CampaignRef campaign,
        @NotNull OrgRef organization,
        @NotNull @Schema(examples = "对党支部作风建设的意见") String title,
        @NotNull @Schema(examples = "办事方便吗？还有哪些事没办好？请直说。") String invitation,

        @NotNull @Schema(description = "公开短码 The public code", examples = "K7QM-4TXD")
        String code,

        @NotNull @Schema(description = "公开页面 The public page", examples = "https://zhixing.example/o/K7QM-4TXD")
        String address,

        @NotNull @Schema(examples = "2026-04-13") LocalDate opensOn,

        @NotNull @Schema(description = "含当日 Inclusive", examples = "2026-05-10")
        LocalDate closesOn,

        @NotNull OpinionCall.State state,

        @Schema(description = "现在能否提意见 Whether opinions are taken today")
        boolean open,

        @Schema(description = "能否办理其意见 Whether the caller handles its opinions")
        boolean mayHandle,

        @Schema(nullable = true, description = "收到的意见数 Opinions that came", examples = "42") @Nullable
        Long opinions,

        @Schema(nullable = true, description = "待答复的意见数 Opinions that wait for an answer", examples = "7") @Nullable
        Long unanswered,

        @NotNull @Schema(examples = "李建国") String createdBy,
        @NotNull Instant createdAt) {
    /** A call named in passing. */
    @Schema(name = "OpinionCallRef")
    public record Ref(
            @NotNull UUID id,
            @NotNull @Schema(examples = "对党支部作风建设的意见") String title) {
        static Ref of(OpinionCall c) {
            return new Ref(c.id(), c.title());
        }
    }

    static OpinionCallView of(
            OpinionCall c, String address, boolean open, boolean mayHandle, OpinionCalls.@Nullable Figures figures) {
        return new OpinionCallView(
                c.id(),
                CampaignRef.of(c.campaign()),
                OrgRef.known(c.organization()),
                c.title(),
                c.invitation(),
                c.code(),
                address,
                c.opensOn(),
                c.closesOn(),
                c.state(),
                open,
                mayHandle,
                figures == null ? null : figures.opinions(),
                figures == null ? null : figures.unanswered(),
                c.createdBy(),
                c.createdAt());
    }
}
