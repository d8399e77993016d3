package org.zhixing.study.attendance;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.zhixing.study.SessionBranch;

/** That a member used a session's code, which one, and when. One per member and session; never changed. STU-3. */
@Entity
@Immutable
@IdClass(CheckIn.Key.class)
class CheckIn {
    record Key(UUID memberId, UUID sessionId) {}

    @Id
    private UUID memberId;

    @Id
    private UUID sessionId;

    private UUID branchId;
    private Instant windowFrom;
    private Instant arrivedAt;

    @Enumerated(EnumType.STRING)
    private Attendance.Status status;

    private UUID accountId;

    protected CheckIn() {}

    CheckIn(
            SessionBranch place,
            UUID member,
            CheckInCodes.Code code,
            Attendance.Status status,
            UUID account,
            Instant now) {
        this.sessionId = place.sessionId();
        this.branchId = place.branchId();
        this.memberId = member;
        this.windowFrom = code.from();
        this.arrivedAt = now;
        this.status = status;
        this.accountId = account;
    }

    Instant arrivedAt() {
        return arrivedAt;
    }

    Attendance.Status status() {
        return status;
    }
}
