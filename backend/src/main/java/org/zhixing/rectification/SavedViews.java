package org.zhixing.rectification;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for views of the ledger: one's own, and those shared at an organisation on one's line. */
@ApplicationScoped
class SavedViews implements PanacheRepositoryBase<SavedView, UUID> {
    private static final int MOST = 50;
    private static final Set<Role> SHARES = EnumSet.of(Role.OFFICE, Role.SECRETARY);

    static final Order<SavedView> OLDEST =
            Order.ascending("createdAt", "v.createdAt", Instant.class, SavedView::createdAt, "v.id", SavedView::id);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Organizations organizations;

    Listing<SavedView> withinScope() {
        Condition shared = scope.overline("o");
        return listings.of(SavedView.class, "SavedView v left join fetch v.organization o")
                .where(new Condition(
                                "v.accountId = :owner or (o.id is not null and (" + shared.hql() + "))",
                                shared.parameters())
                        .and("owner", scope.accountId()));
    }

    SavedView get(UUID id) {
        return withinScope().where("v.id = :id", "id", id).one();
    }

    /** A view to change: only whose it is changes it. */
    SavedView own(UUID id) {
        SavedView view = get(id);
        if (!view.isOf(scope.accountId())) {
            throw Refused.forbidden("ledger/view-of-another");
        }
        return view;
    }

    void keep(SavedView view) {
        if (count("accountId", scope.accountId()) >= MOST) {
            throw Refused.conflict("ledger/too-many-views", MOST);
        }
        persist(view);
        flush();
    }

    /** Where a view is shared: an organisation at or above which the caller is its office or secretary. */
    @Nullable
    Organization sharedAt(@Nullable UUID organization) {
        if (organization == null) {
            return null;
        }
        Organization named = organizations.named(organization, "/organizationId");
        if (!scope.reaches(organization, SHARES)) {
            throw Refused.field("/organizationId", "ledger/not-yours-to-share");
        }
        return named;
    }
}
