package org.zhixing.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The record of who did and who read what. Changes of entities enter it by themselves, in the transaction that makes
 * them; features tell it what they read of protected fields, what they change by SQL, and why.
 */
@ApplicationScoped
public class AuditTrail {
    private static final Logger LOG = Logger.getLogger(AuditTrail.class);

    @Inject
    EntityManager entities;

    @Inject
    TransactionSynchronizationRegistry transaction;

    @Inject
    AuditChain chain;

    @Inject
    RequestFacts facts;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    /** Off only where the cost of the record is measured; the service says so loudly at its start. */
    @ConfigProperty(name = "zhixing.bench.without-audit", defaultValue = "false")
    boolean disabled;

    void warn(@Observes StartupEvent start) {
        if (disabled) {
            LOG.fatal("NOTHING IS RECORDED: this service runs without its audit, to measure what that costs");
        }
    }

    /**
     * Protected fields of something were read in clear.
     *
     * @param type what it is, by the name of its entity
     * @param fields which fields; never their values
     * @param organization where it belongs, or null
     */
    public void read(String type, UUID id, @Nullable UUID organization, List<String> fields) {
        note(new Change(Change.Kind.READ, type, id, Map.of(), Map.of("fields", fields)), List.of(), organization);
    }

    /** Something happened that no entity shows, such as a change made by SQL. */
    public void note(Change change, List<UUID> about, @Nullable UUID organization) {
        add(entities.unwrap(SharedSessionContractImplementor.class), change, about, organization);
    }

    /** Why the current request or job does what it does; at most 200 code points. */
    public void because(String reason) {
        facts.reason(reason);
    }

    /** The organisation that the current request is about, where its changes do not tell. */
    public void at(UUID organization) {
        facts.at(organization);
    }

    /** For whom the current request is made, as when a recorder enters what a member said. */
    public void onBehalfOf(UUID id, String name) {
        facts.behalf(id, name);
    }

    /** What the current request does is nobody's: neither who sends it nor from where enters the record. */
    public void anonymously() {
        facts.anonymous();
    }

    /** Names the job that runs now and on whose behalf it does. */
    public void job(String name, UUID behalfId, String behalfName) {
        facts.operation(name);
        facts.doer(new Doer(Doer.Kind.SYSTEM, null, name, behalfId, behalfName));
    }

    /** Who acts, where the caller is not known by a sign-in, as at the sign-in itself. */
    public void by(UUID account, String name) {
        facts.doer(new Doer(Doer.Kind.PERSON, account, name, null, null));
    }

    void add(
            SharedSessionContractImplementor session,
            Change change,
            Iterable<UUID> about,
            @Nullable UUID organization) {
        if (disabled) {
            return;
        }
        PendingEvent pending = (PendingEvent) transaction.getResource(PendingEvent.class);
        if (pending == null) {
            PendingEvent opened = new PendingEvent(chain, facts, json);
            pending = opened;
            transaction.putResource(PendingEvent.class, opened);
            ((EventSource) session).getActionQueue().registerCallback(last -> write(last, opened));
        }
        pending.add(change, about, organization);
        if (pending.isLarge()) {
            write(session, pending);
        }
    }

    /** Work on a thread of its own, without a request, is done by the service itself. */
    private void write(SharedSessionContractImplementor session, PendingEvent pending) {
        ManagedContext request = Arc.container().requestContext();
        if (request.isActive()) {
            writeNow(session, pending);
            return;
        }
        request.activate();
        try {
            writeNow(session, pending);
        } finally {
            request.terminate();
        }
    }

    private void writeNow(SharedSessionContractImplementor session, PendingEvent pending) {
        try {
            pending.write(session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection(), clock.instant());
        } catch (SQLException e) {
            throw session.getFactory().getJdbcServices().getSqlExceptionHelper().convert(e, "audit");
        }
    }
}
