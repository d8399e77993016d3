package org.zhixing.study.sheet;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.OrgRef;
import org.zhixing.study.SessionBranch;
import org.zhixing.study.SessionRef;
import org.zhixing.study.StudySession;

/** A sheet with its lines; those who joined the roster since follow below. */
@Schema(name = "AttendanceSheet")
public record AttendanceSheetView(
        @NotNull @Schema(description = "表上的短码 The short code on it", examples = "4QX7M0KD")
        String code,

        @NotNull @Schema(description = "二维码的内容 What its QR code holds", examples = "https://zhixing.example/s/4QX7M0KD")
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

    static AttendanceSheetView of(
            AttendanceSheet sheet, StudySession session, SessionBranch place, List<Line> lines, String url) {
        return new AttendanceSheetView(
                sheet.code(),
                url,
                SessionRef.of(session),
                OrgRef.known(place.branch()),
                sheet.printedAt(),
                sheet.printedBy(),
                lines);
    }
}
