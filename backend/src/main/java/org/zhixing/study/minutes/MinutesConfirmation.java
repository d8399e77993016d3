package org.zhixing.study.minutes;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** An attendee says that a version of the minutes tells what happened. STU-6. */
@Entity
@Immutable
@IdClass(MinutesConfirmation.Key.class)
class MinutesConfirmation {
    /** Nobody confirms a version twice. */
    record Key(UUID sessionId, int edition, UUID memberId) {}

    @Id
    private UUID sessionId;

    @Id
    private int edition;

    @Id
    private UUID memberId;

    private Instant confirmedAt;

    protected MinutesConfirmation() {}

    MinutesConfirmation(Minutes minutes, UUID member, Instant at) {
        this.sessionId = minutes.sessionId();
        this.edition = minutes.edition();
        this.memberId = member;
        this.confirmedAt = at;
    }

    UUID memberId() {
        return memberId;
    }

    Instant at() {
        return confirmedAt;
    }
}
