package org.zhixing.discussion.requirement;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.organization.Member;
import org.zhixing.organization.OrgRef;

/** A requirement with its judgements, its kin and how many contributions it comes from. */
@Schema(name = "Requirement")
public record RequirementView(
        @NotNull UUID id,
        @NotNull UUID discussionId,

        @NotNull @Schema(examples = "如何体现时代要求，在发展中当先锋") String discussionTitle,

        @NotNull CampaignRef campaign,
        @NotNull OrgRef organization,

        @Schema(examples = "3", description = "第几条，合并、拆分后不再使用原号 Its number; never used again")
        int ordinal,

        @NotNull @Schema(examples = "党员每月到责任沟渠清淤一次。") String text,

        @Schema(examples = "2", description = "第几稿 Counts its wordings")
        int edition,

        @NotNull Requirement.State state,

        @Schema(nullable = true, examples = "与第 2 条重复") @Nullable
        String stateReason,

        @Schema(nullable = true, description = "只适用于哪类党员 The category it is for")
        Member.@Nullable Category forCategory,

        @Schema(nullable = true, examples = "农业") @Nullable String forTrade,

        @Schema(nullable = true, description = "由上级的哪一条细化而来 The one above that it spells out") @Nullable
        UUID derivedFromId,

        @Schema(examples = "4", description = "来自几条发言 How many contributions it comes from")
        int sourceCount,

        @NotNull @Schema(description = "四项审核中已作出的 Those of the four judgements that were made")
        List<Judgement> judgements,

        @Schema(description = "四项审核是否都已对现稿作出且符合 Whether all four hold for the wording as it stands")
        boolean ready,

        @NotNull @Schema(description = "由哪些合并、拆分而来 What it came from")
        List<Kin> parents,

        @NotNull @Schema(description = "并入、拆分成了哪些 What became of it")
        List<Kin> children,

        @NotNull @Schema(examples = "李建国") String createdBy,
        @NotNull Instant createdAt,
        @Schema(nullable = true) @Nullable Instant adoptedAt) {

    /** One judgement. */
    @Schema(name = "RequirementJudgement")
    public record Judgement(
            RequirementJudgement.@NotNull Aspect aspect,

            @Schema(examples = "true", description = "是否符合") boolean holds,

            @Schema(nullable = true, examples = "与农时相合") @Nullable
            String note,

            @Schema(nullable = true, examples = "党章第三条") @Nullable
            String citation,

            @NotNull @Schema(examples = "李建国") String judgedBy,
            @NotNull Instant judgedAt,

            @Schema(examples = "2", description = "对第几稿作出 The wording it was made on")
            int edition,

            @Schema(description = "是否针对现稿 Whether it was made on the wording as it stands")
            boolean current) {
        static Judgement of(RequirementJudgement j, Requirement r) {
            return new Judgement(
                    j.aspect(),
                    j.holds(),
                    j.note(),
                    j.citation(),
                    j.judgedBy(),
                    j.judgedAt(),
                    j.edition(),
                    j.edition() == r.edition());
        }
    }

    /** Another requirement of the discussion that it came from or went into. */
    @Schema(name = "RequirementKin")
    public record Kin(
            @NotNull UUID id,
            @Schema(examples = "2") int ordinal,
            @NotNull Requirement.State state) {
        static Kin of(Requirements.Kinship kinship) {
            return new Kin(kinship.other(), kinship.ordinal(), kinship.state());
        }
    }

    static RequirementView of(
            Requirement r,
            int sources,
            List<RequirementJudgement> judgements,
            List<Requirements.Kinship> parents,
            List<Requirements.Kinship> children) {
        return new RequirementView(
                r.id(),
                r.discussion().id(),
                r.discussion().title(),
                CampaignRef.of(r.campaign()),
                OrgRef.known(r.organization()),
                r.ordinal(),
                r.text(),
                r.edition(),
                r.state(),
                r.stateReason(),
                r.forCategory(),
                r.forTrade(),
                r.derivedFrom() == null ? null : r.derivedFrom().id(),
                sources,
                judgements.stream().map(j -> Judgement.of(j, r)).toList(),
                JudgedDrafts.missing(r, judgements).isEmpty(),
                parents.stream().map(Kin::of).toList(),
                children.stream().map(Kin::of).toList(),
                r.createdBy(),
                r.createdAt(),
                r.adoptedAt());
    }
}
