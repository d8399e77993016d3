package org.zhixing.identity;

import static java.util.stream.Collectors.joining;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;

/**
 * What the caller of this request may reach, and the only way to a query (design §6).
 *
 * <p>The roles that count are those the resource method allows, so "who" is said once; the organisations are found by
 * the database in the statement that uses them, so a grant that ended or a branch that moved counts at once. A role
 * held at one place gives nothing at another.
 */
@RequestScoped
public class Scope {
    @Inject
    SecurityIdentity identity;

    @Inject
    EntityManager entities;

    @Context
    ResourceInfo resource;

    private @Nullable UUID account;
    private @Nullable Set<Role> roles;
    private @Nullable Actor actor;

    /** Work outside a request, such as an import, is done as somebody and with that person's rights. */
    public void actAs(UUID account, Set<Role> roles) {
        this.account = account;
        this.roles = EnumSet.copyOf(roles);
        this.actor = null;
    }

    /** The predicate that an organisation's id lies within the caller's reach. */
    public Condition over(String organizationIdExpression) {
        return over(organizationIdExpression, roles());
    }

    /** The same for some of the roles only. */
    public Condition over(String organizationIdExpression, Set<Role> some) {
        return new Condition(
                organizationIdExpression
                        + " in (select granted.organizationId from GrantedOrganization granted"
                        + " where granted.accountId = :scopeAccount and granted.role in " + among(some) + ")",
                Map.of("scopeAccount", accountId()));
    }

    /** The predicate that the caller holds the role at this very organisation; a role held above it does not count. */
    public Condition at(String organizationIdExpression, Role role) {
        return new Condition(
                organizationIdExpression
                        + " in (select held.organizationId from GrantedOrganization held"
                        + " where held.accountId = :scopeAccount and held.role = :roleHeld"
                        + " and held.rootId = held.organizationId)",
                Map.of("scopeAccount", accountId(), "roleHeld", role));
    }

    /** As {@link #over}; what belongs to no organisation is reached by those who hold one of the roles at a root. */
    public Condition overOrOfTheHouse(String organizationIdExpression) {
        Condition over = over(organizationIdExpression);
        return new Condition(
                over.hql() + " or (" + organizationIdExpression
                        + " is null and exists (select 1 from GrantedOrganization root"
                        + " where root.accountId = :scopeAccount and root.role in " + among(roles())
                        + " and root.rootDepth = 0))",
                over.parameters());
    }

    /**
     * As {@link #over}, of an alias of an organisation: only where the caller's grants begin is looked at. For a few that are
     * found by something else; of all in reach {@link #over} is faster to tell.
     */
    public Condition within(String organizationAlias) {
        String path = organizationAlias + ".path";
        return new Condition(
                whereGrantsBegin() + " and " + path + " >= top.path and " + path + " < top.pathEnd)",
                Map.of("scopeAccount", accountId()));
    }

    /**
     * The predicate that an organisation (an alias of one) lies on the way from the root to, or within, the caller's reach.
     * Only where the caller's grants begin is looked at, not all that they reach: the tree's size does not count.
     */
    public Condition overline(String organizationAlias) {
        String path = organizationAlias + ".path";
        String end = organizationAlias + ".pathEnd";
        return new Condition(
                whereGrantsBegin()
                        + " and (top.path >= " + path + " and top.path < " + end
                        + " or " + path + " >= top.path and " + path + " < top.pathEnd))",
                Map.of("scopeAccount", accountId()));
    }

    /** The same predicate for SQL; its parameters are {@link #sqlParameters}. */
    public String sql(String organizationIdExpression) {
        return organizationIdExpression
                + " in (select granted.organization_id from granted_organization granted"
                + " where granted.account_id = :scopeAccount and granted.role in "
                + roles().stream().map(role -> "'" + role + "'").collect(joining(", ", "(", ")")) + ")";
    }

    public Map<String, Object> sqlParameters() {
        return Map.of("scopeAccount", accountId());
    }

    /**
     * The organisations in reach, at most one more than so many. Where they are few, a list is faster told their ids beside
     * {@link #over}: the database cannot guess from paths how few they are.
     */
    public UUID[] some(int most) {
        return entities.createQuery(
                        "select g.organizationId from GrantedOrganization g where g.accountId = :account and g.role in "
                                + among(roles()),
                        UUID.class)
                .setParameter("account", accountId())
                .setMaxResults(most + 1)
                .getResultList()
                .toArray(UUID[]::new);
    }

    /** Whether the caller holds one of these roles at the organisation or above it. */
    public boolean reaches(UUID organization, Set<Role> some) {
        return !reached(List.of(organization), some).isEmpty();
    }

    /** Whether the caller holds one of these roles at an organisation above this one, not only at it. */
    public boolean reachesFromAbove(UUID organization, Set<Role> some) {
        return entities.createQuery(
                                "select count(*) from GrantedOrganization g where g.accountId = :account and g.role in "
                                        + among(some)
                                        + " and g.organizationId = :organization and g.rootId <> :organization",
                                Long.class)
                        .setParameter("account", accountId())
                        .setParameter("organization", organization)
                        .getSingleResult()
                > 0;
    }

    /** Those of the organisations at which, or above which, the caller holds one of the roles: one statement. */
    public Set<UUID> reached(Collection<UUID> organizations, Set<Role> some) {
        if (organizations.isEmpty() || some.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(entities.createQuery(
                        "select distinct g.organizationId from GrantedOrganization g where g.accountId = :account"
                                + " and g.role in " + among(some) + " and g.organizationId in (:organizations)",
                        UUID.class)
                .setParameter("account", accountId())
                .setParameter("organizations", organizations)
                .getResultList());
    }

    /** As {@link #reached}, counting only grants at organisations above. */
    public Set<UUID> reachedFromAbove(Collection<UUID> organizations, Set<Role> some) {
        if (organizations.isEmpty() || some.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(entities.createQuery(
                        "select distinct g.organizationId from GrantedOrganization g where g.accountId = :account"
                                + " and g.role in " + among(some)
                                + " and g.organizationId in (:organizations) and g.rootId <> g.organizationId",
                        UUID.class)
                .setParameter("account", accountId())
                .setParameter("organizations", organizations)
                .getResultList());
    }

    /** Those of the organisations at which themselves, not only above which, the caller holds the role. */
    public Set<UUID> heldAt(Collection<UUID> organizations, Role role) {
        if (organizations.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(entities.createQuery(
                        "select distinct g.organizationId from GrantedOrganization g where g.accountId = :account"
                                + " and g.role = :role and g.organizationId in (:organizations) and g.rootId = g.organizationId",
                        UUID.class)
                .setParameter("account", accountId())
                .setParameter("role", role)
                .setParameter("organizations", organizations)
                .getResultList());
    }

    /** Refuses an organisation named in a body that the caller does not reach, as one that does not exist. */
    public void check(UUID organization, String pointer) {
        if (!reaches(organization, roles())) {
            throw Refused.field(pointer, "reference-unknown");
        }
    }

    /** The highest organisation at which the caller holds one of the roles this operation allows. */
    public UUID highest() {
        return entities.createQuery(
                        "select g.rootId from GrantedOrganization g where g.accountId = :account and g.role in "
                                + among(roles()) + " and g.rootId = g.organizationId order by g.rootDepth, g.rootId",
                        UUID.class)
                .setParameter("account", accountId())
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    /** For what concerns the whole house: refuses callers who hold none of the roles at the top of a tree; else the top. */
    public UUID checkTop() {
        return entities.createQuery(
                        "select g.rootId from GrantedOrganization g where g.accountId = :account and g.role in "
                                + among(roles())
                                + " and g.rootId = g.organizationId and g.rootDepth = 0 order by g.rootId",
                        UUID.class)
                .setParameter("account", accountId())
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> Refused.forbidden("top-only"));
    }

    /** The account that asks, or the API client: their ids never coincide. */
    public UUID accountId() {
        if (account == null) {
            account = UUID.fromString(identity.getPrincipal().getName());
        }
        return account;
    }

    /** Who acts: account, display name, and the member behind it if there is one; or an API client by its name. */
    public Actor actor() {
        if (actor == null
                && identity.getAttribute(SessionCookie.ACTOR) instanceof Actor signedIn
                && signedIn.accountId().equals(accountId())) {
            actor = signedIn;
        }
        if (actor == null) {
            Account found = entities.find(Account.class, accountId());
            actor = found == null
                    ? new Actor(accountId(), nameOfClient(), null)
                    : new Actor(found.id(), found.displayName(), found.memberId());
        }
        return actor;
    }

    private String nameOfClient() {
        return entities.createQuery("select c.name from ApiClient c where c.id = :id", String.class)
                .setParameter("id", accountId())
                .getSingleResult();
    }

    /** The beginning of a condition on {@code top}, where a grant that counts begins; it is left open. */
    private String whereGrantsBegin() {
        return "exists (select 1 from GrantedOrganization granted join Organization top on top.id = granted.rootId"
                + " where granted.accountId = :scopeAccount and granted.role in " + among(roles())
                + " and granted.organizationId = granted.rootId";
    }

    /** Roles written out: with a list of parameters Hibernate would plan the query anew each time. */
    private static String among(Set<Role> some) {
        return some.isEmpty()
                ? "(null)"
                : some.stream()
                        .sorted()
                        .map(role -> Role.class.getName() + "." + role)
                        .collect(joining(", ", "(", ")"));
    }

    /** The roles that count in this request. */
    Set<Role> roles() {
        if (roles == null) {
            Method method = resource.getResourceMethod();
            RolesAllowed allowed = method.getAnnotation(RolesAllowed.class);
            if (allowed == null) {
                allowed = method.getDeclaringClass().getAnnotation(RolesAllowed.class);
            }
            if (allowed == null) {
                throw new IllegalStateException(method + " names no roles, so it has no scope");
            }
            roles = EnumSet.copyOf(
                    Arrays.stream(allowed.value()).map(Role::valueOf).toList());
        }
        return roles;
    }
}
