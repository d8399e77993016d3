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
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Origin;
import org.zhixing.campaign.Campaign;
import org.zhixing.identity.Actor;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for items, scope first, and the moves that leave their trace in the log and the sums. */
@ApplicationScoped
public class Ledger implements PanacheRepositoryBase<RectificationItem, UUID> {
    static final Set<Role> WORKS = EnumSet.of(Role.OFFICE, Role.SECRETARY, Role.RECORDER, Role.CLIENT);
    static final Set<Role> DECIDES = EnumSet.of(Role.OFFICE, Role.SUPERVISOR, Role.LEADER);

    static final Order<LogEntry> LATEST_ENTRY =
            Order.descending("-at", "e.at", Instant.class, LogEntry::at, "e.id", LogEntry::id);
    static final Order<Evidence> LATEST_EVIDENCE =
            Order.descending("-addedAt", "e.addedAt", Instant.class, Evidence::addedAt, "e.id", Evidence::id);

    /** So many organisations are named one by one: with more, walking an order and looking at the scope is no slower. */
    private static final int FEW = 500;

    private static final String PENDING = "sum(case when i.state not in (CLOSED, CANCELLED) then 1 else 0 end)";

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Members members;

    @Inject
    Organizations organizations;

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
        return items().where(scope.over("i.organization.id"));
    }

    private Listing<RectificationItem> items() {
        return listings.of(
                RectificationItem.class,
                "RectificationItem i join fetch i.organization o join fetch i.campaign c"
                        + " left join fetch i.leader join fetch i.responsible r");
    }

    /**
     * What a filter leaves of the ledger. Where few organisations are in question they are named; where many are, the order's
     * index is walked and each item looked at where grants begin: gathering ten thousand organisations first takes longer
     * than the page.
     */
    Listing<RectificationItem> matching(LedgerFilter filter, LocalDate today) {
        planAnew();
        UUID[] places = filter.organization == null ? scope.some(FEW) : organizations.some(filter.organization, FEW);
        boolean few = places.length <= FEW;
        Listing<RectificationItem> listing = filter.narrow(
                items().where(scope.within("o")), today, scope.actor().memberId(), few);
        if (few) {
            listing.where(Condition.of(
                    "cast(sql('? = any(?)', i.organization.id, :places) as Boolean) = true", "places", places));
        }
        return listing;
    }

    /**
     * Has the statements of this transaction planned for what they ask: a common word, a rare one, one branch and the whole
     * tree need plans of their own, and one plan for all of them is slow for most.
     */
    private void planAnew() {
        getEntityManager()
                .createNativeQuery("select set_config('plan_cache_mode', 'force_custom_plan', true)")
                .getSingleResult();
    }

    /** What is due between two days, by day; days without anything are left out. */
    List<ItemsByDayResource.ItemsOfDay> byDay(LedgerFilter filter, LocalDate first, LocalDate last, LocalDate today) {
        return matching(filter, today)
                .where("i.dueOn >= :firstDay", "firstDay", first)
                .where("i.dueOn <= :lastDay", "lastDay", last)
                .grouped("i.dueOn", "count(*)", PENDING, "sum(case when i.state = CLOSED then 1 else 0 end)")
                .stream()
                .map(row -> {
                    LocalDate day = (LocalDate) row[0];
                    return new ItemsByDayResource.ItemsOfDay(
                            day, number(row[1]), day.isBefore(today) ? number(row[2]) : 0, number(row[3]));
                })
                .toList();
    }

    /** How much stands where, in the order of the work. */
    List<ItemsByStateResource.ItemsInState> byState(LedgerFilter filter, LocalDate today) {
        return matching(filter, today)
                .where(Condition.of("cast(:now as LocalDate) is not null", "now", today))
                .grouped("i.stateOrder", "count(*)", "sum(case when i.dueOn < :now then 1 else 0 end)")
                .stream()
                .map(row -> {
                    State state = State.values()[(int) number(row[0])];
                    return new ItemsByStateResource.ItemsInState(
                            state, number(row[1]), state.pending() ? number(row[2]) : 0);
                })
                .toList();
    }

    private static long number(Object figure) {
        return ((Number) figure).longValue();
    }

    RectificationItem get(UUID id) {
        return withinScope().where("i.id = :id", "id", id).one();
    }

    /** Those of the items that the caller reaches, found at once; others are as if they were not there. */
    Map<UUID, RectificationItem> named(Collection<UUID> ids) {
        return withinScope().where("i.id in (:ids)", "ids", ids).first(ids.size(), LedgerOrder.NEWEST).stream()
                .collect(Collectors.toMap(RectificationItem::id, i -> i));
    }

    /** The latest note on the progress of each of some items that are in scope: one statement. */
    @SuppressWarnings("unchecked")
    Map<UUID, String> latestNotes(Collection<UUID> items) {
        if (items.isEmpty()) {
            return Map.of();
        }
        List<Object[]> rows = getEntityManager()
                .createNativeQuery("""
                        select distinct on (item_id) item_id, note from rectification_log
                        where kind = 'NOTE' and item_id in (:items) order by item_id, at desc, id desc""")
                .setParameter("items", items)
                .getResultList();
        return rows.stream().collect(Collectors.toMap(row -> (UUID) row[0], row -> (String) row[1]));
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
        Set<UUID> organizations = items.stream().map(i -> i.organization().id()).collect(Collectors.toSet());
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
