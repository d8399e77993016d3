package org.zhixing.study.minutes;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.Member;
import org.zhixing.organization.MemberRef;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;
import org.zhixing.study.StudySession;
import org.zhixing.study.StudySessions;

/** The minutes of a session: every version kept, the newest confirmed by two who were there. STU-6. */
@Path("/api/v1/study-sessions/{id}/minutes")
@Tag(name = STUDY)
@RunOnVirtualThread
public class MinutesResource {
    @Inject
    StudySessions sessions;

    @Inject
    AllMinutes minutes;

    /** A text in Markdown. */
    public record MinutesText(
            @NotNull @Length(min = 1, max = 50_000) @Schema(examples = "一、会议议程……")
            String text) {}

    /** The version that is confirmed: nobody confirms what they have not read. */
    public record NewMinutesConfirmation(
            @Min(1) @Schema(examples = "2") int version) {}

    /** Minutes as they stand; version 0 and an empty text before they are written. */
    @Schema(name = "Minutes")
    public record MinutesView(
            @NotNull @Schema(examples = "一、会议议程……") String text,
            @Schema(examples = "2") int version,

            @Schema(nullable = true, examples = "李建国") @Nullable
            String writtenBy,

            @Schema(nullable = true) @Nullable Instant writtenAt,

            @NotNull @Schema(description = "可及支部出席人的确认 Confirmations of those in reach")
            List<ConfirmationView> confirmations,

            @Schema(description = "还需几名出席人确认 How many of those there have still to confirm", examples = "1")
            int confirmationsMissing,

            @Schema(description = "已有两名出席人确认 Two of those there have confirmed this version")
            boolean confirmed,

            @Schema(description = "当前用户可以确认 The caller may confirm it")
            boolean mayConfirm,

            @NotNull @Schema(description = "来自考勤的到会名单 Who was there, from the roll")
            List<MemberRef> present,

            @NotNull @Schema(description = "缺席和请假的 Who was not")
            List<MemberRef> missing) {}

    /** Who confirmed a version, and when. */
    @Schema(name = "MinutesConfirmation")
    public record ConfirmationView(
            @NotNull MemberRef member, @NotNull Instant at) {}

    /** One version. */
    @Schema(name = "MinutesVersion")
    public record VersionView(
            @NotNull @Schema(examples = "一、会议议程……") String text,
            @Schema(examples = "2") int version,
            @NotNull @Schema(examples = "李建国") String writtenBy,
            @NotNull Instant writtenAt) {
        static VersionView of(Minutes m) {
            return new VersionView(m.text(), m.edition(), m.by(), m.at());
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(
            operationId = "getMinutes",
            summary = "会议记录 The minutes as they stand, with who was there and who confirms")
    public RestResponse<MinutesView> get(UUID id) {
        StudySession session = sessions.get(id);
        return Answer.of(view(session), session::minutesVersion);
    }

    @PUT
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "writeMinutes", summary = "填写会议记录 Write a new version of the minutes")
    public RestResponse<MinutesView> write(
            UUID id, @NotNull @Valid MinutesText body, @BeanParam Precondition precondition) {
        StudySession session = sessions.toChange(id);
        precondition.holds(session::minutesVersion);
        Minutes next = minutes.write(session, body.text());
        return Answer.of(view(session), next);
    }

    @GET
    @Path("/versions")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listMinutesVersions", summary = "会议记录各版本 All versions, latest first")
    public Page<VersionView> list(UUID id, @Valid @BeanParam Paging paging) {
        sessions.get(id);
        return minutes.versions(id)
                .page(paging, Order.named(paging.sort, AllMinutes.LATEST))
                .map(VersionView::of);
    }

    @POST
    @Path("/confirmations")
    @RolesAllowed({SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(operationId = "confirmMinutes", summary = "确认会议记录 Confirm, as one who was there, what the minutes say")
    public RestResponse<MinutesView> confirm(UUID id, @NotNull @Valid NewMinutesConfirmation body) {
        StudySession session = sessions.get(id);
        minutes.confirm(session, minutes.version(id, body.version()));
        return Answer.of(view(session), session::minutesVersion);
    }

    private MinutesView view(StudySession session) {
        List<AllMinutes.OnRoll> roll = minutes.roll(session.id());
        List<MemberRef> present = refs(roll, true);
        List<MemberRef> missing = refs(roll, false);
        Minutes newest = minutes.newest(session.id()).orElse(null);
        if (newest == null) {
            return new MinutesView("", 0, null, null, List.of(), AllMinutes.NEEDED, false, false, present, missing);
        }
        List<MinutesConfirmation> confirmed = minutes.confirmations(session.id(), newest.edition());
        List<MinutesConfirmation> near = minutes.inReach(session.id(), confirmed);
        Map<UUID, Member> named =
                minutes.named(near.stream().map(MinutesConfirmation::memberId).toList());
        return new MinutesView(
                newest.text(),
                newest.edition(),
                newest.by(),
                newest.at(),
                near.stream()
                        .map(c -> new ConfirmationView(MemberRef.known(named.get(c.memberId())), c.at()))
                        .toList(),
                Math.max(0, AllMinutes.NEEDED - confirmed.size()),
                confirmed.size() >= AllMinutes.NEEDED,
                minutes.whyNot(session, newest) == null,
                present,
                missing);
    }

    private static List<MemberRef> refs(List<AllMinutes.OnRoll> roll, boolean there) {
        return roll.stream()
                .filter(r -> r.status().there() == there)
                .map(AllMinutes.OnRoll::member)
                .toList();
    }
}
