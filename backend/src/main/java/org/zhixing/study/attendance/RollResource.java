package org.zhixing.study.attendance;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.Members;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;
import org.zhixing.study.SessionBranch;
import org.zhixing.study.StudySession;
import org.zhixing.study.StudySessions;

/** The roll of a session: the whole roster in one request. STU-3. */
@Path("/api/v1/study-sessions/{id}/attendance")
@Tag(name = STUDY)
@RunOnVirtualThread
public class RollResource {
    private static final Order<AttendanceCorrection> LATEST = Order.descending(
            "-at", "c.correctedAt", Instant.class, AttendanceCorrection::at, "c.id", AttendanceCorrection::id);

    @Inject
    StudySessions sessions;

    @Inject
    Rolls rolls;

    @Inject
    CheckIns checkIns;

    @Inject
    LeaveRequests leaveRequests;

    @Inject
    Members members;

    @Inject
    Listings listings;

    @Inject
    Scope scope;

    /** Which branch's roll. */
    public static class Which {
        @QueryParam("branch")
        @Parameter(
                description = "联合学习中的支部；可及的只有一个时不必填 The branch of a joint session; needless where only one is in reach")
        public @Nullable UUID branch;
    }

    /** The roll as it stands: everyone expected, marked or not yet. */
    @Schema(name = "Roll")
    public record RollView(
            @NotNull UUID branchId,
            @NotNull List<Entry> entries,
            @Schema(nullable = true) @Nullable Instant takenAt,

            @Schema(nullable = true, examples = "李建国") @Nullable
            String takenBy) {

        /**
         * One member on the roll. Before it is marked, the status is empty, or LEAVE where leave was approved, and there
         * are no means.
         */
        @Schema(name = "RollEntry")
        public record Entry(
                @NotNull UUID memberId,
                @NotNull @Schema(examples = "陈志强") String name,

                @Schema(nullable = true) Attendance.@Nullable Status status,

                @Schema(nullable = true) @Nullable Instant arrivedAt,

                @Schema(nullable = true, examples = "外出务工") @Nullable
                String leaveReason,

                @Schema(nullable = true) Attendance.@Nullable Means means,

                @Schema(nullable = true, description = "扫码签到的时间 When the member checked in by code") @Nullable
                Instant checkedInAt,

                @Schema(description = "请假已经批准 Leave was approved")
                boolean approvedLeave,

                @Schema(description = "本半天计入的分钟数 Minutes credited for the half-day", examples = "180")
                int creditedMinutes) {}
    }

    /** The whole roster's attendance; after the first time with the reason of the correction. */
    public record RollTaking(
            @NotNull @Size(min = 1, max = 2_000) List<@Valid @NotNull Marking> entries,

            @Schema(nullable = true, description = "ROLL 点名（默认）或 SHEET 按签到表录入 ROLL if left out, or SHEET")
            Attendance.@Nullable Means means,

            @Schema(nullable = true, examples = "签到表核对后更正") @Length(max = 200) @Nullable
            String correctionReason) {
        Attendance.Means keyedIn() {
            if (means == Attendance.Means.CODE) {
                throw Refused.field("/means", "study/code-is-the-members");
            }
            return means == null ? Attendance.Means.ROLL : means;
        }
    }

    /** One member's attendance. LATE needs the time of arrival. */
    public record Marking(
            @NotNull UUID memberId,
            @NotNull Attendance.Status status,

            @Schema(nullable = true, examples = "2026-03-03T09:00:00+08:00") @Nullable
            OffsetDateTime arrivedAt,

            @Schema(nullable = true, examples = "外出务工") @Length(max = 200) @Nullable
            String leaveReason) {
        Rolls.Mark mark() {
            return new Rolls.Mark(memberId, status, arrivedAt == null ? null : arrivedAt.toInstant(), leaveReason);
        }
    }

    /** What a roll said before. */
    @Schema(name = "AttendanceCorrection")
    public record CorrectionView(
            @NotNull Instant at,
            @NotNull @Schema(examples = "李建国") String by,
            @NotNull @Schema(examples = "签到表核对后更正") String reason,
            @NotNull MemberRef member,
            @Schema(nullable = true) Attendance.@Nullable Status from,
            @NotNull Attendance.Status to) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "getRoll", summary = "考勤 The roll of a session")
    public RestResponse<RollView> get(UUID id, @BeanParam Which which) {
        StudySession session = sessions.get(id);
        SessionBranch place = sessions.place(session, which.branch);
        return Answer.of(view(session, place), place);
    }

    @PUT
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, CLIENT})
    @Writes
    @Operation(operationId = "takeRoll", summary = "登记考勤 Take or correct the roll, the whole roster at once")
    public RestResponse<RollView> take(
            UUID id, @BeanParam Which which, @NotNull @Valid RollTaking body, @BeanParam Precondition precondition) {
        StudySession session = sessions.get(id);
        SessionBranch place = sessions.placeToChange(session, which.branch);
        precondition.holds(place);
        rolls.take(
                session,
                place,
                body.entries().stream().map(Marking::mark).toList(),
                body.keyedIn(),
                body.correctionReason());
        return Answer.of(view(session, place), place);
    }

    @GET
    @Path("/corrections")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, CLIENT})
    @Operation(operationId = "listAttendanceCorrections", summary = "考勤更正记录 What the roll said before, latest first")
    public Page<CorrectionView> corrections(UUID id, @Valid @BeanParam Paging paging) {
        sessions.get(id);
        Condition within = scope.over("a.branchId");
        Page<AttendanceCorrection> page = listings.of(AttendanceCorrection.class, "AttendanceCorrection c")
                .where("c.sessionId = :session", "session", id)
                .where(new Condition(
                        "exists (select 1 from Attendance a where a.sessionId = c.sessionId and a.memberId = c.memberId and "
                                + within.hql() + ")",
                        within.parameters()))
                .page(paging, Order.named(paging.sort, LATEST));
        Map<UUID, Member> named = members.byId(page.items().stream()
                .map(AttendanceCorrection::memberId)
                .distinct()
                .toList());
        return page.map(c -> new CorrectionView(
                c.at(), c.by(), c.reason(), MemberRef.known(named.get(c.memberId())), c.was(), c.corrected()));
    }

    private RollView view(StudySession session, SessionBranch place) {
        Map<UUID, Attendance> marks = rolls.marks(place);
        Map<UUID, Integer> credited = rolls.credited(session, place);
        Map<UUID, Instant> checkedIn = checkIns.arrivals(place);
        Map<UUID, String> leaves = leaveRequests.approved(place);
        return new RollView(
                place.branchId(),
                rolls.roster(session, place, marks.keySet()).stream()
                        .map(m -> entry(
                                m,
                                marks.get(m.id()),
                                checkedIn.get(m.id()),
                                leaves.get(m.id()),
                                credited.getOrDefault(m.id(), 0)))
                        .toList(),
                place.rollTakenAt(),
                place.rollTakenBy());
    }

    private static RollView.Entry entry(
            Member m, @Nullable Attendance mark, @Nullable Instant checkedIn, @Nullable String leave, int credited) {
        if (mark == null) {
            Attendance.Status known = leave == null ? null : Attendance.Status.LEAVE;
            return new RollView.Entry(m.id(), m.name(), known, null, leave, null, checkedIn, leave != null, credited);
        }
        return new RollView.Entry(
                m.id(),
                m.name(),
                mark.status(),
                mark.arrivedAt(),
                mark.leaveReason(),
                mark.means(),
                checkedIn,
                leave != null,
                credited);
    }
}
