package org.zhixing.study.writing;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.identity.Actor;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.OrgRef;

/** A note or a reflection in a list, without its text. */
@Schema(name = "WritingLine")
public record WritingLine(
        @NotNull UUID id,
        @NotNull Writing.Kind kind,
        @NotNull @Schema(examples = "学习党章的心得体会") String title,

        @Schema(description = "字数 Its length in characters", examples = "1280")
        int characters,

        @NotNull OrgRef branch,
        @NotNull MemberRef author,

        @Schema(nullable = true, description = "代录人 Who keyed it in", examples = "李建国") @Nullable
        String enteredBy,

        @NotNull PhaseKind phase,

        @Schema(description = "附件数 Photos and PDFs", examples = "2")
        int attachments,

        @NotNull Writing.State state,

        @NotNull @Schema(description = "进入当前状态的时间 When it came into its state")
        Instant movedAt,

        @Schema(nullable = true) @Nullable Instant submittedAt,
        @NotNull List<Writing.State> allowedTransitions) {

    static WritingLine of(Writing w, Actor actor, boolean reviews) {
        String text = w.textFor(actor);
        return new WritingLine(
                w.id(),
                w.kind(),
                w.titleFor(actor),
                text.codePointCount(0, text.length()),
                OrgRef.known(w.branch()),
                MemberRef.known(w.author()),
                w.enteredBy(),
                w.phase(),
                w.attachments(),
                w.state(),
                w.movedAt(),
                w.submittedAt(),
                WritingView.allowed(w, actor, reviews));
    }
}
