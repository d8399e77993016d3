package org.zhixing.identity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Accounts and the roles they hold. */
@ApplicationScoped
public class Accounts implements PanacheRepositoryBase<Account, UUID> {
    static final Order<Account> BY_USERNAME =
            Order.ascending("username", "a.username", String.class, Account::username, "a.id", Account::id);
    static final Order<RoleGrant> NEWEST_GRANT =
            Order.descending("-validFrom", "g.validFrom", Instant.class, RoleGrant::validFrom, "g.id", RoleGrant::id);

    static final Order<RoleGrant> FROM_THE_TOP = Order.ascending(
            "depth", "g.place.depth", Integer.class, g -> g.place().depth(), "g.id", RoleGrant::id);
    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration LONG_AGO = Duration.ofDays(90);

    /** What a member does in their own branch, and no longer once they have left it. */
    private static final Set<Role> OF_A_BRANCH = EnumSet.of(Role.MEMBER, Role.RECORDER, Role.SECRETARY);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Passwords passwords;

    @Inject
    Clock clock;

    Listing<Account> withinScope() {
        return listings.of(Account.class, "Account a").where(scope.over("a.organizationId"));
    }

    Account get(UUID id) {
        return withinScope().where("a.id = :id", "id", id).one();
    }

    /** The caller's own account, which needs no role. */
    Account own() {
        return findById(scope.accountId());
    }

    Listing<RoleGrant> grantsWithinScope() {
        return listings.of(RoleGrant.class, "RoleGrant g join fetch g.account join fetch g.place")
                .where(scope.over("g.place.id"));
    }

    /** The grants within scope that are in this state now. */
    Listing<RoleGrant> grantsIn(RoleGrantResource.@Nullable State state) {
        Listing<RoleGrant> grants = grantsWithinScope();
        Instant now = clock.instant();
        Condition current = Condition.of("g.validFrom <= :now and (g.validTo is null or g.validTo > :now)", "now", now);
        return switch (state) {
            case null -> grants;
            case CURRENT -> grants.where(current);
            case ENDED -> grants.where("g.validTo <= :now", "now", now);
            case ENDING -> grants.where(current).where("g.validTo <= :soon", "soon", now.plus(SOON));
            case UNUSED ->
                grants.where(current)
                        .where(
                                "coalesce(g.account.lastSignInAt, g.account.createdAt) < :long",
                                "long",
                                now.minus(LONG_AGO));
        };
    }

    /** Who gave these grants, by account: one statement. */
    Map<UUID, String> givers(Collection<RoleGrant> grants) {
        return names(grants.stream()
                .map(RoleGrant::grantedBy)
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet()));
    }

    /** Who holds a role that reaches this organisation now, from the top down. */
    Listing<RoleGrant> reaching(UUID organization) {
        return listings.of(RoleGrant.class, "RoleGrant g join fetch g.account join fetch g.place top")
                .where(Condition.of(
                                "g.account.enabled and g.validFrom <= :now and (g.validTo is null or g.validTo > :now)"
                                        + " and exists (select 1 from Place o where o.id = :organization"
                                        + " and o.path >= top.path and o.path < top.pathEnd)",
                                "now",
                                clock.instant())
                        .and("organization", organization));
    }

    List<RoleGrant> validGrants(UUID account) {
        return listings.of(RoleGrant.class, "RoleGrant g join fetch g.account join fetch g.place p")
                .where("g.account.id = :account", "account", account)
                .where(Condition.of(
                        "g.validFrom <= :now and (g.validTo is null or g.validTo > :now)", "now", clock.instant()))
                .first(200, NEWEST_GRANT);
    }

    /** A new account, kept by an organisation, with a password or none yet; the caller's scope has been checked. */
    public Account open(
            String username, String displayName, @Nullable String password, UUID organization, @Nullable UUID member) {
        Account account = new Account(
                username,
                displayName,
                password == null ? null : passwords.hash(password),
                organization,
                member,
                clock.instant());
        persist(account);
        return account;
    }

    /** Gives a role. Only an ADMIN makes an ADMIN; the caller's scope over account and place has been checked. */
    public RoleGrant grant(
            Account account,
            Role role,
            UUID organization,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable UUID by) {
        Place place = getEntityManager().find(Place.class, organization);
        if (place == null) {
            throw Refused.field("/organizationId", "reference-unknown");
        }
        RoleGrant grant = new RoleGrant(account, role, place, from == null ? clock.instant() : from, to, by);
        getEntityManager().persist(grant);
        return grant;
    }

    /**
     * Gives nobody more than the caller holds: a role that one of the caller's roles may give, at a place that it
     * reaches, and for no longer than it lasts itself.
     */
    void checkMayGrant(Role role, UUID organization, @Nullable Instant until) {
        List<RoleGrant> own = getEntityManager()
                .createQuery(
                        "select g from RoleGrant g join g.place top, Place o where g.account.id = :me and g.role in (:giving)"
                                + " and o.id = :organization and o.path >= top.path and o.path < top.pathEnd"
                                + " and g.validFrom <= :now and (g.validTo is null or g.validTo > :now)",
                        RoleGrant.class)
                .setParameter("me", scope.accountId())
                .setParameter("giving", role.delegatedBy())
                .setParameter("organization", organization)
                .setParameter("now", clock.instant())
                .getResultList();
        if (own.isEmpty()) {
            throw Refused.forbidden("grant-above-own");
        }
        boolean lasts =
                own.stream().anyMatch(g -> g.validTo() == null || (until != null && !until.isAfter(g.validTo())));
        if (!lasts) {
            throw Refused.field("/validTo", "grant-beyond-own-period");
        }
    }

    /** Who may give a role may take it, however long it would have lasted. */
    void checkMayEnd(RoleGrant grant) {
        if (!scope.reaches(grant.place().id(), grant.role().delegatedBy())) {
            throw Refused.forbidden("grant-above-own");
        }
    }

    /** Nobody changes an account that holds roles which the caller could not give: that would be a way up. */
    public void checkRank(Account account) {
        if (!isBelow(account)) {
            throw Refused.forbidden("grant-above-own");
        }
    }

    /** Whether the caller could give every role that the account holds now or will hold. */
    public boolean isBelow(Account account) {
        return getEntityManager()
                .createQuery(
                        "from RoleGrant g join fetch g.place where g.account = :account"
                                + " and (g.validTo is null or g.validTo > :now)",
                        RoleGrant.class)
                .setParameter("account", account)
                .setParameter("now", clock.instant())
                .getResultStream()
                .allMatch(g -> scope.reaches(g.place().id(), g.role().delegatedBy()));
    }

    /** The accounts of these members, each member's oldest first. */
    public Map<UUID, List<Account>> ofMembers(Collection<UUID> members) {
        return members.isEmpty()
                ? Map.of()
                : find("memberId in ?1 order by createdAt, id", members).stream()
                        .collect(Collectors.groupingBy(Account::memberId));
    }

    /** How many user names begin so; the next ones are counted from there. */
    public long countNamed(String prefix) {
        return count("username like ?1 escape '!'", prefix.replace("_", "!_") + "%");
    }

    /**
     * A member's account goes along: what it could do in the branch that was left ends, and it may be a member in the
     * new one.
     */
    public void follow(Account account, @Nullable UUID from, @Nullable UUID to) {
        Instant now = clock.instant();
        getEntityManager()
                .createQuery(
                        "from RoleGrant g where g.account = :account and g.place.id = :from and g.role in (:ofBranch)"
                                + " and (g.validTo is null or g.validTo > :now)",
                        RoleGrant.class)
                .setParameter("account", account)
                .setParameter("from", from)
                .setParameter("ofBranch", OF_A_BRANCH)
                .setParameter("now", now)
                .getResultList()
                .forEach(g -> g.end(now));
        if (to != null) {
            account.keptBy(to);
            grant(account, Role.MEMBER, to, now, null, null);
        }
    }

    /** An account may be tied to a member whom the caller reaches. */
    void checkMember(UUID member) {
        boolean reached = !getEntityManager()
                .createNativeQuery("select 1 from member m where m.id = :member and " + scope.sql("m.branch_id"))
                .setParameter("member", member)
                .setParameter("scopeAccount", scope.sqlParameters().get("scopeAccount"))
                .getResultList()
                .isEmpty();
        if (!reached) {
            throw Refused.field("/memberId", "reference-unknown");
        }
    }

    /** The names of accounts and API clients that are named in what the caller may see: one statement. */
    public Map<UUID, String> names(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return getEntityManager()
                .createQuery(
                        "select a.id as id, a.displayName as name from Account a where a.id in (:ids)"
                                + " union all select c.id as id, c.name as name from ApiClient c where c.id in (:ids)",
                        Object[].class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(row -> (UUID) row[0], row -> (String) row[1]));
    }

    public boolean none() {
        return count() == 0;
    }
}
