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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.organization.Member;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.Members;
import org.zhixing.organization.OrgRef;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** Sheets to be printed, signed and keyed in (签到表). STU-3. */
@Path("/api/v1")
@Tag(name = STUDY)
@RunOnVirtualThread
public class AttendanceSheetResource {
    @Inject
    StudySessions sessions;

    @Inject
    AttendanceSheets sheets;

    @Inject
    Rolls rolls;

    @Inject
    Members members;

    @Inject
    PublicAddress addresses;

    /** A printed sheet in a list. */
    @Schema(name = "AttendanceSheetRef")
    public record SheetRef(
            @NotNull @Schema(examples = "4QX7M0KD") String code,
            @NotNull UUID branchId,
            @NotNull Instant printedAt,
            @NotNull @Schema(examples = "李建国") String printedBy,
            @Schema(description = "表上人数 How many stand on it", examples = "34") int members) {
        static SheetRef of(AttendanceSheet sheet) {
            return new SheetRef(
                    sheet.code(),
                    sheet.branchId(),
                    sheet.printedAt(),
                    sheet.printedBy(),
                    sheet.members().size());
        }
    }

    /** A sheet with its lines; those who joined the roster since follow below. */
    @Schema(name = "AttendanceSheet")
    public record SheetView(
            @NotNull @Schema(description = "表上的短码 The short code on it", examples = "4QX7M0KD")
            String code,

            @NotNull
            @Schema(description = "二维码的内容 What its QR code holds", examples = "https://zhixing.example/s/4QX7M0KD")
            String url,

            @NotNull SessionRef session,
            @NotNull OrgRef branch,
            @NotNull Instant printedAt,
            @NotNull @Schema(examples = "李建国") String printedBy,
            @NotNull List<Line> lines) {
        /** A line of a sheet. */
        @Schema(name = "AttendanceSheetLine")
        public record Line(
                @Schema(examples = "7") int number,
                @NotNull MemberRef member,

                @Schema(description = "打印后才进入名单，不在纸上 Joined since; not on the paper")
                boolean added) {}
    }

    @GET
    @Path("/study-sessions/{id}/sheets")
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
    @Path("/study-sessions/{id}/sheets")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(
            operationId = "printAttendanceSheet",
            summary = "生成签到表 Put the roster onto a sheet to be printed, in pinyin order")
    @APIResponseSchema(value = SheetView.class, responseCode = "201", responseDescription = "已生成 Made")
    public RestResponse<SheetView> print(UUID id, @BeanParam RollResource.Which which, @Context UriInfo asked) {
        StudySession session = sessions.get(id);
        SessionBranch place = sessions.place(session, which.branch);
        AttendanceSheet sheet = sheets.print(session, place);
        return RestResponse.ResponseBuilder.<SheetView>created(URI.create("/api/v1/sheet-codes/" + sheet.code()))
                .entity(view(sheet, session, place, asked))
                .build();
    }

    @GET
    @Path("/sheet-codes/{code}")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Operation(operationId = "getAttendanceSheet", summary = "按短码找签到表 The sheet that bears a code")
    public SheetView get(String code, @Context UriInfo asked) {
        AttendanceSheet sheet = sheets.coded(code);
        StudySession session = sessions.get(sheet.sessionId());
        return view(sheet, session, sessions.place(session, sheet.branchId()), asked);
    }

    private SheetView view(AttendanceSheet sheet, StudySession session, SessionBranch place, UriInfo asked) {
        Map<UUID, Member> named = members.byId(sheet.members());
        Set<UUID> printed = Set.copyOf(sheet.members());
        List<SheetView.Line> lines = new ArrayList<>();
        sheet.members()
                .forEach(id -> lines.add(
                        new SheetView.Line(lines.size() + 1, MemberRef.known(named.get(id)), false)));
        rolls.roster(session, place, rolls.marks(place).keySet()).stream()
                .filter(m -> !printed.contains(m.id()))
                .forEach(m -> lines.add(new SheetView.Line(lines.size() + 1, MemberRef.known(m), true)));
        return new SheetView(
                sheet.code(),
                addresses.of("/s/" + sheet.code(), asked),
                SessionRef.of(session),
                OrgRef.known(place.branch()),
                sheet.printedAt(),
                sheet.printedBy(),
                lines);
    }
}
