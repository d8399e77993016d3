package org.zhixing.study.writing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhixing.identity.Actor;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.organization.RosterChanged;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for notes and reflections. What is not handed in is found by whoever writes it and by nobody else. STU-7. */
@ApplicationScoped
class Writings implements PanacheRepositoryBase<Writing, UUID> {
    /** Those who read what was handed in; to other members it is none of their business. */
    static final Set<Role> READ = EnumSet.of(Role.OFFICE, Role.SUPERVISOR, Role.LEADER, Role.SECRETARY, Role.RECORDER);

    static final Set<Role> REVIEW = EnumSet.of(Role.OFFICE, Role.SECRETARY);
    static final Set<Role> KEY_IN = EnumSet.of(Role.OFFICE, Role.SECRETARY, Role.RECORDER);

    static final Order<Writing> LATEST =
            Order.descending("-movedAt", "w.movedAt", Instant.class, Writing::movedAt, "w.id", Writing::id);
    static final Order<Writing> OLDEST =
            Order.ascending("movedAt", "w.movedAt", Instant.class, Writing::movedAt, "w.id", Writing::id);
    static final Order<WritingVersion> EDITIONS = Order.descending(
            "-version", "v.edition", Integer.class, WritingVersion::edition, "v.id", WritingVersion::id);
    static final Order<WritingAttachment> ATTACHED = Order.ascending(
            "addedAt", "a.addedAt", Instant.class, WritingAttachment::addedAt, "a.id", WritingAttachment::id);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    /** What the caller may read. */
    private Listing<Writing> readable() {
        Condition handedIn = scope.over("w.branch.id", READ);
        Map<String, Object> parameters = new HashMap<>(handedIn.parameters());
        parameters.put("handedIn", Writing.State.HANDED_IN);
        return listings.of(
                        Writing.class,
                        "Writing w join fetch w.author join fetch w.branch o join fetch w.campaign"
                                + " left join fetch w.session left join fetch w.handedIn")
                .where(either(new Condition("w.state in (:handedIn) and " + handedIn.hql(), parameters), own()));
    }

    /** What the caller writes. */
    private Condition own() {
        Actor actor = scope.actor();
        Condition entered = Condition.of("w.enteredById = :me", "me", actor.accountId());
        return actor.memberId() == null
                ? entered
                : either(entered, Condition.of("w.author.id = :member", "member", actor.memberId()));
    }

    Listing<Writing> readable(Writing.Kind kind) {
        return readable().where("w.kind = :kind", "kind", kind);
    }

    Listing<Writing> readable(Writing.Kind kind, WritingFilter filter) {
        Listing<Writing> listing = readable(kind);
        if (filter.mine) {
            listing.where(mine());
        }
        if (filter.reviewable) {
            listing.where(reviewable());
        }
        if (filter.organization != null) {
            listing.where(new Condition(
                    "exists (select 1 from Organization top where top.id = :top and o.path >= top.path and o.path < top.pathEnd)",
                    Map.of("top", filter.organization)));
        }
        return listing.where("w.campaign.id = :campaign", "campaign", filter.campaign)
                .where("w.author.id = :author", "author", filter.member)
                .where("w.session.id = :session", "session", filter.session)
                .where("w.phase = :phase", "phase", filter.phase)
                .where("w.state = :state", "state", filter.state);
    }

    /** What waits for the caller's decision; never their own. The condition stands beside that of {@link #readable()}. */
    private Condition reviewable() {
        Condition over = scope.over("w.branch.id", REVIEW);
        Map<String, Object> parameters = new HashMap<>(over.parameters());
        String waiting = "w.state = SUBMITTED and " + over.hql();
        UUID me = scope.actor().memberId();
        if (me == null) {
            return new Condition(waiting, parameters);
        }
        parameters.put("reviewer", me);
        return new Condition(waiting + " and w.author.id <> :reviewer", parameters);
    }

    /** As a member: what was keyed in for others is not one's own. */
    private Condition mine() {
        UUID me = scope.actor().memberId();
        return me == null ? Condition.of("1 = 0") : Condition.of("w.author.id = :mine", "mine", me);
    }

    Writing get(Writing.Kind kind, UUID id) {
        return readable(kind).where("w.id = :id", "id", id).one();
    }

    /** One that the caller writes: others who may read it are refused. */
    Writing toWrite(Writing.Kind kind, UUID id) {
        Writing writing = get(kind, id);
        if (!writing.isWrittenBy(scope.actor())) {
            throw Refused.forbidden("writing/not-own");
        }
        return writing;
    }

    /** The same for what changes beside the text: it waits for an autosave that is under way, instead of failing on it. */
    Writing toAttach(Writing.Kind kind, UUID id) {
        Writing writing = toWrite(kind, id);
        getEntityManager().refresh(writing, LockModeType.PESSIMISTIC_WRITE);
        return writing;
    }

    /** Of these, whatever kind they are, those that the caller may read. */
    Map<UUID, Writing> readableOf(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : readable().where("w.id in (:ids)", "ids", ids).first(ids.size(), LATEST).stream()
                        .collect(Collectors.toMap(Writing::id, w -> w));
    }

    /** The branch of each of these, which says no more than whether it is one's own. */
    Map<UUID, UUID> branchesOf(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : getEntityManager()
                        .createQuery("select w.id, w.branch.id from Writing w where w.id in (:ids)", Object[].class)
                        .setParameter("ids", ids)
                        .getResultStream()
                        .collect(Collectors.toMap(row -> (UUID) row[0], row -> (UUID) row[1]));
    }

    Listing<WritingVersion> versions(UUID writing) {
        return listings.of(WritingVersion.class, "WritingVersion v")
                .where("v.writingId = :writing", "writing", writing);
    }

    /** What is attached, as the caller may see it: others than the writer see what was there when it was handed in. */
    Listing<WritingAttachment> attachments(Writing writing) {
        Listing<WritingAttachment> all = listings.of(WritingAttachment.class, "WritingAttachment a join fetch a.file")
                .where("a.writingId = :writing", "writing", writing.id());
        return writing.isWrittenBy(scope.actor())
                ? all.where("a.removedAt is null")
                : all.where(
                        "a.addedAt <= :handedIn and (a.removedAt is null or a.removedAt > :handedIn)",
                        "handedIn",
                        writing.submittedAt());
    }

    void add(WritingVersion version) {
        getEntityManager().persist(version);
    }

    void add(WritingAttachment attachment) {
        getEntityManager().persist(attachment);
    }

    /** Until it is accepted, a member's writing is reviewed where the member belongs. The ETag stays: no words changed. */
    void follow(@Observes RosterChanged changed) {
        List<UUID> moved = changed.moves().stream()
                .filter(move -> move.from() != null && move.to() != null)
                .map(RosterChanged.Move::member)
                .toList();
        if (!moved.isEmpty()) {
            getEntityManager()
                    .createNativeQuery("""
                            update writing w set branch_id = m.branch_id from member m
                            where m.id = w.member_id and m.id in (:moved) and w.branch_id <> m.branch_id
                              and w.state in ('DRAFT', 'SUBMITTED', 'RETURNED')""")
                    .setParameter("moved", moved)
                    .executeUpdate();
        }
    }

    private static Condition either(Condition a, Condition b) {
        Map<String, Object> parameters = new HashMap<>(a.parameters());
        parameters.putAll(b.parameters());
        return new Condition("(" + a.hql() + ") or (" + b.hql() + ")", parameters);
    }
}
