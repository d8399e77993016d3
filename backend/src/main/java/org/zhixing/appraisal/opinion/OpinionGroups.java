package org.zhixing.appraisal.opinion;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhixing.audit.AuditTrail;
import org.zhixing.audit.Change;
import org.zhixing.identity.Scope;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for groups of opinions, scope first, and the ways of opinions through them. */
@ApplicationScoped
public class OpinionGroups {
    static final Order<OpinionGroup> NEWEST = Order.descending(
            "-createdAt", "g.createdAt", Instant.class, OpinionGroup::createdAt, "g.id", OpinionGroup::id);
    static final Order<OpinionGroup> LATEST_ANSWER = Order.descending(
            "-answeredOn", "g.answeredOn", LocalDate.class, g -> g.answeredOn(), "g.id", OpinionGroup::id);
    static final Order<OpinionGrouping> STEPS =
            Order.ascending("at", "s.at", Instant.class, OpinionGrouping::at, "s.id", OpinionGrouping::id);

    private static final String FROM = "OpinionGroup g join fetch g.call c join fetch c.organization";

    @Inject
    EntityManager entities;

    @Inject
    Listings listings;

    @Inject
    Scope scope;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    public Listing<OpinionGroup> withinScope() {
        return listings.of(OpinionGroup.class, FROM).where(scope.over("g.organizationId"));
    }

    public OpinionGroup get(UUID id) {
        return withinScope().where("g.id = :id", "id", id).one();
    }

    /** A group that a body names: refused at its place where the caller does not reach it. */
    public OpinionGroup named(UUID id, String pointer) {
        return withinScope()
                .where("g.id = :id", "id", id)
                .maybe()
                .orElseThrow(() -> Refused.field(pointer, "reference-unknown"));
    }

    /** What a call has answered, for the public. */
    Listing<OpinionGroup> answered(OpinionCall call) {
        return listings.of(OpinionGroup.class, FROM)
                .where("c.id = :call", "call", call.id())
                .where("g.answer is not null");
    }

    OpinionGroup open(OpinionCall call, String title) {
        OpinionGroup group = new OpinionGroup(call, title, scope.actor().name(), clock.instant());
        entities.persist(group);
        return group;
    }

    void flush() {
        entities.flush();
    }

    void join(Opinion opinion, OpinionGroup group) {
        if (opinion.group() == null || !opinion.group().id().equals(group.id())) {
            if (opinion.group() != null) {
                step(opinion, opinion.leave(), OpinionGrouping.Step.LEFT);
            }
            opinion.join(group);
            step(opinion, group, OpinionGrouping.Step.JOINED);
        }
    }

    void leave(Opinion opinion) {
        step(opinion, opinion.leave(), OpinionGrouping.Step.LEFT);
    }

    private void step(Opinion opinion, OpinionGroup group, OpinionGrouping.Step step) {
        entities.persist(new OpinionGrouping(opinion, group, step, scope.actor().name(), clock.instant()));
    }

    /** Moves all opinions of a group into another, each with a note of where it was; the group stays as the way they came. */
    void merge(OpinionGroup from, OpinionGroup into) {
        from.mergeInto(into);
        entities.flush();
        Map<String, Object> parameters = Map.of("from", from.id(), "into", into.id());
        var kept = entities.createNativeQuery("""
                        insert into opinion_grouping (id, organization_id, opinion_id, group_id, step, by_name, at)
                        select gen_random_uuid(), o.organization_id, o.id, moved.group_id, moved.step, :by,
                            cast(:at as timestamptz) + moved.nth * interval '1 microsecond'
                        from opinion o cross join (values (cast(:from as uuid), 'MERGED', 0), (cast(:into as uuid), 'JOINED', 1)) as moved (group_id, step, nth)
                        where o.group_id = :from""")
                .setParameter("by", scope.actor().name())
                .setParameter("at", clock.instant());
        parameters.forEach(kept::setParameter);
        kept.executeUpdate();
        var moved = entities.createNativeQuery(
                "update opinion set group_id = :into, version = version + 1 where group_id = :from");
        parameters.forEach(moved::setParameter);
        int opinions = moved.executeUpdate();
        audit.note(
                new Change(
                        Change.Kind.CHANGED,
                        "OpinionGroup",
                        into.id(),
                        Map.of(),
                        Map.of("mergedFrom", from.id(), "opinions", opinions)),
                List.of(),
                into.organizationId());
    }

    /** How many opinions each has: one statement. */
    @SuppressWarnings("unchecked")
    Map<UUID, Long> sizes(Collection<UUID> groups) {
        Map<UUID, Long> sizes = new HashMap<>();
        if (!groups.isEmpty()) {
            for (Object[] row : (List<Object[]>) entities.createNativeQuery(
                            "select group_id, count(*) from opinion where group_id in (:groups) group by group_id")
                    .setParameter("groups", groups)
                    .getResultList()) {
                sizes.put((UUID) row[0], ((Number) row[1]).longValue());
            }
        }
        return sizes;
    }

    /** The groups that went into each of a page's: one statement. */
    Map<UUID, List<OpinionGroup>> mergedInto(Collection<UUID> groups) {
        return groups.isEmpty()
                ? Map.of()
                : entities
                        .createQuery(
                                "from OpinionGroup g where g.mergedIntoId in (:groups) order by g.id",
                                OpinionGroup.class)
                        .setParameter("groups", groups)
                        .getResultList()
                        .stream()
                        .collect(Collectors.groupingBy(OpinionGroup::mergedIntoId));
    }
}
