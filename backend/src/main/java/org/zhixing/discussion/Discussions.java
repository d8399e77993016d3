package org.zhixing.discussion;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;

/** Every query for discussions and contributions, scope first. */
@ApplicationScoped
public class Discussions implements PanacheRepositoryBase<Discussion, UUID> {
    static final Order<Discussion> NEWEST =
            Order.descending("-createdAt", "d.createdAt", Instant.class, Discussion::createdAt, "d.id", Discussion::id);
    static final Order<Contribution> LATEST = Order.descending(
            "-createdAt", "c.createdAt", Instant.class, Contribution::createdAt, "c.id", Contribution::id);
    static final Order<Contribution> EARLIEST = Order.ascending(
            "createdAt", "c.createdAt", Instant.class, Contribution::createdAt, "c.id", Contribution::id);
    static final Order<ContributionVersion> EDITIONS = Order.descending(
            "-version", "v.edition", Integer.class, ContributionVersion::edition, "v.id", ContributionVersion::id);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Clock clock;

    @Inject
    @Any
    Instance<DiscussionGate> gates;

    @Inject
    Event<Contributed> contributed;

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
        discussion.checkMove(to, reason);
        gates.forEach(gate -> gate.pass(discussion, to));
        discussion.moveTo(to, reason);
        flush();
    }

    public Discussion get(UUID id) {
        return withinScope().where("d.id = :id", "id", id).one();
    }

    Listing<Contribution> contributions(UUID discussion) {
        return listings.of(Contribution.class, "Contribution c join fetch c.author join fetch c.discussion")
                .where(scope.over("c.discussion.organization.id"))
                .where("c.discussion.id = :discussion", "discussion", discussion);
    }

    Listing<ContributionVersion> versions(UUID contribution) {
        return listings.of(ContributionVersion.class, "ContributionVersion v")
                .where("v.contributionId = :contribution", "contribution", contribution);
    }

    /** The first three replies to each of a page's contributions: one statement. */
    List<Contribution> firstReplies(Collection<UUID> contributions) {
        if (contributions.isEmpty()) {
            return List.of();
        }
        @SuppressWarnings("unchecked")
        List<UUID> ids = getEntityManager()
                .createNativeQuery(
                        "select id from (select c.id, row_number() over (partition by c.reply_to order by c.created_at, c.id) n"
                                + " from contribution c where c.reply_to in (:ids)) r where n <= 3",
                        UUID.class)
                .setParameter("ids", contributions)
                .getResultList();
        return ids.isEmpty()
                ? List.of()
                : listings.of(Contribution.class, "Contribution c join fetch c.author join fetch c.discussion")
                        .where("c.id in (:ids)", "ids", ids)
                        .first(ids.size(), EARLIEST);
    }

    Contribution contribute(
            Discussion discussion,
            Member author,
            @Nullable String recordedBy,
            @Nullable Contribution replyTo,
            String text,
            Instant at) {
        discussion.takesContributions();
        if (replyTo != null && replyTo.replyTo() != null) {
            throw Refused.field("/replyTo", "discussion/reply-to-reply");
        }
        if (!author.isActive()
                || !author.branch().path().startsWith(discussion.organization().path())) {
            throw Refused.field("/memberId", "discussion/not-of-organization");
        }
        Contribution contribution = new Contribution(discussion, author, recordedBy, replyTo, text.strip(), at);
        getEntityManager().persist(contribution);
        contributed.fire(new Contributed(
                discussion.campaign().id(), discussion.organization().id(), LocalDate.ofInstant(at, Times.ZONE)));
        return contribution;
    }

    void reword(Contribution contribution, String text) {
        contribution.discussion().takesContributions();
        getEntityManager()
                .persist(new ContributionVersion(contribution, scope.actor().name(), clock.instant()));
        contribution.reword(text.strip(), clock.instant());
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

    /** How often each of some members spoke: one statement. */
    Map<UUID, Long> spoken(UUID discussion, Collection<UUID> members) {
        Map<UUID, Long> counts = new HashMap<>();
        if (!members.isEmpty()) {
            getEntityManager()
                    .createQuery(
                            "select c.author.id, count(*) from Contribution c where c.discussion.id = :discussion"
                                    + " and c.author.id in (:members) group by c.author.id",
                            Object[].class)
                    .setParameter("discussion", discussion)
                    .setParameter("members", members)
                    .getResultList()
                    .forEach(row -> counts.put((UUID) row[0], (Long) row[1]));
        }
        return counts;
    }
}
