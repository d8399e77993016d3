package org.zhixing.discussion.requirement;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.zhixing.discussion.Discussion;
import org.zhixing.identity.Scope;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for requirements, scope first. */
@ApplicationScoped
public class Requirements implements PanacheRepositoryBase<Requirement, UUID> {
    static final Order<Requirement> NEWEST = Order.descending(
            "-createdAt", "r.createdAt", Instant.class, Requirement::createdAt, "r.id", Requirement::id);
    static final Order<Requirement> IN_ORDER =
            Order.ascending("ordinal", "r.ordinal", Integer.class, Requirement::ordinal, "r.id", Requirement::id);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    public Listing<Requirement> withinScope() {
        return listings.of(
                        Requirement.class,
                        "Requirement r join fetch r.organization o join fetch r.discussion join fetch r.campaign")
                .where(scope.over("r.organization.id"));
    }

    public Requirement get(UUID id) {
        return withinScope().where("r.id = :id", "id", id).one();
    }

    /** The drafts and adopted requirements of a discussion whose scope has been checked, in order. */
    public List<Requirement> standing(Discussion discussion) {
        return getEntityManager()
                .createQuery(
                        "from Requirement r where r.discussion = :discussion and r.state in (DRAFT, ADOPTED) order by r.ordinal",
                        Requirement.class)
                .setParameter("discussion", discussion)
                .getResultList();
    }
}
