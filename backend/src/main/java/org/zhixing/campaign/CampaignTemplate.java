package org.zhixing.campaign;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.web.Length;

/** A campaign as data: phases, quotas, questions, checks and what must be done. CAM-1. */
public record CampaignTemplate(
        @NotNull
        @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*")
        @Length(max = 60)
        @Schema(examples = "advanced-nature-education")
        String code,

        @NotNull @Length(min = 1, max = 120) @Schema(examples = "保持共产党员先进性教育活动")
        String name,

        @Min(1) @Max(10_000) @Schema(examples = "1") int version,

        @Schema(nullable = true, examples = "区委动员大会讲话") @Length(max = 2_000) @Nullable
        String source,

        @NotNull @Valid Quota quota,
        @NotNull @Size(min = 1, max = 3) List<@Valid @NotNull Phase> phases,
        @NotNull @Size(min = 1, max = 3) List<@Valid @NotNull TemplateBatch> batches,
        @NotNull @Size(min = 1, max = 12) List<@Valid @NotNull Topic> topics,
        @NotNull @Size(min = 1, max = 5) List<@Valid @NotNull Dimension> checkDimensions,
        @NotNull @Size(max = 12) List<@Valid @NotNull Named> fiveHaves,
        @NotNull @Size(max = 12) List<@Valid @NotNull Named> fourInPlace,
        @NotNull @Size(max = 12) List<@Valid @NotNull Named> integrations,
        @NotNull @Size(max = 12) List<@Valid @NotNull Named> fields,
        @NotNull @Size(max = 60) List<@Valid @NotNull RequiredAction> requiredActions,

        @Schema(nullable = true) @Valid @Nullable InPlaceRule inPlaceRule,

        @Schema(nullable = true) @Valid @Nullable ConsensusRule consensus) {

    /** From when the four are in place; a template that says nothing asks for 80 %. */
    @Schema(name = "InPlaceRule")
    public record InPlaceRule(
            @Min(1)
            @Max(100)
            @Schema(description = "动员会到会率的下限（%） Attendance a mobilisation needs, in %", examples = "80")
            int mobilisationAttendance) {
        static final InPlaceRule USUAL = new InPlaceRule(80);
    }

    /** The attendance, in percent of the roll, from which a mobilisation meeting counts. STU-8. */
    public int mobilisationNeeds() {
        return (inPlaceRule == null ? InPlaceRule.USUAL : inPlaceRule).mobilisationAttendance();
    }

    /** When the votes on a requirement make consensus; a template that says nothing asks for 80 % and two thirds. DIS-5. */
    @Schema(name = "ConsensusRule")
    public record ConsensusRule(
            @Min(50)
            @Max(100)
            @Schema(description = "至少几成党员表决（%） How much of the roster has to vote, in %", examples = "80")
            int quorumPercent,

            @Min(1)
            @Max(3)
            @Schema(description = "表决的人中至少三分之几同意 How many thirds of the votes have to agree", examples = "2")
            int agreeThirds) {
        public static final ConsensusRule USUAL = new ConsensusRule(80, 2);
    }

    public ConsensusRule consensusNeeds() {
        return consensus == null ? ConsensusRule.USUAL : consensus;
    }

    /** Study to be reached: minutes per member in the study phase, half-days per week and branch, and the cap of one half-day. */
    @Schema(name = "Quota")
    public record Quota(
            @Min(0) @Max(60_000) @Schema(description = "每名党员应学分钟数 Minutes per member", examples = "2400")
            int minutes,

            @Min(0) @Max(14) @Schema(examples = "2") int halfDaysPerWeek,

            @Min(30) @Max(480) @Schema(description = "每半天最多计入的分钟数 Cap per half-day", examples = "240")
            int halfDayCapMinutes) {}

    /** A phase with the weeks it usually takes. */
    @Schema(name = "TemplatePhase")
    public record Phase(
            @NotNull PhaseKind kind,

            @NotNull @Length(min = 1, max = 60) @Schema(examples = "学习动员阶段")
            String name,

            @Min(1) @Max(104) @Schema(examples = "6") int weeks,

            @Schema(nullable = true) @Length(max = 500) @Nullable
            String purpose) {}

    /** One of the batches in which organisations take part. */
    @Schema(name = "TemplateBatch")
    public record TemplateBatch(
            @Min(1) @Max(3) @Schema(examples = "1") int ordinal,

            @NotNull @Length(min = 1, max = 60) @Schema(examples = "第一批")
            String name) {}

    /** A question that every branch discusses. */
    @Schema(name = "Topic")
    public record Topic(
            @NotNull @Pattern(regexp = "[A-Z0-9_]{1,20}") @Schema(examples = "Q1")
            String code,

            @NotNull @Length(min = 1, max = 120) @Schema(examples = "如何体现时代要求，在发展中当先锋")
            String title,

            @Schema(nullable = true) @Length(max = 1_000) @Nullable
            String hint) {}

    /** One of the five checks, in the template's words. */
    @Schema(name = "TemplateDimension")
    public record Dimension(
            @NotNull CheckDimension code,

            @NotNull @Length(min = 1, max = 60) @Schema(examples = "查模范作用")
            String name,

            @Schema(nullable = true) @Length(max = 500) @Nullable
            String question) {}

    /** A named entry of a list. */
    @Schema(name = "NamedEntry")
    public record Named(
            @NotNull @Pattern(regexp = "[A-Z0-9_]{1,30}") @Schema(examples = "ATTENDANCE")
            String code,

            @NotNull @Length(min = 1, max = 120) @Schema(examples = "有考勤")
            String name,

            @Schema(nullable = true) @Length(max = 500) @Nullable
            String description) {}

    /** What an action is asked of. */
    @Schema(name = "ActionSubject")
    public enum Subject {
        BRANCH,
        MEMBER
    }

    /** What must have been done in a phase, proved by a metric. */
    @Schema(name = "RequiredAction")
    public record RequiredAction(
            @NotNull @Pattern(regexp = "[A-Z0-9_]{1,40}") @Schema(examples = "STUDY_HOURS")
            String code,

            @NotNull PhaseKind phase,
            @NotNull Subject subject,

            @NotNull @Length(min = 1, max = 200) @Schema(examples = "集中学习不少于 40 小时")
            String name,

            @NotNull @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*") @Length(max = 40) @Schema(examples = "study-minutes")
            String metric,

            @Schema(nullable = true, examples = "2400") @Nullable
            Integer target,

            @Schema(nullable = true, examples = "分钟") @Length(max = 20) @Nullable
            String unit) {}
}
