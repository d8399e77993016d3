package org.zhixing.study;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether a member was at a session. */
@Entity
@IdClass(Attendance.Key.class)
public class Attendance {
    @org.eclipse.microprofile.openapi.annotations.media.Schema(name = "AttendanceStatus")
    public enum Status {
        PRESENT,
        LATE,
        LEAVE,
        ABSENT;

        boolean there() {
            return this == PRESENT || this == LATE;
        }
    }

    /** One entry per member and session. */
    record Key(UUID sessionId, UUID memberId) {}

    @Id
    private UUID sessionId;

    @Id
    private UUID memberId;

    @Enumerated(EnumType.STRING)
    private Status status;

    private @Nullable Instant arrivedAt;
    private @Nullable String leaveReason;

    protected Attendance() {}

    Attendance(UUID session, UUID member, Status status, @Nullable Instant arrivedAt, @Nullable String leaveReason) {
        this.sessionId = session;
        this.memberId = member;
        correct(status, arrivedAt, leaveReason);
    }

    /** Sets the facts and says whether they differ from what stood. */
    boolean correct(Status status, @Nullable Instant arrivedAt, @Nullable String leaveReason) {
        Instant arrival = status == Status.LATE ? arrivedAt : null;
        String reason = status == Status.LEAVE ? leaveReason : null;
        boolean changed = this.status != status
                || !Objects.equals(this.arrivedAt, arrival)
                || !Objects.equals(this.leaveReason, reason);
        this.status = status;
        this.arrivedAt = arrival;
        this.leaveReason = reason;
        return changed;
    }

    UUID memberId() {
        return memberId;
    }

    Status status() {
        return status;
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
