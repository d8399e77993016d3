package org.zhixing.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.UUID;

/** Writes the record, in the transaction of what it records. */
@ApplicationScoped
public class AuditTrail {
    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    /**
     * @param action what happened, as {@code member.disclosed}
     * @param detail the reason or what changed; never a protected value
     */
    public void record(
            UUID account, String action, String subjectType, UUID subject, UUID organization, String detail) {
        entities.persist(new AuditEvent(clock.instant(), account, action, subjectType, subject, organization, detail));
    }
}
