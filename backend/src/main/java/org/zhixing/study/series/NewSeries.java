package org.zhixing.study.series;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.web.Length;
import org.zhixing.study.Span;
import org.zhixing.study.StudySession;

/** Sessions to be planned week after week. They end with {@code until} or after {@code count} sessions: one of both. */
public record NewSeries(
        @NotNull UUID campaignId,

        @NotNull @Schema(description = "支部，或举办联合学习的上级组织 A branch, or a higher organisation that holds it for several")
        UUID organizationId,

        @Schema(nullable = true, description = "联合学习参加的支部 The branches of joint sessions")
        @Size(min = 1, max = 200)
        @Nullable
        List<@NotNull UUID> branchIds,

        @Schema(nullable = true, description = "不填为学习 Left out: STUDY")
        StudySession.@Nullable Kind kind,

        @NotNull
        @Length(min = 1, max = 120)
        @Schema(
                description = "标题，{n} 代表第几次，{topic} 代表专题 The title: {n} is the ordinal, {topic} the topic",
                examples = "专题学习（第{n}次）")
        String title,

        @Schema(
                nullable = true,
                description = "依次用于各次学习 One for each session, in turn",
                examples = "[\"党的宗旨\", \"优良作风\"]")
        @Size(max = 60)
        @Nullable
        List<@NotNull @Length(min = 1, max = 120) String> topics,

        @NotNull @Size(min = 1, max = 14) List<@Valid @NotNull WeeklySlot> slots,
        @NotNull @Schema(examples = "2026-03-03") LocalDate from,

        @Schema(nullable = true, examples = "2026-04-12") @Nullable
        LocalDate until,

        @Schema(nullable = true, examples = "6") @Min(1) @Max(60) @Nullable
        Integer count,

        @Schema(
                nullable = true,
                description =
                        "避开日历上农忙等不便学习的半天，顺延补足次数；不填为不避开 Pass over half-days that the busy calendar keeps free, and go on until the number is reached; left out: no")
        @Nullable
        Boolean skipBusy,

        @Schema(nullable = true, examples = "村部二楼会议室") @Length(max = 120) @Nullable
        String place,

        @Schema(nullable = true, examples = "王秀兰") @Length(max = 60) @Nullable
        String presenter,

        @Schema(nullable = true) @Length(max = 4_000) @Nullable
        String agenda) {
    /** A half-day of the week, in the time of China. */
    public record WeeklySlot(
            @NotNull DayOfWeek dayOfWeek,

            @NotNull
            @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING, examples = "08:30")
            LocalTime from,

            @NotNull
            @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING, examples = "11:30")
            LocalTime to) {
        Timetable.Weekly weekly() {
            return new Timetable.Weekly(dayOfWeek, from, to);
        }
    }

    Timetable timetable() {
        return new Timetable(slots.stream().map(WeeklySlot::weekly).toList(), from, until, count);
    }

    boolean passesOverBusyDays() {
        return Boolean.TRUE.equals(skipBusy);
    }

    /** What each of the sessions is planned as. */
    List<StudySession.Plan> plans(List<Span> spans) {
        List<StudySession.Plan> plans = new ArrayList<>();
        for (Span span : spans) {
            int n = plans.size();
            String topic = topics != null && n < topics.size() ? topics.get(n) : null;
            plans.add(new StudySession.Plan(
                    kind == null ? StudySession.Kind.STUDY : kind,
                    SessionSeries.titled(title, n + 1, topic),
                    topic,
                    span.start(),
                    span.end(),
                    place,
                    presenter,
                    agenda));
        }
        return plans;
    }
}
