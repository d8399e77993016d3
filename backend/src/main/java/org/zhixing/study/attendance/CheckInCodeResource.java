package org.zhixing.study.attendance;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.zhixing.platform.web.PublicAddress;
import org.zhixing.study.StudySession;
import org.zhixing.study.StudySessions;

/** The code that a session shows in the room, another one each window of time. STU-3. */
@Path("/api/v1/study-sessions/{id}/check-in-codes")
@Tag(name = STUDY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CheckInCodeResource {
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

    @GET
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

    private ShownCode shown(CheckInCodes.Code code, UriInfo asked) {
        return ShownCode.of(code, addresses.of("/c/" + code.text(), asked));
    }
}
