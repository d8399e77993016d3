package org.zhixing.appraisal.finding;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Criterion;
import org.zhixing.appraisal.Nature;
import org.zhixing.appraisal.Origin;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.OrgRef;

/** A finding with all it comes from and what the caller may do now. */
@Schema(name = "Finding")
public record FindingView(
        @NotNull UUID id,
        @NotNull CampaignRef campaign,
        @NotNull OrgRef organization,

        @Schema(nullable = true, description = "问题所指的党员；单位问题为 null The person it is about; null for the organisation's")
        @Nullable
        MemberRef member,

        @NotNull @Schema(examples = "值班时间随意更改，群众来办事常扑空") String text,

        @Schema(nullable = true, description = "对照的标准 What it was measured against") @Nullable
        FindingCriterion criterion,

        @NotNull CheckDimension dimension,
        @NotNull Nature nature,
        @NotNull Finding.State state,

        @Schema(nullable = true, examples = "与第 3 条重复") @Nullable
        String stateReason,

        @Schema(nullable = true) @Nullable UUID mergedInto,
        @NotNull List<FindingOriginView> origins,

        @NotNull @Schema(description = "并入的问题 What was merged into it")
        List<FindingRef> merged,

        @Schema(nullable = true, description = "个人整改承诺 What the person promises", examples = "每周一、四全天坐班，外出先公告")
        @Nullable
        String promise,

        @Schema(nullable = true) @Nullable Instant promisedAt,
        @NotNull @Schema(examples = "王秀兰") String recordedBy,
        @NotNull Instant createdAt,

        @NotNull @Schema(description = "您现在可以进行的操作 What the caller may do now")
        List<Finding.State> allowedTransitions,

        @Schema(description = "是否可以修改、合并 Whether the caller may change and merge it now")
        boolean changeable,

        @Schema(description = "是否可以列入整改台账 Whether the caller may hand it over to the ledger now")
        boolean forLedger,

        @Schema(description = "是否由您作出整改承诺 Whether the caller is to promise something")
        boolean promisable) {

    /** The criterion a finding was measured against. */
    public record FindingCriterion(
            @NotNull UUID id,
            @NotNull @Schema(examples = "按时坐班，群众来有人接、事有人办") String text,
            @NotNull OrgRef organization) {
        static FindingCriterion of(Criterion c) {
            return new FindingCriterion(c.id(), c.text(), OrgRef.known(c.organization()));
        }
    }

    /** One of the things that brought it to light. */
    @Schema(name = "FindingOrigin")
    public record FindingOriginView(
            @NotNull Origin kind,
            @Schema(nullable = true) @Nullable UUID reference,

            @Schema(nullable = true, examples = "意见箱第 12 号") @Nullable
            String note,

            @NotNull @Schema(description = "最初随哪个问题登记 The finding it was recorded with")
            UUID recordedWith) {
        static FindingOriginView of(FindingOrigin o) {
            OriginLine line = o.line();
            return new FindingOriginView(line.kind(), line.reference(), line.note(), line.recordedWith());
        }
    }

    /** A finding named in passing. */
    @Schema(name = "FindingRef")
    public record FindingRef(
            @NotNull UUID id,
            @NotNull @Schema(examples = "值班时间随意更改，群众来办事常扑空") String text) {
        public static FindingRef of(Finding f) {
            return new FindingRef(f.id(), f.text());
        }
    }

    static FindingView of(Finding f, Findings.Standing standing, List<FindingOrigin> origins, List<Finding> merged) {
        boolean works = standing.works(f);
        boolean open = f.state() == Finding.State.OPEN;
        return new FindingView(
                f.id(),
                CampaignRef.of(f.campaign()),
                OrgRef.known(f.organization()),
                MemberRef.of(f.subject()),
                f.text(),
                f.criterion() == null ? null : FindingCriterion.of(f.criterion()),
                f.dimension(),
                f.nature(),
                f.state(),
                f.stateReason(),
                f.mergedIntoId(),
                origins.stream().map(FindingOriginView::of).toList(),
                merged.stream().map(FindingRef::of).toList(),
                f.promise(),
                f.promisedAt(),
                f.recordedBy(),
                f.createdAt(),
                works ? f.allowed() : List.of(),
                works && open,
                works && open && !f.isPersonal(),
                standing.mine(f) && open);
    }
}
