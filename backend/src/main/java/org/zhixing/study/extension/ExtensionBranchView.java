package org.zhixing.study.extension;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.OrgRef;
import org.zhixing.platform.time.Times;
import org.zhixing.study.hours.HalfDay;
import org.zhixing.study.hours.HoursForecast;

/** What an extension means for a branch. */
@Schema(name = "ExtensionBranch")
public record ExtensionBranchView(
        @NotNull OrgRef branch,
        @Schema(description = "已试算 Worked out") boolean computed,
        @Schema(examples = "34") int members,

        @Schema(description = "差得最多的党员还需的半天 Half-days that the member who lacks most needs", examples = "4")
        int needed,

        @Schema(description = "建议补排的半天 Half-days proposed", examples = "4")
        int proposed,

        @Schema(description = "不延长时学时不足的党员 Members short without it", examples = "20")
        int shortBefore,

        @Schema(description = "补排后仍不足的党员 Members still short with it", examples = "0")
        int shortAfter,

        @Schema(nullable = true, description = "执行时实际排入的半天 Half-days really planned", examples = "3") @Nullable
        Integer planned) {
    static ExtensionBranchView of(ExtensionBranch b) {
        return new ExtensionBranchView(
                OrgRef.known(b.branch()),
                b.isComputed(),
                b.members(),
                b.needed(),
                b.proposed(),
                b.shortBefore(),
                b.shortAfter(),
                b.planned());
    }

    /** A branch with its half-days and its members. */
    @Schema(name = "ExtensionBranchDetail")
    public record Detail(
            @NotNull ExtensionBranchView summary,
            @NotNull List<Proposal> sessions,

            @NotNull @Schema(description = "从今天到新截止日的半天：已排、农忙、建议 Half-days from today to the new end that are taken")
            List<Mark> calendar,

            @NotNull @Schema(description = "最多 2000 人 At most 2,000")
            List<MemberProspect> members) {}

    /** A half-day proposed, or planned once it was carried out. */
    @Schema(name = "ProposedHalfDay")
    public record Proposal(
            @NotNull @Schema(examples = "2026-04-14") LocalDate date,
            @NotNull HalfDay half,

            @NotNull @Schema(examples = "2026-04-14T08:30:00+08:00")
            OffsetDateTime startsAt,

            @NotNull @Schema(examples = "2026-04-14T11:30:00+08:00")
            OffsetDateTime endsAt) {
        static Proposal of(Replan.Proposed p) {
            OffsetDateTime start =
                    p.slot().date().atTime(p.start()).atZone(Times.ZONE).toOffsetDateTime();
            return new Proposal(p.slot().date(), p.slot().half(), start, start.plusMinutes(p.minutes()));
        }
    }

    /** Why a half-day of the calendar is not free. */
    @Schema(name = "CalendarMark")
    public record Mark(
            @NotNull @Schema(examples = "2026-04-14") LocalDate date,
            @NotNull HalfDay half,
            @NotNull Kind kind) {
        /** What stands in a half-day. */
        @Schema(name = "CalendarMarkKind")
        public enum Kind {
            PLANNED,
            BUSY,
            PROPOSED
        }
    }

    /** A member's hours as things are, and with the extension. */
    @Schema(name = "MemberProspect")
    public record MemberProspect(
            @NotNull MemberRef member,
            @Schema(examples = "1080") int creditedMinutes,
            @NotNull Outcome before,
            @NotNull Outcome after) {}

    /** Where a member would end. */
    @Schema(name = "ProspectOutcome")
    public record Outcome(
            @Schema(examples = "720") int plannedMinutes,
            @Schema(examples = "600") int shortByMinutes,
            HoursForecast.@NotNull Outlook outlook) {
        static Outcome of(HoursForecast forecast) {
            return new Outcome(forecast.planned(), forecast.shortBy(), forecast.outlook());
        }
    }
}
