package org.zhixing.study;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.organization.OrgRef;
import org.zhixing.study.hours.HalfDay;

/** A study session. */
@Schema(name = "StudySession")
public record StudySessionView(
        @NotNull UUID id,
        @NotNull CampaignRef campaign,
        @NotNull OrgRef organization,
        @NotNull StudySession.Kind kind,
        @NotNull @Schema(examples = "专题学习：牢记宗旨，服务群众") String title,

        @Schema(nullable = true, examples = "党的宗旨") @Nullable
        String topic,

        @NotNull @Schema(description = "开始时间，举行后为实际时间 Start; once held, the real one")
        Instant startsAt,

        @NotNull Instant endsAt,

        @NotNull @Schema(description = "计入的日期 The day it counts for", examples = "2026-03-03")
        LocalDate date,

        @NotNull @Schema(description = "计入的半天 The half-day it counts for")
        HalfDay half,

        @Schema(nullable = true, examples = "村部二楼会议室") @Nullable
        String place,

        @Schema(nullable = true, examples = "王秀兰") @Nullable String presenter,
        @Schema(nullable = true) @Nullable String agenda,
        @NotNull StudySession.State state,
        @Schema(nullable = true) @Nullable String cancelReason,

        @Schema(description = "参加的支部数 How many branches it covers", examples = "1")
        int branches,

        @Schema(description = "各支部都已点名 Every branch has taken its roll")
        boolean rollTaken,

        @Schema(description = "到会人数 Present or late", examples = "31")
        int attended,

        @Schema(description = "应到人数 On the roll", examples = "34")
        int expected,

        boolean hasMinutes,

        @Schema(nullable = true, description = "所属系列 The series that it was planned in") @Nullable
        UUID seriesId,

        @NotNull List<StudySession.State> allowedTransitions) {

    static StudySessionView of(StudySession s) {
        return new StudySessionView(
                s.id(),
                CampaignRef.of(s.campaign()),
                OrgRef.known(s.organization()),
                s.kind(),
                s.title(),
                s.topic(),
                s.startsAt(),
                s.endsAt(),
                s.date(),
                s.half(),
                s.place(),
                s.presenter(),
                s.agenda(),
                s.state(),
                s.cancelReason(),
                s.branches(),
                s.rollsTaken() == s.branches(),
                s.attended(),
                s.expected(),
                s.minutesVersion() > 0,
                s.seriesId(),
                List.copyOf(s.state().next()));
    }
}
