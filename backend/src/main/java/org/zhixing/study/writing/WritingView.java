package org.zhixing.study.writing;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.identity.Actor;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.OrgRef;
import org.zhixing.study.StudySession;

/** A note or a reflection. Who writes it sees the text being written, others the text that was handed in last. */
@Schema(name = "Writing")
public record WritingView(
        @NotNull UUID id,
        @NotNull Writing.Kind kind,
        @NotNull @Schema(examples = "学习党章的心得体会") String title,

        @NotNull @Schema(description = "Markdown", examples = "通过这次学习，我认识到……")
        String text,

        @Schema(description = "字数 Its length in characters", examples = "1280")
        int characters,

        @NotNull CampaignRef campaign,
        @NotNull OrgRef branch,
        @NotNull MemberRef author,

        @Schema(nullable = true, description = "代录人 Who keyed it in", examples = "李建国") @Nullable
        String enteredBy,

        @NotNull PhaseKind phase,
        @Schema(nullable = true) @Nullable SessionRef session,

        @Schema(description = "附件数 Photos and PDFs", examples = "2")
        int attachments,

        @NotNull Writing.State state,

        @Schema(nullable = true, description = "审阅意见 The reviewer's comment", examples = "请结合本职工作谈一谈打算") @Nullable
        String comment,

        @Schema(description = "提交次数 How often it was handed in", examples = "1")
        int submissions,

        @NotNull Instant createdAt,
        @NotNull Instant editedAt,
        @Schema(nullable = true) @Nullable Instant submittedAt,
        @Schema(nullable = true) @Nullable Instant decidedAt,

        @Schema(nullable = true, examples = "王秀兰") @Nullable String decidedBy,

        @Schema(description = "调用者是否为作者或代录人 Whether the caller writes it")
        boolean writer,

        @NotNull List<Writing.State> allowedTransitions) {

    /** A session named in passing. */
    @Schema(name = "StudySessionRef")
    public record SessionRef(
            @NotNull UUID id,
            @NotNull @Schema(examples = "专题学习：牢记宗旨，服务群众") String title,
            @NotNull LocalDate date) {
        static @Nullable SessionRef of(@Nullable StudySession s) {
            return s == null ? null : new SessionRef(s.id(), s.title(), s.date());
        }
    }

    /** @param reviews whether the caller decides about what the writing's branch hands in */
    static WritingView of(Writing w, Actor actor, boolean reviews) {
        String text = w.textFor(actor);
        return new WritingView(
                w.id(),
                w.kind(),
                w.titleFor(actor),
                text,
                text.codePointCount(0, text.length()),
                CampaignRef.of(w.campaign()),
                OrgRef.known(w.branch()),
                MemberRef.known(w.author()),
                w.enteredBy(),
                w.phase(),
                SessionRef.of(w.session()),
                w.attachments(),
                w.state(),
                w.comment(),
                w.edition(),
                w.createdAt(),
                w.editedAt(),
                w.submittedAt(),
                w.decidedAt(),
                w.decidedBy(),
                w.isWrittenBy(actor),
                allowed(w, actor, reviews));
    }

    static List<Writing.State> allowed(Writing w, Actor actor, boolean reviews) {
        return w.state().next().stream()
                .filter(to -> Writing.State.BY_WRITER.contains(to) ? w.isWrittenBy(actor) : reviews && !w.isBy(actor))
                .toList();
    }
}
