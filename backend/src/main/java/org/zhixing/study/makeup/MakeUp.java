package org.zhixing.study.makeup;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Versioned;
import org.zhixing.study.attendance.Attendance;

/** How a member made up for a session that was missed, and who certifies it. Counts once. STU-4. */
@Entity
class MakeUp implements Versioned {
    @Id
    private UUID id;

    private UUID branchId;
    private UUID sessionId;
    private UUID memberId;

    @Enumerated(EnumType.STRING)
    private Attendance.Status missedAs;

    private Instant fromTime;
    private Instant toTime;
    private String how;
    private String certifiedBy;
    private Instant certifiedAt;
    private @Nullable Instant retractedAt;
    private @Nullable String retractedBy;
    private @Nullable String retractReason;

    @Version
    private long version;

    protected MakeUp() {}

    MakeUp(Attendance missed, Instant from, Instant to, String how, String by, Instant at) {
        this.id = Ids.next();
        this.branchId = missed.branchId();
        this.sessionId = missed.sessionId();
        this.memberId = missed.memberId();
        this.missedAs = missed.status();
        this.fromTime = from;
        this.toTime = to;
        this.how = how.strip();
        this.certifiedBy = by;
        this.certifiedAt = at;
    }

    void retract(String reason, String by, Instant at) {
        if (retractedAt != null) {
            throw Refused.conflict("study/make-up-retracted");
        }
        retractReason = reason.strip();
        retractedBy = by;
        retractedAt = at;
    }

    boolean counts() {
        return retractedAt == null;
    }

    UUID id() {
        return id;
    }

    UUID sessionId() {
        return sessionId;
    }

    UUID memberId() {
        return memberId;
    }

    Attendance.Status missedAs() {
        return missedAs;
    }

    Instant from() {
        return fromTime;
    }

    Instant to() {
        return toTime;
    }

    String how() {
        return how;
    }

    String certifiedBy() {
        return certifiedBy;
    }

    Instant certifiedAt() {
        return certifiedAt;
    }

    @Nullable
    Instant retractedAt() {
        return retractedAt;
    }

    @Nullable
    String retractReason() {
        return retractReason;
    }

    @Override
    public long version() {
        return version;
    }
}
