package org.zhixing.platform.crypto;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Refused;

/**
 * Encrypts everything anew with the active key while the service goes on serving: ORG-4. The running rotation is a row
 * that every replica with the same active key works at, batch by batch, each batch in a transaction of its own. A killed
 * one goes on with the next replica that looks: what is done is told by the ciphertext's first byte, nowhere else.
 */
@ApplicationScoped
public class KeyRotation {
    private static final Logger LOG = Logger.getLogger(KeyRotation.class);
    private static final int FIRST_AT_START = 1;

    @Inject
    EntityManager entities;

    @Inject
    Keyring keys;

    @Inject
    Clock clock;

    @Inject
    @All
    List<ProtectedColumn> columns;

    /** How many of a column's rows stand under which version. */
    public record Share(String table, String column, SortedMap<Integer, Long> rows) {}

    /** Starts in the background; 409 where one runs towards the same key. */
    public Rotation start(UUID by) {
        running().ifPresent(other -> {
            if (other.toVersion() == keys.active()) {
                throw Refused.conflict("key-rotation/running");
            }
            other.supersede(clock.instant());
            entities.flush();
        });
        Rotation rotation = new Rotation(keys.active(), by, clock.instant());
        entities.persist(rotation);
        entities.flush();
        return rotation;
    }

    /** The rotation that runs, or the last one that did. */
    public Optional<Rotation> latest() {
        return entities.createQuery("from Rotation r order by r.startedAt desc, r.id desc", Rotation.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    public List<Share> shares() {
        return sorted().map(column -> new Share(column.table(), column.column(), on(column, ProtectedRows::byVersion)))
                .toList();
    }

    /** Whoever starts without a key that is still in use would read nothing, and take people twice: he is told so. */
    void check(@Observes @Priority(FIRST_AT_START) StartupEvent start) {
        try {
            var configured = keys.versions();
            for (Share share : aside(this::shares)) {
                for (int version : share.rows().keySet()) {
                    if (!configured.contains(version)) {
                        throw new IllegalStateException("Field key version " + version + " is not configured, and "
                                + share.rows().get(version) + " rows of " + share.table() + "." + share.column()
                                + " need it; configured are " + configured);
                    }
                }
            }
        } catch (IllegalStateException misconfigured) {
            LOG.fatal(misconfigured.getMessage());
            throw new ConfigurationException(misconfigured.getMessage());
        }
    }

    /** Works at the running rotation, if there is one, until this process finds nothing more to do. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @ActivateRequestContext
    void work() {
        UUID rotation = aside(() -> running()
                .filter(running -> running.toVersion() == keys.active())
                .map(Rotation::id)
                .orElse(null));
        if (rotation == null) {
            return;
        }
        long refused = sorted().mapToLong(column -> renew(rotation, column)).sum();
        aside(() -> {
            long left = shares().stream()
                    .map(share -> new TreeMap<>(share.rows()))
                    .mapToLong(rows -> {
                        rows.remove(keys.active());
                        return rows.values().stream().mapToLong(Long::longValue).sum();
                    })
                    .sum();
            Rotation locked = locked(rotation);
            if (locked.running() && left <= refused) {
                locked.end(left, clock.instant());
            }
            return null;
        });
    }

    /** Goes through a column once and says how many rows could not be renewed. */
    private long renew(UUID rotation, ProtectedColumn column) {
        long refused = 0;
        List<Object> last = null;
        do {
            List<Object> after = last;
            ProtectedRows.Batch batch = aside(() -> {
                ProtectedRows.Batch renewed = on(column, rows -> rows.renew(after));
                Rotation locked = locked(rotation);
                if (!locked.running()) {
                    QuarkusTransaction.setRollbackOnly();
                    return ProtectedRows.Batch.NONE;
                }
                locked.advance(renewed.done());
                return renewed;
            });
            refused += batch.refused();
            last = batch.last();
        } while (last != null);
        return refused;
    }

    private Optional<Rotation> running() {
        return entities.createQuery("from Rotation r where r.state = RUNNING", Rotation.class)
                .getResultStream()
                .findFirst();
    }

    private Rotation locked(UUID rotation) {
        return entities.find(Rotation.class, rotation, LockModeType.PESSIMISTIC_WRITE);
    }

    private Stream<ProtectedColumn> sorted() {
        return columns.stream().sorted(Comparator.comparing(ProtectedColumn::name));
    }

    private interface OnRows<T> {
        T of(ProtectedRows rows) throws SQLException;
    }

    private <T> T on(ProtectedColumn column, OnRows<T> work) {
        return entities.unwrap(Session.class)
                .doReturningWork(connection -> work.of(new ProtectedRows(connection, column, keys)));
    }

    private static <T> @Nullable T aside(java.util.concurrent.Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(work);
    }
}
