package org.zhixing.appraisal.opinion;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Organization;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for calls. Who has signed in sees those on their way to the root and below them; the public, the one whose code it has. */
@ApplicationScoped
public class OpinionCalls {
    static final Order<OpinionCall> NEWEST = Order.descending(
            "-createdAt", "c.createdAt", Instant.class, OpinionCall::createdAt, "c.id", OpinionCall::id);

    /** Who reads what was said. */
    static final Set<Role> READERS = EnumSet.of(Role.OFFICE, Role.SECRETARY, Role.SUPERVISOR);

    /** Who groups, answers and sets aside. */
    static final Set<Role> HANDLERS = EnumSet.of(Role.OFFICE, Role.SECRETARY);

    private static final String FROM = "OpinionCall c join fetch c.organization g join fetch c.campaign";

    @Inject
    EntityManager entities;

    @Inject
    Listings listings;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    /** How many opinions came, and how many of them wait for an answer. */
    record Figures(long opinions, long unanswered) {
        static final Figures NONE = new Figures(0, 0);
    }

    /** What the caller may do with the calls of a page. */
    record Rights(Set<UUID> read, Set<UUID> handled) {}

    /** Calls that the caller may know of. */
    Listing<OpinionCall> visible() {
        return listings.of(OpinionCall.class, FROM).where(scope.overline("g"));
    }

    OpinionCall get(UUID id) {
        return visible().where("c.id = :id", "id", id).one();
    }

    /** A call that the caller's own organisations make. */
    OpinionCall toHandle(UUID id) {
        return listings.of(OpinionCall.class, FROM)
                .where(scope.over("c.organization.id"))
                .where("c.id = :id", "id", id)
                .one();
    }

    OpinionCall named(UUID id, String pointer) {
        return listings.of(OpinionCall.class, FROM)
                .where(scope.over("c.organization.id"))
                .where("c.id = :id", "id", id)
                .maybe()
                .orElseThrow(() -> Refused.field(pointer, "reference-unknown"));
    }

    /** The call that bears a code, for the public: who has the code has been asked. */
    OpinionCall coded(String code) {
        return listings.of(OpinionCall.class, FROM)
                .where("c.code = :code", "code", CallCode.read(code))
                .one();
    }

    OpinionCall open(Campaign campaign, Organization organization, OpinionCall.Editable facts) {
        OpinionCall call = new OpinionCall(
                campaign, organization, facts, CallCode.random(), scope.actor().name(), clock.instant());
        entities.persist(call);
        entities.flush();
        return call;
    }

    void flush() {
        entities.flush();
    }

    Rights rights(Collection<OpinionCall> calls) {
        Set<UUID> places =
                Set.copyOf(calls.stream().map(c -> c.organization().id()).toList());
        return new Rights(scope.reached(places, READERS), scope.reached(places, HANDLERS));
    }

    /** One statement for a whole page. */
    @SuppressWarnings("unchecked")
    Map<UUID, Figures> figures(Collection<UUID> calls) {
        Map<UUID, Figures> figures = new HashMap<>();
        if (!calls.isEmpty()) {
            for (Object[] row : (java.util.List<Object[]>)
                    entities.createNativeQuery("""
                            select o.call_id, count(*), count(*) filter (
                                where o.answer is null and o.set_aside_reason is null and g.answer is null)
                            from opinion o left join opinion_group g on g.id = o.group_id
                            where o.call_id in (:calls) group by o.call_id""").setParameter("calls", calls).getResultList()) {
                figures.put((UUID) row[0], new Figures(number(row[1]), number(row[2])));
            }
        }
        return figures;
    }

    private static long number(@Nullable Object count) {
        return count instanceof Number n ? n.longValue() : 0;
    }
}
