package org.zhixing.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;
import org.zhixing.platform.web.Versioned;

/** A check of the whole record, run in the background, and what it found. */
@Entity
public class AuditVerification implements Versioned {
    @Id
    private UUID id;

    private Instant startedAt;
    private UUID startedBy;

    @NotRecorded
    private @Nullable Instant finishedAt;

    @NotRecorded
    private long events;

    @NotRecorded
    private long unkeyed;

    @NotRecorded
    private @Nullable String faults;

    @NotRecorded
    private @Nullable String anchors;

    @Version
    private long version;

    protected AuditVerification() {}

    public AuditVerification(UUID startedBy, Instant at, @Nullable String anchors) {
        this.id = Ids.next();
        this.startedBy = startedBy;
        this.startedAt = at;
        this.anchors = anchors;
    }

    void finish(AuditVerifier.Outcome outcome, String faults, Instant at) {
        this.events = outcome.events();
        this.unkeyed = outcome.unkeyed();
        this.faults = faults;
        this.finishedAt = at;
    }

    public UUID id() {
        return id;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public UUID startedBy() {
        return startedBy;
    }

    public @Nullable Instant finishedAt() {
        return finishedAt;
    }

    public long events() {
        return events;
    }

    public long unkeyed() {
        return unkeyed;
    }

    /** The faults as JSON: a list of {@link AuditVerifier.Fault}; null while it runs. */
    public @Nullable String faults() {
        return faults;
    }

    /** The statement of earlier heads that it is checked against, if one was given. */
    @Nullable
    String anchors() {
        return anchors;
    }

    @Override
    public long version() {
        return version;
    }
}
