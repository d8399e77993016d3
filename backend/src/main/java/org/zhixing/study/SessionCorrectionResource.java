package org.zhixing.study;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** When a held session really was: put right with a reason, what stood is kept. STU-1. */
@Path("/api/v1/study-sessions/{id}/corrections")
@Tag(name = STUDY)
@RunOnVirtualThread
public class SessionCorrectionResource {
    private static final Order<SessionCorrection> LATEST = Order.descending(
            "-at", "c.correctedAt", Instant.class, SessionCorrection::at, "c.id", SessionCorrection::id);

    @Inject
    StudySessions sessions;

    /** The times as they really were. */
    public record NewSessionCorrection(
            @NotNull @Schema(examples = "2026-03-03T08:40:00+08:00")
            OffsetDateTime heldFrom,

            @NotNull @Schema(examples = "2026-03-03T11:10:00+08:00")
            OffsetDateTime heldTo,

            @NotNull @Length(min = 1, max = 200) @Schema(examples = "实际提前二十分钟结束")
            String reason) {}

    /** What stood and what took its place. */
    @Schema(name = "SessionCorrection")
    public record SessionCorrectionView(
            @NotNull Instant at,
            @NotNull @Schema(examples = "李建国") String by,
            @NotNull @Schema(examples = "实际提前二十分钟结束") String reason,
            @NotNull Instant wasFrom,
            @NotNull Instant wasTo,
            @NotNull Instant heldFrom,
            @NotNull Instant heldTo) {
        static SessionCorrectionView of(SessionCorrection c) {
            return new SessionCorrectionView(c.at(), c.by(), c.reason(), c.wasFrom(), c.wasTo(), c.from(), c.to());
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, CLIENT})
    @Operation(operationId = "listSessionCorrections", summary = "学习时间更正记录 Corrections of the times, latest first")
    public Page<SessionCorrectionView> list(UUID id, @Valid @BeanParam Paging paging) {
        sessions.get(id);
        return sessions.corrections(id)
                .page(paging, Order.named(paging.sort, LATEST))
                .map(SessionCorrectionView::of);
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "correctStudySession", summary = "更正起止时间 Correct when a held session really was")
    public RestResponse<StudySessionView> correct(UUID id, @NotNull @Valid NewSessionCorrection body) {
        StudySession session = sessions.toChange(id);
        sessions.correct(session, body.heldFrom().toInstant(), body.heldTo().toInstant(), body.reason());
        return Answer.of(StudySessionView.of(session), session);
    }
}
