package org.zhixing.study.writing;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.platform.web.Length;

/** A draft; memberId where a paper text is keyed in for somebody. Without a phase it is the one the branch is in. */
public record NewWriting(
        @NotNull UUID campaignId,

        @Schema(nullable = true, description = "代录的作者 Whose it is, if not the caller's") @Nullable
        UUID memberId,

        @Schema(nullable = true) @Nullable PhaseKind phase,

        @Schema(nullable = true, description = "所属的集中学习 The session it belongs to") @Nullable
        UUID sessionId,

        @NotNull @Length(min = 1, max = 120) @Schema(examples = "学习党章的心得体会")
        String title,

        @NotNull @Length(max = Writing.MAX_TEXT) @Schema(description = "Markdown", examples = "通过这次学习，我认识到……")
        String text) {}
