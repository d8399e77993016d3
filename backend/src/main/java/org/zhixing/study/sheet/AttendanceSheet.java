package org.zhixing.study.sheet;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.zhixing.audit.NotRecorded;
import org.zhixing.platform.Ids;
import org.zhixing.study.SessionBranch;

/** A sheet that was printed to be signed: who stands on it, in its order, whatever the roster becomes later. STU-3. */
@Entity
@Immutable
class AttendanceSheet {
    @Id
    private UUID id;

    private UUID branchId;
    private UUID sessionId;
    private long number;

    @NotRecorded
    private List<UUID> memberIds;

    private Instant printedAt;
    private String printedBy;

    protected AttendanceSheet() {}

    AttendanceSheet(SessionBranch place, long number, List<UUID> members, String by, Instant at) {
        this.id = Ids.next();
        this.branchId = place.branchId();
        this.sessionId = place.sessionId();
        this.number = number;
        this.memberIds = List.copyOf(members);
        this.printedBy = by;
        this.printedAt = at;
    }

    String code() {
        return SheetCode.of(number);
    }

    /** Where it is keyed in. */
    String path() {
        return "/s/" + code();
    }

    UUID id() {
        return id;
    }

    UUID branchId() {
        return branchId;
    }

    UUID sessionId() {
        return sessionId;
    }

    List<UUID> members() {
        return memberIds;
    }

    Instant printedAt() {
        return printedAt;
    }

    String printedBy() {
        return printedBy;
    }
}
