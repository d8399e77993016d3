package org.zhixing.identity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Accounts and the roles they hold. */
@ApplicationScoped
public class Accounts implements PanacheRepositoryBase<Account, UUID> {
    static final Order<Account> BY_USERNAME =
            Order.ascending("username", "a.username", String.class, Account::username, "a.id", Account::id);
    static final Order<RoleGrant> NEWEST_GRANT = Order.descending(
            "-validFrom", "g.validFrom", java.time.Instant.class, RoleGrant::validFrom, "g.id", RoleGrant::id);

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

    List<RoleGrant> validGrants(UUID account) {
        return listings.of(RoleGrant.class, "RoleGrant g join fetch g.account join fetch g.place p")
                .where("g.account.id = :account", "account", account)
                .where(org.zhixing.platform.query.Condition.of(
                        "g.validFrom <= :now and (g.validTo is null or g.validTo > :now)", "now", clock.instant()))
                .first(200, NEWEST_GRANT);
    }

    /** A new account, kept by an organisation; the caller's scope has been checked. */
    public Account open(
            String username, String displayName, String password, UUID organization, @Nullable UUID member) {
        Account account =
                new Account(username, displayName, passwords.hash(password), organization, member, clock.instant());
        persist(account);
        return account;
    }

    /** Gives a role. Only an ADMIN makes an ADMIN; the caller's scope over account and place has been checked. */
    public RoleGrant grant(
            Account account,
            Role role,
            UUID organization,
            java.time.@Nullable Instant from,
            java.time.@Nullable Instant to,
            @Nullable UUID by) {
        Place place = getEntityManager().find(Place.class, organization);
        if (place == null) {
            throw Refused.field("/organizationId", "reference-unknown");
        }
        RoleGrant grant = new RoleGrant(account, role, place, from == null ? clock.instant() : from, to, by);
        getEntityManager().persist(grant);
        return grant;
    }

    /** Only who is ADMIN there gives or takes ADMIN there. */
    void checkMayGrant(Role role, UUID organization) {
        if (role == Role.ADMIN && !scope.reaches(organization, java.util.EnumSet.of(Role.ADMIN))) {
            throw Refused.forbidden("grant-above-own");
        }
    }

    /** Nobody changes an account that holds roles beyond the caller's own reach: that would be a way up. */
    void checkRank(Account account) {
        for (RoleGrant grant : validGrants(account.id())) {
            boolean within = scope.reaches(
                    grant.place().id(),
                    grant.role() == Role.ADMIN
                            ? java.util.EnumSet.of(Role.ADMIN)
                            : java.util.EnumSet.of(Role.ADMIN, Role.OFFICE));
            if (!within) {
                throw Refused.forbidden("grant-above-own");
            }
        }
    }

    /** An account may be tied to a member whom the caller reaches. */
    void checkMember(UUID member) {
        boolean reached = !getEntityManager()
                .createNativeQuery("select 1 from member m where m.id = :member and " + scope.sql("m.branch_id"))
                .setParameter("member", member)
                .setParameter("scopeAccount", scope.sqlParameters().get("scopeAccount"))
                .setParameter("scopeRoles", scope.sqlParameters().get("scopeRoles"))
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
