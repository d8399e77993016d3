package org.zhixing.organization;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Scope;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for organisations, scope first. */
@ApplicationScoped
public class Organizations implements PanacheRepositoryBase<Organization, UUID> {
    static final Order<Organization> BY_NAME =
            Order.ascending("name", "o.name", String.class, Organization::name, "o.id", Organization::id);
    static final Order<Organization> BY_CODE =
            Order.ascending("code", "o.code", String.class, Organization::code, "o.id", Organization::id);
    private static final Order<Organization> FROM_THE_ROOT =
            Order.ascending("path", "o.path", String.class, Organization::path, "o.id", Organization::id);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    /** What lies below an organisation: members who are active, branches, and whether it has children. */
    record Size(long members, long branches, boolean hasChildren) {
        static final Size NONE = new Size(0, 0, false);
    }

    public Listing<Organization> withinScope() {
        return listings.of(Organization.class, "Organization o left join fetch o.parent")
                .where(scope.over("o.id"));
    }

    /**
     * Those directly below an organisation that was found within the scope. They are within it too, for a role reaches
     * the subtree; to look for them among all that is reached would cost the more the larger the tree is. PRO-2.
     */
    public Listing<Organization> directlyBelow(Organization reached) {
        return listings.of(Organization.class, "Organization o left join fetch o.parent")
                .where("o.parent.id = :parent", "parent", reached.id());
    }

    /** As {@link #withinScope}, for those directly below one that the caller may reach or not: it costs what they are. PRO-2. */
    Listing<Organization> childrenWithinScope(UUID parent) {
        return listings.of(Organization.class, "Organization o left join fetch o.parent")
                .where("o.parent.id = :parent", "parent", parent)
                .where(scope.within("o"));
    }

    public Organization get(UUID id) {
        return withinScope().where("o.id = :id", "id", id).one();
    }

    /** An organisation and those below it, at most one more than so many; for a list that looks at the scope by itself. */
    public UUID[] some(UUID top, int most) {
        return getEntityManager()
                .createQuery(
                        "select o.id from Organization o join Organization top on o.path >= top.path and o.path < top.pathEnd"
                                + " where top.id = :top",
                        UUID.class)
                .setParameter("top", top)
                .setMaxResults(most + 1)
                .getResultList()
                .toArray(UUID[]::new);
    }

    /** 404 where a filter names an organisation that the caller does not reach; nothing where it names none. */
    public void reached(@Nullable UUID id) {
        if (id != null) {
            get(id);
        }
    }

    /** An organisation that a body names: refused at its place where the caller does not reach it. */
    public Organization named(UUID id, String pointer) {
        return withinScope()
                .where("o.id = :id", "id", id)
                .maybe()
                .orElseThrow(() -> Refused.field(pointer, "reference-unknown"));
    }

    /** A branch within the scope, or 404. */
    Organization branch(UUID id) {
        return withinScope()
                .where("o.id = :id", "id", id)
                .where("o.kind = BRANCH")
                .one();
    }

    /** As {@link #named}, and it must be a branch. */
    public Organization branchNamed(UUID id, String pointer) {
        Organization organization = named(id, pointer);
        if (!organization.isBranch()) {
            throw Refused.field(pointer, "organization/not-a-branch");
        }
        return organization;
    }

    /** The ancestors that the caller reaches, from the highest down, without the organisation itself. */
    List<Organization> ancestors(Organization organization) {
        return withinScope()
                .where(
                        "o.depth < :depth",
                        "depth",
                        organization.path().chars().filter(c -> c == '/').count() - 2)
                .where(":path like concat(o.path, '%')", "path", organization.path())
                .first(50, FROM_THE_ROOT);
    }

    /** One statement for a whole page. */
    @SuppressWarnings("unchecked")
    Map<UUID, Size> sizes(Collection<UUID> organizations) {
        if (organizations.isEmpty()) {
            return Map.of();
        }
        List<Object[]> rows = getEntityManager()
                .createNativeQuery("""
                        select r.id,
                               (select count(*) from organization o join member m on m.branch_id = o.id and m.state = 'ACTIVE'
                                where o.path >= r.path and o.path < r.path_end) as members,
                               (select count(*) from organization o
                                where o.path >= r.path and o.path < r.path_end and o.kind = 'BRANCH') as branches,
                               exists (select 1 from organization c where c.parent_id = r.id) as has_children
                        from organization r
                        where r.id in (:ids)""")
                .setParameter("ids", organizations)
                .getResultList();
        Map<UUID, Size> sizes = new HashMap<>();
        rows.forEach(row -> sizes.put(
                (UUID) row[0],
                new Size(((Number) row[1]).longValue(), ((Number) row[2]).longValue(), (Boolean) row[3])));
        return sizes;
    }

    /** The 书记 of each branch as the roster names them: one statement for a page. */
    @SuppressWarnings("unchecked")
    Map<UUID, String> secretaries(Collection<UUID> branches) {
        if (branches.isEmpty()) {
            return Map.of();
        }
        List<Object[]> rows = getEntityManager()
                .createNativeQuery("""
                        select distinct on (g.organization_id) g.organization_id, a.display_name
                        from role_grant g join account a on a.id = g.account_id and a.enabled
                        where g.role = 'SECRETARY' and g.organization_id in (:ids)
                          and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
                        order by g.organization_id, g.valid_from desc""")
                .setParameter("ids", branches)
                .getResultList();
        Map<UUID, String> names = new HashMap<>();
        rows.forEach(row -> names.put((UUID) row[0], (String) row[1]));
        return names;
    }

    public Organization found(
            @Nullable Organization parent, Organization.Kind kind, String code, Organization.Editable facts) {
        long node = ((Number) getEntityManager()
                        .createNativeQuery("select nextval('organization_node')")
                        .getSingleResult())
                .longValue();
        Organization organization = new Organization(parent, kind, node, code, facts);
        persist(organization);
        return organization;
    }

    boolean none() {
        return count() == 0;
    }
}
