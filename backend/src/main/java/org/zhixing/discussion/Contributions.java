package org.zhixing.discussion;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditTrail;
import org.zhixing.audit.Change;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.platform.live.Live;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;

/** Every query for contributions, scope first, and what is done to them. */
@ApplicationScoped
public class Contributions implements PanacheRepositoryBase<Contribution, UUID> {
    static final Order<Contribution> LATEST = Order.descending(
            "-createdAt", "c.createdAt", Instant.class, Contribution::createdAt, "c.id", Contribution::id);
    static final Order<Contribution> EARLIEST = Order.ascending(
            "createdAt", "c.createdAt", Instant.class, Contribution::createdAt, "c.id", Contribution::id);
    static final Order<Contribution> MOST_SUPPORTED = Order.descending(
            "-supporters", "c.supporters", Integer.class, Contribution::supporters, "c.id", Contribution::id);
    static final Order<ContributionVersion> EDITIONS = Order.descending(
            "-version", "v.edition", Integer.class, ContributionVersion::edition, "v.id", ContributionVersion::id);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Discussions discussions;

    @Inject
    AuditTrail audit;

    @Inject
    Live live;

    @Inject
    Clock clock;

    @Inject
    Event<Contributed> contributed;

    public Listing<Contribution> of(UUID discussion) {
        return listings.of(Contribution.class, "Contribution c join fetch c.author join fetch c.discussion")
                .where(scope.over("c.discussion.organization.id"))
                .where("c.discussion.id = :discussion", "discussion", discussion);
    }

    Contribution one(UUID discussion, UUID id) {
        return of(discussion).where("c.id = :id", "id", id).one();
    }

    Listing<ContributionVersion> versions(UUID contribution) {
        return listings.of(ContributionVersion.class, "ContributionVersion v")
                .where("v.contributionId = :contribution", "contribution", contribution);
    }

    /** The first three replies to each of a page's contributions: two statements. */
    Map<UUID, List<Contribution>> firstReplies(Collection<UUID> contributions) {
        if (contributions.isEmpty()) {
            return Map.of();
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
                ? Map.of()
                : listings
                        .of(Contribution.class, "Contribution c join fetch c.author join fetch c.discussion")
                        .where("c.id in (:ids)", "ids", ids)
                        .first(ids.size(), EARLIEST)
                        .stream()
                        .collect(Collectors.groupingBy(Contribution::replyTo));
    }

    /** The requirements that a page's contributions went into, but for those that live on in others: one statement. */
    @SuppressWarnings("unchecked")
    Map<UUID, List<ContributionView.Use>> uses(Collection<UUID> contributions) {
        if (contributions.isEmpty()) {
            return Map.of();
        }
        List<Object[]> rows = getEntityManager()
                .createNativeQuery("""
                        select s.contribution_id, r.id as requirement, r.ordinal, r.state <> 'WITHDRAWN' as stands
                        from requirement_source s join requirement r on r.id = s.requirement_id
                        where s.contribution_id in (:ids) and r.state in ('DRAFT', 'ADOPTED', 'WITHDRAWN')
                        order by r.ordinal""")
                .setParameter("ids", contributions)
                .getResultList();
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> (UUID) row[0],
                        Collectors.mapping(
                                row -> new ContributionView.Use(
                                        (UUID) row[1], ((Number) row[2]).intValue(), (Boolean) row[3]),
                                Collectors.toList())));
    }

    /** Which of a page's contributions the member supports: one statement. */
    @SuppressWarnings("unchecked")
    Set<UUID> supported(@Nullable UUID member, Collection<UUID> contributions) {
        return member == null || contributions.isEmpty()
                ? Set.of()
                : Set.copyOf(getEntityManager()
                        .createNativeQuery(
                                "select contribution_id from contribution_support"
                                        + " where member_id = :member and contribution_id in (:ids)",
                                UUID.class)
                        .setParameter("member", member)
                        .setParameter("ids", contributions)
                        .getResultList());
    }

    Contribution contribute(
            Discussion discussion,
            Member author,
            @Nullable String recordedBy,
            @Nullable Contribution replyTo,
            String text,
            Instant at) {
        discussions.hold(discussion, LockModeType.PESSIMISTIC_READ);
        discussion.takesContributions();
        if (replyTo != null && replyTo.replyTo() != null) {
            throw Refused.field("/replyTo", "discussion/reply-to-reply");
        }
        if (!author.isActive()
                || !author.branch().path().startsWith(discussion.organization().path())) {
            throw Refused.field("/memberId", "discussion/not-of-organization");
        }
        Contribution contribution = new Contribution(discussion, author, recordedBy, replyTo, text.strip(), at);
        persistAndFlush(contribution);
        if (replyTo != null) {
            count("update contribution set replies = replies + 1 where id = :id", replyTo);
        }
        contributed.fire(new Contributed(
                discussion.campaign().id(), discussion.organization().id(), LocalDate.ofInstant(at, Times.ZONE)));
        changed(replyTo == null ? contribution : replyTo);
        return contribution;
    }

    /** Who loses against another change is refused before the earlier wording would be kept twice. */
    void reword(Contribution contribution, String text) {
        contribution.discussion().takesContributions();
        Instant now = clock.instant();
        ContributionVersion earlier =
                new ContributionVersion(contribution, scope.actor().name(), now);
        contribution.reword(text.strip(), now);
        flush();
        getEntityManager().persist(earlier);
        changed(contribution);
    }

    /** Once for each member, however often it is said. */
    void support(Contribution contribution) {
        UUID member = supporter();
        contribution.discussion().takesSupport();
        if (contribution.author().id().equals(member)) {
            throw Refused.conflict("discussion/own-support");
        }
        int added = getEntityManager()
                .createNativeQuery("insert into contribution_support (contribution_id, member_id, at)"
                        + " values (:contribution, :member, :at) on conflict do nothing")
                .setParameter("contribution", contribution.id())
                .setParameter("member", member)
                .setParameter("at", clock.instant())
                .executeUpdate();
        if (added > 0) {
            count("update contribution set supporters = supporters + 1 where id = :id", contribution);
            noteSupport(Change.Kind.CREATED, contribution, member);
        }
    }

    void withdrawSupport(Contribution contribution) {
        UUID member = supporter();
        contribution.discussion().takesSupport();
        int removed = getEntityManager()
                .createNativeQuery(
                        "delete from contribution_support where contribution_id = :contribution and member_id = :member")
                .setParameter("contribution", contribution.id())
                .setParameter("member", member)
                .executeUpdate();
        if (removed > 0) {
            count("update contribution set supporters = supporters - 1 where id = :id", contribution);
            noteSupport(Change.Kind.DELETED, contribution, member);
        }
    }

    private UUID supporter() {
        UUID member = scope.actor().memberId();
        if (member == null) {
            throw Refused.forbidden("discussion/members-support");
        }
        return member;
    }

    private void noteSupport(Change.Kind kind, Contribution contribution, UUID member) {
        Map<String, Object> who = Map.of("member", member);
        boolean began = kind == Change.Kind.CREATED;
        audit.note(
                new Change(
                        kind, "ContributionSupport", contribution.id(), began ? Map.of() : who, began ? who : Map.of()),
                List.of(member),
                contribution.discussion().organization().id());
        changed(contribution);
    }

    void drop(Contribution contribution, String reason) {
        getEntityManager().refresh(contribution, LockModeType.PESSIMISTIC_WRITE);
        uses(List.of(contribution.id())).getOrDefault(contribution.id(), List.of()).stream()
                .filter(ContributionView.Use::stands)
                .findFirst()
                .ifPresent(use -> {
                    throw Refused.conflict("discussion/drop-used", use.ordinal());
                });
        contribution.drop(reason, scope.actor().name(), clock.instant());
        flush();
        audit.at(contribution.discussion().organization().id());
        changed(contribution);
    }

    void takeBackDrop(Contribution contribution) {
        contribution.takeBackDrop();
        flush();
        audit.at(contribution.discussion().organization().id());
        changed(contribution);
    }

    /** Where several add at once, the database counts one after the other. */
    private void count(String sql, Contribution contribution) {
        getEntityManager()
                .createNativeQuery(sql)
                .setParameter("id", contribution.id())
                .executeUpdate();
        getEntityManager().refresh(contribution);
    }

    private void changed(Contribution contribution) {
        live.changed(
                Discussions.topic(contribution.discussion().id()),
                "CONTRIBUTION",
                contribution.id(),
                contribution.version());
    }

    /** Those named, kept as they are until the transaction ends; one that is unknown is refused at its place. */
    public List<Contribution> held(Discussion discussion, List<UUID> ids, String pointer) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<UUID, Contribution> found = new HashMap<>();
        getEntityManager()
                .createQuery(
                        "from Contribution c where c.discussion = :discussion and c.id in (:ids) order by c.id",
                        Contribution.class)
                .setParameter("discussion", discussion)
                .setParameter("ids", ids)
                .setLockMode(LockModeType.PESSIMISTIC_READ)
                .getResultList()
                .forEach(c -> found.put(c.id(), c));
        for (int i = 0; i < ids.size(); i++) {
            if (!found.containsKey(ids.get(i))) {
                throw Refused.field(pointer + "/" + i, "reference-unknown");
            }
        }
        return ids.stream().distinct().map(found::get).toList();
    }
}
