package org.zhixing.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;

/** One thing that was done or read. */
@Entity
@Immutable
class AuditEvent {
    @Id
    private UUID id;

    private Instant at;
    private @Nullable UUID accountId;
    private String action;
    private String subjectType;
    private UUID subjectId;
    private @Nullable UUID organizationId;
    private @Nullable String detail;

    protected AuditEvent() {}

    AuditEvent(
            Instant at,
            UUID account,
            String action,
            String subjectType,
            UUID subject,
            UUID organization,
            String detail) {
        this.id = Ids.next();
        this.at = at;
        this.accountId = account;
        this.action = action;
        this.subjectType = subjectType;
        this.subjectId = subject;
        this.organizationId = organization;
        this.detail = detail;
    }
}
