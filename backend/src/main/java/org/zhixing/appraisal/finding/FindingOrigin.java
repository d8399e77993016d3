package org.zhixing.appraisal.finding;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Origin;
import org.zhixing.audit.Masked;
import org.zhixing.platform.Ids;

/** One of the things that brought a finding to light. Nothing is taken out of them. */
@Entity
@Immutable
public class FindingOrigin {
    @Id
    private UUID id;

    private UUID findingId;

    @Enumerated(EnumType.STRING)
    private Origin kind;

    @Masked
    private @Nullable UUID reference;

    @Masked
    private @Nullable String note;

    private UUID recordedWith;
    private Instant addedAt;

    protected FindingOrigin() {}

    FindingOrigin(UUID finding, OriginLine line, Instant at) {
        this.id = Ids.next();
        this.findingId = finding;
        this.kind = line.kind();
        this.reference = line.reference();
        this.note = line.note();
        this.recordedWith = line.recordedWith();
        this.addedAt = at;
    }

    OriginLine line() {
        return new OriginLine(kind, reference, note, recordedWith);
    }

    UUID findingId() {
        return findingId;
    }

    public Origin kind() {
        return kind;
    }

    @Nullable
    public UUID reference() {
        return reference;
    }

    @Nullable
    public String note() {
        return note;
    }
}
