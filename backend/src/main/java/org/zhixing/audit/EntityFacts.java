package org.zhixing.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.ComponentType;
import org.jspecify.annotations.Nullable;

/** What the record needs to know of entities: which are technical, what is masked, where they belong, whom they concern. */
@ApplicationScoped
class EntityFacts {
    static final String MASK = "•••";

    /** Longer texts are kept where they stand; the record says how they begin. */
    private static final int LONGEST = 300;

    /** Where a thing belongs, by the first of these that it has. */
    private static final List<String> PLACES = List.of("organization", "organizationId", "branch", "branchId", "place");

    private static final List<String> PEOPLE =
            List.of("member", "memberId", "responsible", "leader", "account", "accountId", "author", "authorId");

    private record Shape(boolean[] leftOut, boolean[] masked) {}

    private final Map<String, Shape> shapes = new ConcurrentHashMap<>();

    boolean isTechnical(Class<?> entity) {
        return entity.isAnnotationPresent(NotRecorded.class);
    }

    boolean isLeftOut(EntityPersister persister, int property) {
        return shape(persister).leftOut[property];
    }

    boolean isMasked(EntityPersister persister, int property) {
        return shape(persister).masked[property];
    }

    String name(EntityPersister persister) {
        return persister.getMappedClass().getSimpleName();
    }

    /** The organisation that an entity belongs to; an organisation belongs to itself. */
    @Nullable
    UUID organization(EntityPersister persister, UUID id, Object[] state, SharedSessionContractImplementor session) {
        if (name(persister).equals("Organization")) {
            return id;
        }
        List<String> names = Arrays.asList(persister.getPropertyNames());
        for (String place : PLACES) {
            int at = names.indexOf(place);
            if (at >= 0 && state[at] != null) {
                return id(state[at], session);
            }
        }
        return null;
    }

    /** The members and accounts that an entity concerns. */
    List<UUID> about(EntityPersister persister, Object[] state, SharedSessionContractImplementor session) {
        List<UUID> about = new ArrayList<>();
        String[] names = persister.getPropertyNames();
        for (int i = 0; i < names.length; i++) {
            if (state[i] != null && PEOPLE.contains(names[i])) {
                UUID person = id(state[i], session);
                if (person != null) {
                    about.add(person);
                }
            }
        }
        return about;
    }

    /** The id by which the record knows an entity; of a compound key, its first part: the thing it is a part of. */
    @Nullable
    UUID key(EntityPersister persister, Object id) {
        return id instanceof UUID known
                ? known
                : parts(persister, id).values().stream()
                        .filter(UUID.class::isInstance)
                        .map(UUID.class::cast)
                        .findFirst()
                        .orElse(null);
    }

    /** The parts of a compound key by name; none of a simple one. */
    Map<String, Object> parts(EntityPersister persister, Object id) {
        Map<String, Object> parts = new LinkedHashMap<>();
        if (persister.getIdentifierType() instanceof ComponentType compound) {
            String[] names = compound.getPropertyNames();
            Object[] values = compound.getPropertyValues(id);
            for (int i = 0; i < names.length; i++) {
                parts.put(names[i], values[i]);
            }
        }
        return parts;
    }

    boolean isPerson(String property) {
        return PEOPLE.contains(property);
    }

    /** A value as JSON can hold it: an association is its id, bytes are masked, long texts are cut. */
    Object shown(@Nullable Object value, SharedSessionContractImplementor session) {
        return switch (value) {
            case null -> "";
            case Number number -> number;
            case Boolean bool -> bool;
            case byte[] bytes -> MASK;
            case Object[] array ->
                Arrays.stream(array).map(v -> shown(v, session)).toList();
            case Map<?, ?> map ->
                map.values().stream().map(v -> shown(v, session)).toList();
            case Collection<?> many -> many.stream().map(v -> shown(v, session)).toList();
            case CharSequence text -> cut(text.toString());
            default -> {
                UUID id = id(value, session);
                yield id != null ? id : cut(value.toString());
            }
        };
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }

    private static @Nullable UUID id(Object value, SharedSessionContractImplementor session) {
        Object id =
                switch (value) {
                    case UUID known -> known;
                    case HibernateProxy proxy ->
                        proxy.getHibernateLazyInitializer().getIdentifier();
                    default ->
                        session.getFactory().getMappingMetamodel().findEntityDescriptor(value.getClass()) == null
                                ? null
                                : session.getFactory().getPersistenceUnitUtil().getIdentifier(value);
                };
        return id instanceof UUID known ? known : null;
    }

    private Shape shape(EntityPersister persister) {
        return shapes.computeIfAbsent(persister.getEntityName(), name -> {
            String[] names = persister.getPropertyNames();
            boolean[] leftOut = new boolean[names.length];
            boolean[] masked = new boolean[names.length];
            for (int i = 0; i < names.length; i++) {
                Field field = field(persister.getMappedClass(), names[i]);
                boolean derived = field != null && field.isAnnotationPresent(NotRecorded.class);
                leftOut[i] = derived
                        || names[i].startsWith("_") // what Hibernate keeps of a compound key
                        || i == persister.getVersionPropertyIndex()
                        || persister.getPropertyTypes()[i].isCollectionType();
                masked[i] = field != null && field.isAnnotationPresent(Masked.class);
            }
            return new Shape(leftOut, masked);
        });
    }

    private static @Nullable Field field(Class<?> type, String name) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        return null;
    }
}
