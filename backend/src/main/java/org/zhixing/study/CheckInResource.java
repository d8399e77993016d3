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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.organization.OrgRef;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Paced;

/** Checking in to a session by the code that it shows (扫码签到). STU-3. */
@Path("/api/v1")
@Tag(name = STUDY)
@RunOnVirtualThread
public class CheckInResource {
    @Inject
    StudySessions sessions;

    @Inject
    CheckIns checkIns;

    @Inject
    CheckInCodes codes;

    @Inject
    PublicAddress addresses;

    @Inject
    Clock clock;

    /** A code with the address that opens the page for it. */
    @Schema(name = "ShownCode")
    public record ShownCode(
            @NotNull @Schema(examples = "AZzA3nqAcACAAAAAAACgAQcb6cYVn3a2XkQ1d0Rj8nU")
            String code,

            @NotNull
            @Schema(
                    description = "二维码的内容 What the QR code holds",
                    examples = "https://zhixing.example/c/AZzA3nqAcACAAAAAAACgAQcb6cYVn3a2XkQ1d0Rj8nU")
            String url,

            @NotNull Instant validFrom,

            @NotNull @Schema(description = "到这时换下一个 The next one follows then")
            Instant validUntil) {
        static ShownCode of(CheckInCodes.Code code, String url) {
            return new ShownCode(code.text(), url, code.from(), code.until());
        }
    }

    /** The code that a session shows now and the one that follows. */
    @Schema(name = "CheckInCode")
    public record CheckInCodeView(
            @NotNull String code,
            @NotNull String url,
            @NotNull Instant validFrom,
            @NotNull Instant validUntil,
            @NotNull ShownCode next,

            @NotNull @Schema(description = "服务器时间 The service's time")
            Instant now,

            @Schema(description = "已签到人数 Checked in so far", examples = "12")
            int checkedIn) {
        static CheckInCodeView of(ShownCode shown, ShownCode next, Instant now, int checkedIn) {
            return new CheckInCodeView(
                    shown.code(), shown.url(), shown.validFrom(), shown.validUntil(), next, now, checkedIn);
        }
    }

    /** The code that the member saw. */
    public record NewCheckIn(
            @NotNull
            @Length(min = 1, max = 100)
            @Schema(examples = "AZzA3nqAcACAAAAAAACgAQcb6cYVn3a2XkQ1d0Rj8nU")
            String code) {}

    /** A member's check-in. */
    @Schema(name = "CheckIn")
    public record CheckInView(
            @NotNull SessionRef session,
            @NotNull OrgRef branch,
            @NotNull Instant arrivedAt,

            @NotNull @Schema(description = "PRESENT 出席或 LATE 迟到", examples = "PRESENT")
            Attendance.Status status) {
        static CheckInView of(CheckIns.Done done) {
            return new CheckInView(
                    SessionRef.of(done.session()),
                    OrgRef.known(done.place().branch()),
                    done.checkIn().arrivedAt(),
                    done.checkIn().status());
        }
    }

    @GET
    @Path("/study-sessions/{id}/check-in-codes")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Operation(
            operationId = "getCheckInCode",
            summary = "当前签到码 The code that the session shows now, from an hour before it to its end")
    public CheckInCodeView code(UUID id, @BeanParam RollResource.Which which, @Context UriInfo asked) {
        StudySession session = sessions.get(id);
        CheckInCodes.Code shown = checkIns.shown(session);
        return CheckInCodeView.of(
                shown(shown, asked),
                shown(codes.following(shown), asked),
                clock.instant(),
                checkIns.count(session, which.branch));
    }

    @POST
    @Path("/check-ins")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Paced(name = "check-in", perMinute = 30)
    @Writes
    @Operation(operationId = "checkIn", summary = "扫码签到 Check in with the code that is shown, for oneself, once a session")
    @APIResponseSchema(value = CheckInView.class, responseCode = "201", responseDescription = "已签到 Checked in")
    public RestResponse<CheckInView> checkIn(@NotNull @Valid NewCheckIn body) {
        CheckIns.Done done = checkIns.checkIn(body.code());
        return RestResponse.ResponseBuilder.<CheckInView>created(
                        URI.create("/api/v1/study-sessions/" + done.session().id() + "/attendance"))
                .entity(CheckInView.of(done))
                .build();
    }

    private ShownCode shown(CheckInCodes.Code code, UriInfo asked) {
        return ShownCode.of(code, addresses.of("/c/" + code.text(), asked));
    }
}
