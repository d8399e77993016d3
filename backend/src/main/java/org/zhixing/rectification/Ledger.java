package org.zhixing.rectification;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Origin;
import org.zhixing.campaign.Campaign;
import org.zhixing.identity.Actor;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.organization.Organization;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for items, scope first, and the moves that leave their trace in the log and the sums. */
@ApplicationScoped
public class Ledger implements PanacheRepositoryBase<RectificationItem, UUID> {
    static final Set<Role> WORKS = EnumSet.of(Role.OFFICE, Role.SECRETARY, Role.RECORDER, Role.CLIENT);
    static final Set<Role> DECIDES = EnumSet.of(Role.OFFICE, Role.SUPERVISOR, Role.LEADER);

    static final Order<RectificationItem> DUE_FIRST = Order.ascending(
            "dueOn", "i.dueOn", LocalDate.class, RectificationItem::dueOn, "i.id", RectificationItem::id);
    static final Order<RectificationItem> DUE_LAST = Order.descending(
            "-dueOn", "i.dueOn", LocalDate.class, RectificationItem::dueOn, "i.id", RectificationItem::id);
    static final Order<RectificationItem> NEWEST = Order.descending(
            "-createdAt", "i.createdAt", Instant.class, RectificationItem::createdAt, "i.id", RectificationItem::id);
    static final Order<LogEntry> LATEST_ENTRY =
            Order.descending("-at", "e.at", Instant.class, LogEntry::at, "e.id", LogEntry::id);
    static final Order<Evidence> LATEST_EVIDENCE =
            Order.descending("-addedAt", "e.addedAt", Instant.class, Evidence::addedAt, "e.id", Evidence::id);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Members members;

    @Inject
    FindingTies ties;

    @Inject
    Clock clock;

    @Inject
    Event<LedgerMoved> moved;

    /** What the caller may do with which items' organisations; found once for a page. */
    record Standing(Actor actor, @Nullable UUID branch, Set<UUID> works, Set<UUID> decides) {
        List<State> moves(RectificationItem item) {
            UUID organization = item.organization().id();
            return item.state().next().stream()
                    .filter(to -> to.decidedAbove()
                            ? item.decides(actor, branch, decides.contains(organization))
                            : works.contains(organization) || mine(item))
                    .toList();
        }

        /** The person responsible works on their item whatever their role. */
        boolean mine(RectificationItem item) {
            return item.facts().responsible().id().equals(actor.memberId());
        }
    }

    public Listing<RectificationItem> withinScope() {
        return listings.of(
                        RectificationItem.class,
                        "RectificationItem i join fetch i.organization o join fetch i.campaign"
                                + " left join fetch i.leader join fetch i.responsible")
                .where(scope.over("i.organization.id"));
    }

    RectificationItem get(UUID id) {
        return withinScope().where("i.id = :id", "id", id).one();
    }

    /** The items that took up a finding. */
    Listing<RectificationItem> ofFinding(UUID finding) {
        return withinScope()
                .where(
                        "exists (select 1 from ItemFinding t where t.itemId = i.id and t.findingId = :finding)",
                        "finding",
                        finding);
    }

    Listing<LogEntry> log(UUID item) {
        return listings.of(LogEntry.class, "LogEntry e").where("e.itemId = :item", "item", item);
    }

    Listing<Evidence> evidence(UUID item) {
        return listings.of(Evidence.class, "Evidence e join fetch e.file").where("e.itemId = :item", "item", item);
    }

    Standing standing(Collection<RectificationItem> items) {
        Set<UUID> organizations =
                items.stream().map(i -> i.organization().id()).collect(java.util.stream.Collectors.toSet());
        Actor actor = scope.actor();
        Member me = actor.memberId() == null
                ? null
                : members.byId(List.of(actor.memberId())).get(actor.memberId());
        return new Standing(
                actor,
                me == null ? null : me.branch().id(),
                scope.reached(organizations, WORKS),
                scope.reachedFromAbove(organizations, DECIDES));
    }

    RectificationItem raise(
            Campaign campaign,
            Organization organization,
            RectificationItem.Facts facts,
            LocalDate dueOn,
            Origin origin,
            @Nullable UUID originReference,
            @Nullable String originNote,
            Instant at) {
        long number = ((Number) getEntityManager()
                        .createNativeQuery("select nextval('rectification_number')")
                        .getSingleResult())
                .longValue();
        RectificationItem item = new RectificationItem(
                number, campaign, organization, facts, dueOn, origin, originReference, originNote, at);
        persist(item);
        write(item, at, LogEntry.Kind.RAISED, null, State.OPEN, null);
        moved.fire(new LedgerMoved(campaign.id(), organization.id(), dueOn, 1, 0));
        return item;
    }

    void move(RectificationItem item, State to, @Nullable String note, Instant at) {
        Standing standing = standing(List.of(item));
        UUID organization = item.organization().id();
        State from = item.state();
        item.moveTo(
                to,
                standing.actor(),
                standing.branch(),
                standing.decides().contains(organization),
                standing.works().contains(organization) || standing.mine(item),
                note,
                at);
        write(item, at, LogEntry.Kind.TRANSITION, from, to, note);
        if (to == State.CANCELLED) {
            ties.giveBack(item);
        }
        int pending = (to.pending() ? 1 : 0) - (from.pending() ? 1 : 0);
        int closed = (to == State.CLOSED ? 1 : 0) - (from == State.CLOSED ? 1 : 0);
        if (pending != 0 || closed != 0) {
            moved.fire(new LedgerMoved(item.campaign().id(), organization, item.dueOn(), pending, closed));
        }
    }

    /** An item the caller works on: by role, as the person responsible, or from above. */
    RectificationItem toWorkOn(UUID id) {
        RectificationItem item = get(id);
        Standing standing = standing(List.of(item));
        UUID organization = item.organization().id();
        if (!standing.works().contains(organization)
                && !standing.decides().contains(organization)
                && !standing.mine(item)) {
            throw Refused.forbidden("rectification/not-yours");
        }
        return item;
    }

    LogEntry write(
            RectificationItem item,
            Instant at,
            LogEntry.Kind kind,
            @Nullable State from,
            @Nullable State to,
            @Nullable String note) {
        LogEntry entry = new LogEntry(item.id(), at, scope.actor().name(), kind, from, to, note);
        getEntityManager().persist(entry);
        return entry;
    }

    void add(Evidence evidence) {
        getEntityManager().persist(evidence);
    }
}
