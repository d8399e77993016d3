package org.zhixing.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the record, to be read; {@link AuditTrail} alone adds any. */
@Entity
@Immutable
@NotRecorded
public class AuditEvent {
    @Id
    private UUID id;

    private short chain;
    private long sequence;
    private Instant at;

    @Enumerated(EnumType.STRING)
    private Doer.Kind actorKind;

    private @Nullable UUID actorId;
    private @Nullable String actorName;
    private @Nullable UUID behalfId;
    private @Nullable String behalfName;
    private @Nullable String address;
    private @Nullable String requestId;
    private String operation;
    private @Nullable String reason;
    private @Nullable UUID organizationId;
    private UUID[] subjects;
    private String changes;
    private byte[] hash;

    protected AuditEvent() {}

    public UUID id() {
        return id;
    }

    public int chain() {
        return chain;
    }

    public long sequence() {
        return sequence;
    }

    public Instant at() {
        return at;
    }

    public Doer doer() {
        return new Doer(actorKind, actorId, actorName, behalfId, behalfName);
    }

    public @Nullable String address() {
        return address;
    }

    public @Nullable String requestId() {
        return requestId;
    }

    public String operation() {
        return operation;
    }

    public @Nullable String reason() {
        return reason;
    }

    public @Nullable UUID organizationId() {
        return organizationId;
    }

    /** The changes as JSON: a list of {@link Change}. */
    public String changes() {
        return changes;
    }

    public byte[] hash() {
        return hash.clone();
    }
}
