package org.zhixing.study.sheet;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.PublicAddress;
import org.zhixing.study.SessionBranch;
import org.zhixing.study.StudySession;
import org.zhixing.study.StudySessions;
import org.zhixing.study.attendance.RollResource;

/** Sheets of a session to be printed, signed and keyed in (签到表). STU-3. */
@Path("/api/v1/study-sessions/{id}/sheets")
@Tag(name = STUDY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AttendanceSheetResource {
    @Inject
    StudySessions sessions;

    @Inject
    AttendanceSheets sheets;

    @Inject
    PublicAddress addresses;

    /** A printed sheet in a list. */
    @Schema(name = "AttendanceSheetRef")
    public record SheetRef(
            @NotNull @Schema(examples = "4QX7M0KD") String code,
            @NotNull UUID branchId,
            @NotNull Instant printedAt,
            @NotNull @Schema(examples = "李建国") String printedBy,

            @Schema(description = "表上人数 How many stand on it", examples = "34")
            int members) {
        static SheetRef of(AttendanceSheet sheet) {
            return new SheetRef(
                    sheet.code(),
                    sheet.branchId(),
                    sheet.printedAt(),
                    sheet.printedBy(),
                    sheet.members().size());
        }
    }

    @GET
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Operation(operationId = "listAttendanceSheets", summary = "打印过的签到表 Sheets printed for a session, latest first")
    public Page<SheetRef> list(UUID id, @BeanParam RollResource.Which which, @Valid @BeanParam Paging paging) {
        sessions.get(id);
        return sheets.of(id)
                .where("h.branchId = :branch", "branch", which.branch)
                .page(paging, Order.named(paging.sort, AttendanceSheets.LATEST))
                .map(SheetRef::of);
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(
            operationId = "printAttendanceSheet",
            summary = "生成签到表 Put the roster onto a sheet to be printed, in pinyin order")
    @APIResponseSchema(value = AttendanceSheetView.class, responseCode = "201", responseDescription = "已生成 Made")
    public RestResponse<AttendanceSheetView> print(
            UUID id, @BeanParam RollResource.Which which, @Context UriInfo asked) {
        StudySession session = sessions.get(id);
        SessionBranch place = sessions.place(session, which.branch);
        AttendanceSheet sheet = sheets.print(session, place);
        return RestResponse.ResponseBuilder.<AttendanceSheetView>created(
                        URI.create("/api/v1/sheet-codes/" + sheet.code()))
                .entity(AttendanceSheetView.of(
                        sheet, session, place, sheets.lines(sheet, session, place), addresses.of(sheet.path(), asked)))
                .build();
    }
}
