package org.zhixing.study.series;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.organization.OrgRef;
import org.zhixing.study.Conflict;
import org.zhixing.study.Span;
import org.zhixing.study.StudySession;
import org.zhixing.study.busy.BusyCalendar;
import org.zhixing.study.hours.Slot;

/** A series and its sessions, each with what is in its way. */
@Schema(name = "SessionSeries")
public record SeriesView(
        @NotNull UUID id,
        @NotNull CampaignRef campaign,
        @NotNull OrgRef organization,

        @NotNull @Schema(description = "标题模板 The titles' pattern", examples = "专题学习（第{n}次）")
        String title,

        @NotNull @Schema(examples = "李建国") String madeBy,
        @NotNull Instant madeAt,

        @NotNull @Schema(description = "至多 60 次，按时间排列 At most sixty, by time")
        List<SeriesSession> sessions,

        @NotNull
        @Schema(
                description =
                        "安排时避开的半天，至多 200 个；此后查看时为空 What was passed over in planning, at most two hundred; empty ever after")
        List<PassedOver> passedOver) {
    private static final int MOST_PASSED_OVER = 200;

    /** A time at which there is no session, for there is no time to study. */
    @Schema(name = "PassedOver")
    public record PassedOver(
            @NotNull Instant startsAt,
            @NotNull Instant endsAt,

            @NotNull @Schema(description = "不便学习的原因 Why there is no time")
            List<BusyCalendar.Reason> busy) {}

    /** A session of a series. */
    @Schema(name = "SeriesSession")
    public record SeriesSession(
            @NotNull UUID id,

            @Schema(description = "第几次 The how manieth", examples = "3")
            int ordinal,

            @NotNull @Schema(examples = "专题学习（第3次）") String title,

            @Schema(nullable = true, examples = "党的宗旨") @Nullable
            String topic,

            @NotNull Instant startsAt,
            @NotNull Instant endsAt,
            @Schema(nullable = true) @Nullable String place,
            @Schema(nullable = true) @Nullable String presenter,
            @NotNull StudySession.State state,

            @NotNull @Schema(description = "同一时间的其他学习 What else is at the same time")
            List<Conflict> conflicts,

            @NotNull @Schema(description = "日历上这半天不便学习的原因 Why the busy calendar keeps the half-day free")
            List<BusyCalendar.Reason> busy) {
        static SeriesSession of(StudySession s, List<Conflict> conflicts, BusyCalendar calendar) {
            return new SeriesSession(
                    s.id(),
                    s.seriesOrdinal(),
                    s.title(),
                    s.topic(),
                    s.startsAt(),
                    s.endsAt(),
                    s.place(),
                    s.presenter(),
                    s.state(),
                    conflicts,
                    calendar.at(new Slot(s.date(), s.half())));
        }
    }

    static SeriesView of(
            SessionSeries series,
            List<StudySession> sessions,
            List<List<Conflict>> conflicts,
            BusyCalendar calendar,
            List<Span> passedOver) {
        List<SeriesSession> each = new ArrayList<>();
        for (int i = 0; i < sessions.size(); i++) {
            each.add(SeriesSession.of(sessions.get(i), conflicts.get(i), calendar));
        }
        StudySession first = sessions.getFirst();
        return new SeriesView(
                series.id(),
                CampaignRef.of(first.campaign()),
                OrgRef.known(first.organization()),
                series.title(),
                series.madeBy(),
                series.madeAt(),
                each,
                passedOver.stream()
                        .limit(MOST_PASSED_OVER)
                        .map(span -> new PassedOver(span.from(), span.to(), calendar.at(Slot.at(span.from()))))
                        .toList());
    }
}
