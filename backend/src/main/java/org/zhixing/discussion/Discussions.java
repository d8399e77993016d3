package org.zhixing.discussion;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Scope;
import org.zhixing.platform.live.Live;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for discussions, scope first. */
@ApplicationScoped
public class Discussions implements PanacheRepositoryBase<Discussion, UUID> {
    static final Order<Discussion> NEWEST =
            Order.descending("-createdAt", "d.createdAt", Instant.class, Discussion::createdAt, "d.id", Discussion::id);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Live live;

    @Inject
    @Any
    Instance<DiscussionGate> gates;

    /** What a list shows beside a discussion. */
    record Voices(long contributions, long speakers, long roster) {
        static final Voices NONE = new Voices(0, 0, 0);
    }

    public Listing<Discussion> withinScope() {
        return listings.of(Discussion.class, "Discussion d join fetch d.organization o join fetch d.campaign")
                .where(scope.over("d.organization.id"));
    }

    /** Moves it where its state and every gate allow. */
    void move(Discussion discussion, Discussion.State to, @Nullable String reason) {
        hold(discussion, LockModeType.PESSIMISTIC_WRITE);
        discussion.checkMove(to, reason);
        gates.forEach(gate -> gate.pass(discussion, to));
        discussion.moveTo(to, reason);
        flush();
        changed(discussion);
    }

    /** Those who look at it are told when it is committed; flushed before. */
    void changed(Discussion discussion) {
        live.changed(topic(discussion.id()), "DISCUSSION", discussion.id(), discussion.version());
    }

    /** Where changes of a discussion and of all that belongs to it are told. */
    public static String topic(UUID discussion) {
        return "discussions/" + discussion;
    }

    /**
     * Keeps the discussion as it is until the transaction ends: who adds to it holds it together with the others, who
     * moves it or numbers its requirements holds it alone.
     */
    public void hold(Discussion discussion, LockModeType how) {
        getEntityManager().refresh(discussion, how);
    }

    boolean isWithinScope(UUID id) {
        return withinScope().where("d.id = :id", "id", id).maybe().isPresent();
    }

    public Discussion get(UUID id) {
        return withinScope().where("d.id = :id", "id", id).one();
    }

    /** One statement for a page. */
    @SuppressWarnings("unchecked")
    Map<UUID, Voices> voices(Collection<UUID> discussions) {
        Map<UUID, Voices> voices = new HashMap<>();
        if (!discussions.isEmpty()) {
            List<Object[]> rows = getEntityManager()
                    .createNativeQuery("""
                            select d.id, count(c.id), count(distinct c.author_id),
                                   (select count(*) from organization o join organization b on b.path >= o.path and b.path < o.path_end
                                    join member m on m.branch_id = b.id and m.state = 'ACTIVE' where o.id = d.organization_id)
                            from discussion d left join contribution c on c.discussion_id = d.id
                            where d.id in (:ids) group by d.id""")
                    .setParameter("ids", discussions)
                    .getResultList();
            rows.forEach(row -> voices.put(
                    (UUID) row[0],
                    new Voices(
                            ((Number) row[1]).longValue(),
                            ((Number) row[2]).longValue(),
                            ((Number) row[3]).longValue())));
        }
        return voices;
    }

    /** How often each of some members spoke, in one of its rounds or in all: one statement. */
    Map<UUID, Long> spoken(UUID discussion, @Nullable Integer round, Collection<UUID> members) {
        Map<UUID, Long> counts = new HashMap<>();
        if (!members.isEmpty()) {
            getEntityManager()
                    .createQuery(
                            "select c.author.id, count(*) from Contribution c where c.discussion.id = :discussion"
                                    + " and c.author.id in (:members) and c.round between :from and :to group by c.author.id",
                            Object[].class)
                    .setParameter("discussion", discussion)
                    .setParameter("members", members)
                    .setParameter("from", round == null ? 0 : round)
                    .setParameter("to", round == null ? Integer.MAX_VALUE : round)
                    .getResultList()
                    .forEach(row -> counts.put((UUID) row[0], (Long) row[1]));
        }
        return counts;
    }

    /** Whether a member (m) has been heard, in one of its rounds or in all. */
    static Condition heard(UUID discussion, @Nullable Integer round, boolean heard) {
        return new Condition(
                (heard ? "" : "not ")
                        + "exists (select 1 from Contribution c where c.discussion.id = :discussion and c.author = m"
                        + " and c.round between :from and :to)",
                Map.of(
                        "discussion",
                        discussion,
                        "from",
                        round == null ? 0 : round,
                        "to",
                        round == null ? Integer.MAX_VALUE : round));
    }
}
