package org.zhixing.study.makeup;

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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.Member;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.Members;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.study.StudySession;
import org.zhixing.study.StudySessions;
import org.zhixing.study.attendance.Attendance;

/** Make-ups of a missed session (补课). STU-4. */
@Path("/api/v1/study-sessions/{id}/make-ups")
@Tag(name = STUDY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MakeUpResource {
    @Inject
    StudySessions sessions;

    @Inject
    MakeUps makeUps;

    @Inject
    Members members;

    /** A make-up: when, how, and for whom. It counts for the missed half-day, at most for what was missed. */
    public record NewMakeUp(
            @NotNull UUID memberId,

            @NotNull @Schema(examples = "2026-03-07T19:00:00+08:00")
            OffsetDateTime from,

            @NotNull @Schema(examples = "2026-03-07T21:30:00+08:00")
            OffsetDateTime to,

            @NotNull
            @Length(min = 1, max = 200)
            @Schema(description = "补课方式 How it was made up", examples = "送学上门，支部委员领读规定篇目")
            String how) {}

    /** Why a make-up does not count after all. */
    public record MakeUpRetraction(
            @NotNull @Length(min = 1, max = 200) @Schema(examples = "登记错人")
            String reason) {}

    /** A make-up of a missed session. */
    @Schema(name = "MakeUp")
    public record MakeUpView(
            @NotNull UUID id,
            @NotNull UUID sessionId,
            @NotNull MemberRef member,

            @NotNull @Schema(description = "当时的考勤 What the member was at the session")
            Attendance.Status missedAs,

            @NotNull Instant from,
            @NotNull Instant to,
            @NotNull @Schema(examples = "送学上门，支部委员领读规定篇目") String how,
            @NotNull @Schema(examples = "李建国") String certifiedBy,
            @NotNull Instant certifiedAt,
            @Schema(nullable = true) @Nullable Instant retractedAt,

            @Schema(nullable = true, examples = "登记错人") @Nullable
            String retractReason) {
        static MakeUpView of(MakeUp u, Map<UUID, Member> named) {
            return new MakeUpView(
                    u.id(),
                    u.sessionId(),
                    MemberRef.known(named.get(u.memberId())),
                    u.missedAs(),
                    u.from(),
                    u.to(),
                    u.how(),
                    u.certifiedBy(),
                    u.certifiedAt(),
                    u.retractedAt(),
                    u.retractReason());
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, CLIENT})
    @Operation(operationId = "listMakeUps", summary = "补课记录 Make-ups of a session, latest first")
    public Page<MakeUpView> list(UUID id, @Valid @BeanParam Paging paging) {
        sessions.get(id);
        Page<MakeUp> page = makeUps.of(id).page(paging, Order.named(paging.sort, MakeUps.LATEST));
        Map<UUID, Member> named = members.byId(
                page.items().stream().map(MakeUp::memberId).distinct().toList());
        return page.map(u -> MakeUpView.of(u, named));
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "recordMakeUp", summary = "登记补课 Record a make-up")
    @APIResponseSchema(value = MakeUpView.class, responseCode = "201", responseDescription = "已登记 Recorded")
    public RestResponse<MakeUpView> record(UUID id, @NotNull @Valid NewMakeUp body) {
        MakeUp makeUp = makeUps.record(
                sessions.get(id),
                body.memberId(),
                body.from().toInstant(),
                body.to().toInstant(),
                body.how());
        return Answer.created("study-sessions/" + id + "/make-ups", makeUp.id(), view(makeUp), makeUp);
    }

    @GET
    @Path("/{makeUpId}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, CLIENT})
    @Operation(operationId = "getMakeUp", summary = "一次补课 One make-up")
    public RestResponse<MakeUpView> get(UUID id, UUID makeUpId) {
        sessions.get(id);
        MakeUp makeUp = makeUps.of(id).where("u.id = :id", "id", makeUpId).one();
        return Answer.of(view(makeUp), makeUp);
    }

    @POST
    @Path("/{makeUpId}/retraction")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "retractMakeUp", summary = "撤销补课 Retract a make-up")
    public RestResponse<MakeUpView> retract(UUID id, UUID makeUpId, @NotNull @Valid MakeUpRetraction body) {
        StudySession session = sessions.get(id);
        MakeUp makeUp = makeUps.of(id).where("u.id = :id", "id", makeUpId).one();
        makeUps.retract(session, makeUp, body.reason());
        return Answer.of(view(makeUp), makeUp);
    }

    private MakeUpView view(MakeUp makeUp) {
        return MakeUpView.of(makeUp, members.byId(List.of(makeUp.memberId())));
    }
}
