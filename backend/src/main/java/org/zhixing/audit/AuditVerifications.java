package org.zhixing.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.crypto.Keyring;

/** Runs the checks that were asked for, one after the other, and keeps what they found. */
@ApplicationScoped
public class AuditVerifications {
    private static final Logger LOG = Logger.getLogger(AuditVerifications.class);
    private static final int LONGEST_SECONDS = 3_600;

    @Inject
    EntityManager entities;

    @Inject
    AgroalDataSource database;

    @Inject
    Keyring keys;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    /** Asks for a check; it begins within a second. */
    public AuditVerification ask(UUID by, @Nullable String statement) {
        AuditVerification asked = new AuditVerification(by, clock.instant(), statement);
        entities.persist(asked);
        return asked;
    }

    /** Where every chain ends now. */
    public List<AuditHead> heads() {
        List<Object[]> rows = entities.unwrap(Session.class)
                .createNativeQuery("select chain, sequence, hash from audit_head order by chain", Object[].class)
                .getResultList();
        return rows.stream()
                .map(row -> new AuditHead(((Number) row[0]).intValue(), ((Number) row[1]).longValue(), (byte[]) row[2]))
                .toList();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void runWaiting() {
        while (runNext()) {
            LOG.debug("A check of the record has ended");
        }
    }

    /** Runs the check that has waited longest; it stays locked against other replicas meanwhile. */
    @ActivateRequestContext
    boolean runNext() {
        return QuarkusTransaction.requiringNew().timeout(LONGEST_SECONDS).call(() -> {
            AuditVerification waiting = entities.unwrap(Session.class)
                    .createNativeQuery(
                            "select * from audit_verification where finished_at is null order by started_at limit 1 for update skip locked",
                            AuditVerification.class)
                    .uniqueResult();
            if (waiting == null) {
                return false;
            }
            AuditVerifier.Outcome outcome =
                    verify(waiting.anchors() == null ? List.of() : HeadStatement.read(waiting.anchors()));
            waiting.finish(outcome, text(outcome.faults()), clock.instant());
            return true;
        });
    }

    /** Checks one snapshot of the record on a connection of its own, so that writers go on. */
    public AuditVerifier.Outcome verify(List<AuditHead> anchors) {
        try {
            return QuarkusTransaction.suspendingExisting().call(() -> {
                try (Connection connection = database.getConnection()) {
                    connection.setAutoCommit(false);
                    connection.setReadOnly(true);
                    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                    try {
                        return new AuditVerifier(keys).verify(connection, anchors);
                    } finally {
                        connection.rollback();
                        connection.setReadOnly(false);
                        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                        connection.setAutoCommit(true);
                    }
                }
            });
        } catch (RuntimeException e) {
            throw e.getCause() instanceof SQLException cause ? new IllegalStateException(cause) : e;
        }
    }

    private String text(List<AuditVerifier.Fault> faults) {
        try {
            return json.writeValueAsString(faults);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
