package org.zhixing.study.attendance;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Refused;
import org.zhixing.study.SessionBranch;

/** Whether a member was at a session. */
@Entity
@IdClass(Attendance.Key.class)
public class Attendance {
    @org.eclipse.microprofile.openapi.annotations.media.Schema(name = "AttendanceStatus")
    public enum Status {
        PRESENT,
        LATE,
        LEAVE,
        ABSENT,
        /** Absent or on leave, and made up for since: written by a make-up alone. */
        MADE_UP;

        public boolean there() {
            return this == PRESENT || this == LATE;
        }
    }

    /** How an entry came in. */
    @org.eclipse.microprofile.openapi.annotations.media.Schema(name = "AttendanceMeans")
    public enum Means {
        ROLL,
        /** The member used the code that was shown. */
        CODE,
        /** Keyed in from a printed sheet. */
        SHEET
    }

    /** One entry per member and session. */
    record Key(UUID sessionId, UUID memberId) {}

    @Id
    private UUID sessionId;

    @Id
    private UUID memberId;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Enumerated(EnumType.STRING)
    private Means means;

    private UUID branchId;
    private @Nullable Instant arrivedAt;
    private @Nullable String leaveReason;

    protected Attendance() {}

    Attendance(
            SessionBranch place,
            UUID member,
            Status status,
            @Nullable Instant arrivedAt,
            @Nullable String leaveReason,
            Means means) {
        this.sessionId = place.sessionId();
        this.branchId = place.branchId();
        this.memberId = member;
        correct(status, arrivedAt, leaveReason, means);
    }

    /** Sets the facts and says whether they differ from what stood; what stays the same came in as it did. */
    boolean correct(Status status, @Nullable Instant arrivedAt, @Nullable String leaveReason, Means means) {
        Instant arrival = status == Status.LATE ? arrivedAt : null;
        String reason = status == Status.LEAVE || status == Status.MADE_UP ? leaveReason : null;
        boolean changed = this.status != status
                || !Objects.equals(this.arrivedAt, arrival)
                || !Objects.equals(this.leaveReason, reason);
        this.status = status;
        this.arrivedAt = arrival;
        this.leaveReason = reason;
        if (changed) {
            this.means = means;
        }
        return changed;
    }

    /** Missed, and made up for. STU-4. */
    public void madeUp() {
        if (status.there() || status == Status.MADE_UP) {
            throw Refused.field("/memberId", "study/not-missed");
        }
        status = Status.MADE_UP;
    }

    /** The make-up was retracted: it is what it was. */
    public void missed(Status as) {
        if (status == Status.MADE_UP) {
            status = as;
        }
    }

    public UUID branchId() {
        return branchId;
    }

    public UUID sessionId() {
        return sessionId;
    }

    public UUID memberId() {
        return memberId;
    }

    public Status status() {
        return status;
    }

    Means means() {
        return means;
    }

    @Nullable
    Instant arrivedAt() {
        return arrivedAt;
    }

    @Nullable
    String leaveReason() {
        return leaveReason;
    }
}
