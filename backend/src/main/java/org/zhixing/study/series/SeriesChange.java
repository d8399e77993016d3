package org.zhixing.study.series;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.web.Length;
import org.zhixing.study.Span;
import org.zhixing.study.StudySession;
import org.zhixing.study.hours.Slot;

/** What changes of this session and all later planned ones of a series; what is left out stays as each session has it. */
public record SeriesChange(
        @NotNull @Schema(description = "从这一天起 From this day on", examples = "2026-03-17")
        LocalDate from,

        @Schema(nullable = true) StudySession.@Nullable Kind kind,

        @Schema(nullable = true, examples = "专题学习（第{n}次）") @Length(min = 1, max = 120) @Nullable
        String title,

        @Schema(nullable = true, examples = "镇党校一教室") @Length(max = 120) @Nullable
        String place,

        @Schema(nullable = true, examples = "王秀兰") @Length(max = 60) @Nullable
        String presenter,

        @Schema(nullable = true) @Length(max = 4_000) @Nullable
        String agenda,

        @Schema(nullable = true, description = "各星期几的新时间；没有写的不变 New times by day of the week; days not named stay")
        @Size(max = 14)
        @Nullable
        List<NewSeries.@Valid @NotNull WeeklySlot> slots) {
    /** The plan of a session with the change in it. */
    StudySession.Plan of(StudySession session, boolean aloneOnItsDay) {
        StudySession.Plan now = session.plan();
        Span span = span(session, aloneOnItsDay);
        return new StudySession.Plan(
                kind == null ? now.kind() : kind,
                title == null ? now.title() : SessionSeries.titled(title, session.seriesOrdinal(), now.topic()),
                now.topic(),
                span.start(),
                span.end(),
                place == null ? now.place() : place,
                presenter == null ? now.presenter() : presenter,
                agenda == null ? now.agenda() : agenda);
    }

    /** The slot of the session's day; where it shares the day with another of the series, the one in its half. */
    private Span span(StudySession session, boolean aloneOnItsDay) {
        List<Timetable.Weekly> ofDay = slots == null
                ? List.of()
                : slots.stream()
                        .map(NewSeries.WeeklySlot::weekly)
                        .filter(slot -> slot.day() == session.date().getDayOfWeek())
                        .toList();
        if (aloneOnItsDay && ofDay.size() == 1) {
            return ofDay.getFirst().on(session.date());
        }
        return ofDay.stream()
                .filter(slot -> Slot.at(slot.on(session.date()).from()).half() == session.half())
                .findFirst()
                .map(slot -> slot.on(session.date()))
                .orElseGet(() -> new Span(session.startsAt(), session.endsAt()));
    }
}
