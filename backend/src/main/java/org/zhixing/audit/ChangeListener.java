package org.zhixing.audit;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Hears of every entity that is written, whoever writes it, and hands what changed to the record. */
@ApplicationScoped
class ChangeListener
        implements PostInsertEventListener,
                PostUpdateEventListener,
                PostDeleteEventListener,
                PreCollectionUpdateEventListener {
    @Inject
    transient AuditTrail trail;

    @Inject
    transient EntityFacts facts;

    /** Before anything is written at a first start. */
    void listen(@Observes @Priority(1) StartupEvent start, EntityManagerFactory factory) {
        var listeners =
                factory.unwrap(SessionFactoryImplementor.class).getEventEngine().getListenerRegistry();
        listeners.appendListeners(EventType.POST_INSERT, this);
        listeners.appendListeners(EventType.POST_UPDATE, this);
        listeners.appendListeners(EventType.POST_DELETE, this);
        listeners.appendListeners(EventType.PRE_COLLECTION_UPDATE, this);
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        record(event, Change.Kind.CREATED, null, event.getState(), null);
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        record(event, Change.Kind.CHANGED, event.getOldState(), event.getState(), event.getDirtyProperties());
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        record(event, Change.Kind.DELETED, event.getDeletedState(), null, null);
    }

    @Override
    public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
        Object owner = event.getAffectedOwnerOrNull();
        if (owner == null
                || facts.isTechnical(owner.getClass())
                || !(event.getAffectedOwnerIdOrNull() instanceof UUID id)) {
            return;
        }
        PersistentCollection<?> collection = event.getCollection();
        String role = collection.getRole();
        String property = role.substring(role.lastIndexOf('.') + 1);
        EntityPersister persister = event.getSession().getEntityPersister(event.getAffectedOwnerEntityName(), owner);
        trail.add(
                event.getSession(),
                new Change(
                        Change.Kind.CHANGED,
                        facts.name(persister),
                        id,
                        Map.of(property, facts.shown(collection.getStoredSnapshot(), event.getSession())),
                        Map.of(property, facts.shown(collection, event.getSession()))),
                List.of(),
                facts.organization(persister, id, persister.getValues(owner), event.getSession()));
    }

    private void record(
            AbstractPostDatabaseOperationEvent event,
            Change.Kind kind,
            Object @Nullable [] before,
            Object @Nullable [] after,
            int @Nullable [] dirty) {
        EntityPersister persister = event.getPersister();
        UUID id = facts.key(persister, event.getId());
        if (id == null || facts.isTechnical(event.getEntity().getClass())) {
            return;
        }
        Map<String, Object> was = new LinkedHashMap<>();
        Map<String, Object> is = new LinkedHashMap<>();
        String[] names = persister.getPropertyNames();
        for (int i = 0; i < names.length; i++) {
            if (facts.isLeftOut(persister, i) || (dirty != null && !contains(dirty, i))) {
                continue;
            }
            put(was, before, persister, i, event);
            put(is, after, persister, i, event);
        }
        if (was.isEmpty() && is.isEmpty()) {
            return;
        }
        Object[] state = after == null ? before : after;
        List<UUID> about = facts.about(persister, state, event.getSession());
        facts.parts(persister, event.getId()).forEach((name, part) -> {
            (after == null ? was : is).put(name, facts.shown(part, event.getSession()));
            if (part instanceof UUID person && facts.isPerson(name)) {
                about.add(person);
            }
        });
        trail.add(
                event.getSession(),
                new Change(kind, facts.name(persister), id, was, is),
                about,
                facts.organization(persister, id, state, event.getSession()));
    }

    private void put(
            Map<String, Object> values,
            Object @Nullable [] state,
            EntityPersister persister,
            int property,
            AbstractPostDatabaseOperationEvent event) {
        if (state != null && state[property] != null) {
            values.put(
                    persister.getPropertyNames()[property],
                    facts.isMasked(persister, property)
                            ? EntityFacts.MASK
                            : facts.shown(state[property], event.getSession()));
        }
    }

    private static boolean contains(int[] many, int one) {
        for (int each : many) {
            if (each == one) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
