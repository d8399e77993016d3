package org.zhixing.study.attendance;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.organization.OrgRef;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Paced;
import org.zhixing.study.SessionRef;

/** Checking in to a session by the code that it shows (扫码签到). STU-3. */
@Path("/api/v1/check-ins")
@Tag(name = STUDY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CheckInResource {
    @Inject
    CheckIns checkIns;

    /** The code that the member saw. */
    public record NewCheckIn(
            @NotNull @Length(min = 1, max = 100) @Schema(examples = "AZzA3nqAcACAAAAAAACgAQcb6cYVn3a2XkQ1d0Rj8nU")
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

    @POST
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Paced(name = "check-in", perMinute = 30)
    @Writes
    @Operation(
            operationId = "checkIn",
            summary = "扫码签到 Check in with the code that is shown, for oneself, once a session")
    @APIResponseSchema(value = CheckInView.class, responseCode = "201", responseDescription = "已签到 Checked in")
    public RestResponse<CheckInView> checkIn(@NotNull @Valid NewCheckIn body) {
        CheckIns.Done done = checkIns.checkIn(body.code());
        return RestResponse.ResponseBuilder.<CheckInView>created(
                        URI.create("/api/v1/study-sessions/" + done.session().id() + "/attendance"))
                .entity(CheckInView.of(done))
                .build();
    }
}
