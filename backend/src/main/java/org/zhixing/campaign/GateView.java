package org.zhixing.campaign;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.OrgRef;

/** What a branch must have done before it leaves a phase. */
@Schema(name = "Gate")
public record GateView(
        @NotNull OrgRef branch,
        @NotNull PhaseKind phase,

        @Schema(description = "可以转入下一阶段 Nothing keeps it closed")
        boolean open,

        @Schema(examples = "2") long met,
        @Schema(examples = "1") long unmet,

        @Schema(description = "尚不能统计的 Not measurable yet", examples = "1")
        long unknown,

        @NotNull Instant computedAt,
        @NotNull List<ActionCheck> actions) {

    /** A required action with what was found. */
    @Schema(name = "ActionCheck")
    public record ActionCheck(
            @NotNull @Schema(examples = "STUDY_HOURS") String code,
            @NotNull @Schema(examples = "集中学习不少于 40 小时") String name,
            @NotNull CampaignTemplate.Subject subject,
            @NotNull Gate.State state,

            @Schema(
                    nullable = true,
                    description = "对党员的动作为达到的人数，对支部的动作为数值 Members who meet it, or the branch's figure",
                    examples = "31")
            @Nullable
            Long value,

            @Schema(nullable = true, description = "应达到的数 What the value has to reach", examples = "34") @Nullable
            Long needed,

            @Schema(nullable = true, description = "每名党员或支部应达到的数 Asked of each", examples = "2400") @Nullable
            Integer target,

            @Schema(nullable = true, examples = "分钟") @Nullable
            String unit,

            @NotNull @Schema(description = "还没有达到的党员，至多 50 人 Members who do not meet it, at most 50")
            List<MemberRef> missing,

            @Schema(nullable = true, description = "在哪里查看依据 Where the records are found") @Nullable
            RecordsLink records) {
        static ActionCheck of(Gate.Check c, List<MemberRef> missing, UUID campaign, UUID branch) {
            return new ActionCheck(
                    c.action().code(),
                    c.action().name(),
                    c.action().subject(),
                    c.state(),
                    c.measured() == null ? null : c.measured().value(),
                    c.measured() == null ? null : c.measured().needed(),
                    c.action().target(),
                    c.action().unit(),
                    missing,
                    c.records() == null ? null : new RecordsLink(c.records(), campaign, branch));
        }
    }

    /** The records that explain a figure: their kind, and the branch and campaign to filter by. */
    @Schema(name = "RecordsLink")
    public record RecordsLink(
            ActionMetric.@NotNull Records kind,
            @NotNull UUID campaignId,
            @NotNull UUID branchId) {}

    /** A gate that somebody above opened, with what was unmet then. */
    @Schema(name = "PhaseOverride")
    public record OverrideView(
            @NotNull UUID id,
            @NotNull PhaseKind from,
            @NotNull PhaseKind to,
            @NotNull @Schema(examples = "春耕农忙，两名党员住院，已安排补学") String reason,
            @NotNull @Schema(examples = "工委办公室") String by,
            @NotNull Instant at,
            @NotNull List<UnmetAction> unmet) {
        static OverrideView of(PhaseOverride v) {
            return new OverrideView(
                    v.id(),
                    v.from(),
                    v.to(),
                    v.reason(),
                    v.by(),
                    v.at(),
                    v.unmet().stream()
                            .map(u -> new UnmetAction(u.code(), u.name(), u.state(), u.value(), u.needed()))
                            .toList());
        }
    }

    /** An action as it stood when the gate was opened. */
    @Schema(name = "UnmetAction")
    public record UnmetAction(
            @NotNull @Schema(examples = "STUDY_HOURS") String code,
            @NotNull @Schema(examples = "集中学习不少于 40 小时") String name,
            @NotNull Gate.State state,

            @Schema(nullable = true, examples = "31") @Nullable
            Long value,

            @Schema(nullable = true, examples = "34") @Nullable
            Long needed) {}
}
