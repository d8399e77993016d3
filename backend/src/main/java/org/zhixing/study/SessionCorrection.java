package org.zhixing.study;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.zhixing.platform.Ids;

/** What the times of a held session were before they were put right, by whom and why. STU-1. */
@Entity
@Immutable
class SessionCorrection {
    @Id
    private UUID id;

    private UUID sessionId;
    private Instant wasFrom;
    private Instant wasTo;
    private Instant fromTime;
    private Instant toTime;
    private String reason;
    private String correctedBy;
    private Instant correctedAt;

    protected SessionCorrection() {}

    SessionCorrection(StudySession stood, Instant from, Instant to, String reason, String by, Instant at) {
        this.id = Ids.next();
        this.sessionId = stood.id();
        this.wasFrom = stood.startsAt();
        this.wasTo = stood.endsAt();
        this.fromTime = from;
        this.toTime = to;
        this.reason = reason.strip();
        this.correctedBy = by;
        this.correctedAt = at;
    }

    UUID id() {
        return id;
    }

    Instant wasFrom() {
        return wasFrom;
    }

    Instant wasTo() {
        return wasTo;
    }

    Instant from() {
        return fromTime;
    }

    Instant to() {
        return toTime;
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
