package org.zhixing.study.attendance;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;

/** What a roll said before it was corrected, who corrected it and why. STU-1. */
@Entity
@Immutable
class AttendanceCorrection {
    @Id
    private UUID id;

    private UUID sessionId;
    private UUID memberId;

    @Enumerated(EnumType.STRING)
    private Attendance.@Nullable Status was;

    @Enumerated(EnumType.STRING)
    private Attendance.Status corrected;

    private String reason;
    private String correctedBy;
    private Instant correctedAt;

    protected AttendanceCorrection() {}

    AttendanceCorrection(
            UUID session,
            UUID member,
            Attendance.@Nullable Status was,
            Attendance.Status corrected,
            String reason,
            String by,
            Instant at) {
        this.id = Ids.next();
        this.sessionId = session;
        this.memberId = member;
        this.was = was;
        this.corrected = corrected;
        this.reason = reason;
        this.correctedBy = by;
        this.correctedAt = at;
    }

    UUID id() {
        return id;
    }

    UUID memberId() {
        return memberId;
    }

    Attendance.@Nullable Status was() {
        return was;
    }

    Attendance.Status corrected() {
        return corrected;
    }

    String reason() {
        return reason;
    }

    String by() {
        return correctedBy;
    }

    Instant at() {
        return correctedAt;
    }
}
