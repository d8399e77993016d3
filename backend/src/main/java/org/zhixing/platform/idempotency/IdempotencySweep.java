package org.zhixing.platform.idempotency;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** Forgets kept answers after their day. */
@ApplicationScoped
class IdempotencySweep {
    @Inject
    EntityManager entities;

    @Scheduled(every = "1h", delayed = "5m")
    @Transactional
    void sweep() {
        entities.createQuery("delete from IdempotencyRecord r where r.storedAt < :before")
                .setParameter("before", Instant.now().minus(IdempotencyRecord.LIFE))
                .executeUpdate();
    }
}
