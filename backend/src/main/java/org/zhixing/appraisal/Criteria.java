package org.zhixing.appraisal;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhixing.campaign.Campaign;
import org.zhixing.discussion.requirement.EffectiveRequirements;
import org.zhixing.discussion.requirement.Requirement;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Organization;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for criteria, scope first. */
@ApplicationScoped
public class Criteria implements PanacheRepositoryBase<Criterion, UUID> {
    public static final Order<Criterion> IN_ORDER =
            Order.ascending("ordinal", "c.ordinal", Integer.class, Criterion::ordinal, "c.id", Criterion::id);

    /** So many at most are shown or answered at once; an organisation has a few dozen. */
    public static final int MOST = 200;

    private static final String FROM = "Criterion c join fetch c.organization o join fetch c.campaign"
            + " left join fetch c.requirement r left join fetch r.discussion";

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    EffectiveRequirements effective;

    public Listing<Criterion> withinScope() {
        return listings.of(Criterion.class, FROM).where(scope.over("c.organization.id"));
    }

    public Criterion get(UUID id) {
        return withinScope().where("c.id = :id", "id", id).one();
    }

    /** What an organisation whose scope has been checked is measured against in a campaign, in order. */
    public List<Criterion> standing(Organization organization, Campaign campaign) {
        return of(organization, campaign).where("c.withdrawnAt is null").first(MOST, IN_ORDER);
    }

    /** All that an organisation whose scope has been checked ever had in a campaign. */
    List<Criterion> all(Organization organization, Campaign campaign) {
        return of(organization, campaign).first(1_000, IN_ORDER);
    }

    /** Criteria by id, for what already is in scope. */
    public Map<UUID, Criterion> byId(Collection<UUID> ids) {
        Map<UUID, Criterion> found = new HashMap<>();
        if (!ids.isEmpty()) {
            find("id in ?1", ids).stream().forEach(c -> found.put(c.id(), c));
        }
        return found;
    }

    private Listing<Criterion> of(Organization organization, Campaign campaign) {
        return listings.of(Criterion.class, FROM)
                .where("c.organization.id = :organization", "organization", organization.id())
                .where("c.campaign.id = :campaign", "campaign", campaign.id());
    }

    /** What an organisation is measured by: all that is in force for it, without what those above ask of other trades. DIS-6. */
    List<Requirement> inForce(Organization organization, Campaign campaign) {
        return effective.of(organization, campaign).stream()
                .filter(r -> r.forTrade() == null
                        || r.forTrade().equals(organization.trade())
                        || r.organization().id().equals(organization.id()))
                .toList();
    }

    /** How many contributions each of the requirements was distilled from: one statement. */
    @SuppressWarnings("unchecked")
    Map<UUID, Long> sources(Collection<UUID> requirements) {
        Map<UUID, Long> counts = new HashMap<>();
        if (!requirements.isEmpty()) {
            List<Object[]> rows = getEntityManager()
                    .createNativeQuery("select requirement_id, count(*) from requirement_source"
                            + " where requirement_id in (:requirements) group by requirement_id")
                    .setParameter("requirements", requirements)
                    .getResultList();
            rows.forEach(row -> counts.put((UUID) row[0], ((Number) row[1]).longValue()));
        }
        return counts;
    }
}
