package org.zhixing.study.attendance;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;

/** Two records of a member's attendance that cannot both be right: a row of a view over the records. STU-3. */
@Entity
@Immutable
@IdClass(AttendanceContradiction.Key.class)
public class AttendanceContradiction {
    @Schema(name = "ContradictionKind")
    public enum Kind {
        /** Present in two sessions at one time. */
        TWO_ROOMS,
        /** On approved leave, and there. */
        LEAVE_AND_PRESENT,
        /** Checked in by code, and absent on the roll. */
        CODE_AND_ABSENT,
        /** Made up for a session while in another. */
        MADE_UP_ELSEWHERE
    }

    record Key(Kind kind, UUID branchId, UUID memberId, UUID sessionId, UUID otherSessionId) {}

    @Id
    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Id
    private UUID branchId;

    @Id
    private UUID memberId;

    @Id
    private UUID sessionId;

    @Id
    private UUID otherSessionId;

    private Instant fromTime;
    private Instant toTime;
    private Instant otherFrom;
    private Instant otherTo;
    private Instant startsAt;

    protected AttendanceContradiction() {}

    Kind kind() {
        return kind;
    }

    UUID memberId() {
        return memberId;
    }

    UUID sessionId() {
        return sessionId;
    }

    UUID otherSessionId() {
        return otherSessionId;
    }

    Instant from() {
        return fromTime;
    }

    Instant to() {
        return toTime;
    }

    Instant otherFrom() {
        return otherFrom;
    }

    Instant otherTo() {
        return otherTo;
    }

    Instant startsAt() {
        return startsAt;
    }
}
