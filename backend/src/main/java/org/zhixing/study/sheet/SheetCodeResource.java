package org.zhixing.study.sheet;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.zhixing.platform.web.PublicAddress;
import org.zhixing.study.SessionBranch;
import org.zhixing.study.StudySession;
import org.zhixing.study.StudySessions;

/** Finds a printed sheet again by the code that stands on it. STU-3. */
@Path("/api/v1/sheet-codes")
@Tag(name = STUDY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SheetCodeResource {
    @Inject
    StudySessions sessions;

    @Inject
    AttendanceSheets sheets;

    @Inject
    PublicAddress addresses;

    @GET
    @Path("/{code}")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Operation(operationId = "getAttendanceSheet", summary = "按短码找签到表 The sheet that bears a code")
    public AttendanceSheetView get(String code, @Context UriInfo asked) {
        AttendanceSheet sheet = sheets.coded(code);
        StudySession session = sessions.get(sheet.sessionId());
        SessionBranch place = sessions.place(session, sheet.branchId());
        return AttendanceSheetView.of(
                sheet, session, place, sheets.lines(sheet, session, place), addresses.of(sheet.path(), asked));
    }
}
