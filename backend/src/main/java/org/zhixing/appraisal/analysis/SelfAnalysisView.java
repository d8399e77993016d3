package org.zhixing.appraisal.analysis;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.identity.Actor;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.OrgRef;

/** A self-analysis. Who writes it sees the text being written, others the text that was handed in last. */
@Schema(name = "SelfAnalysis")
public record SelfAnalysisView(
        @NotNull UUID id,
        @NotNull CampaignRef campaign,
        @NotNull OrgRef branch,
        @NotNull MemberRef author,
        @NotNull List<Answers.Answer> answers,

        @NotNull @Schema(description = "总的认识 What is said over all", examples = "总的看，为群众办事的主动性还不够……")
        String text,

        @NotNull SelfAnalysis.State state,

        @Schema(nullable = true, description = "审阅意见 The reader's comment", examples = "第三条请写具体") @Nullable
        String comment,

        @Schema(description = "提交次数 How often it was handed in", examples = "1")
        int submissions,

        @Schema(nullable = true, description = "代录人 Who keyed it in", examples = "李建国") @Nullable
        String enteredBy,

        @NotNull Instant editedAt,
        @Schema(nullable = true) @Nullable Instant submittedAt,
        @Schema(nullable = true) @Nullable Instant decidedAt,
        @Schema(nullable = true, examples = "王秀兰") @Nullable String decidedBy,

        @Schema(description = "调用者是否为作者或代录人 Whether the caller writes it")
        boolean writer,

        @NotNull List<SelfAnalysis.State> allowedTransitions) {

    /** One in a list, without its text. */
    @Schema(name = "SelfAnalysisLine")
    public record Line(
            @NotNull UUID id,
            @NotNull CampaignRef campaign,
            @NotNull OrgRef branch,
            @NotNull MemberRef author,
            @NotNull SelfAnalysis.State state,
            @NotNull Instant movedAt,
            @Schema(nullable = true) @Nullable Instant submittedAt) {
        static Line of(SelfAnalysis a) {
            return new Line(
                    a.id(),
                    CampaignRef.of(a.campaign()),
                    OrgRef.known(a.branch()),
                    MemberRef.known(a.author()),
                    a.state(),
                    a.movedAt(),
                    a.submittedAt());
        }
    }

    /** A text as it was handed in. */
    @Schema(name = "SelfAnalysisVersion")
    public record Version(
            @Schema(examples = "1") int version,
            @NotNull List<Answers.Answer> answers,

            @NotNull @Schema(examples = "总的看，为群众办事的主动性还不够……")
            String text,

            @NotNull @Schema(examples = "陈志强") String submittedBy,
            @NotNull Instant submittedAt) {
        static Version of(SelfAnalysisVersion v) {
            return new Version(v.edition(), v.answers().each(), v.text(), v.by(), v.at());
        }
    }

    /** @param decides whether the caller decides about what the branch's members hand in */
    static SelfAnalysisView of(SelfAnalysis a, Actor actor, boolean decides) {
        return new SelfAnalysisView(
                a.id(),
                CampaignRef.of(a.campaign()),
                OrgRef.known(a.branch()),
                MemberRef.known(a.author()),
                a.answersFor(actor).each(),
                a.textFor(actor),
                a.state(),
                a.comment(),
                a.edition(),
                a.enteredBy(),
                a.editedAt(),
                a.submittedAt(),
                a.decidedAt(),
                a.decidedBy(),
                a.isWrittenBy(actor),
                a.state().next().stream()
                        .filter(to -> SelfAnalysis.State.BY_WRITER.contains(to)
                                ? a.isWrittenBy(actor)
                                : decides && !a.isBy(actor))
                        .toList());
    }
}
