package org.zhixing.campaign.leadership;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/**
 * Every query for leading groups, liaisons and schemes, scope first. Who leads and what was planned above is for those
 * below to read; it is changed only where one's own role reaches.
 */
@ApplicationScoped
class Leadership {
    static final Order<LeadingGroup> GROUPS_BY_NAME = Order.ascending(
            "name", "o.name", String.class, g -> g.organization().name(), "g.id", LeadingGroup::id);
    static final Order<Liaison> LATEST_LIAISON =
            Order.descending("-since", "l.since", LocalDate.class, Liaison::since, "l.id", Liaison::id);
    static final Order<Scheme> NEWEST_SCHEME =
            Order.descending("-createdAt", "s.createdAt", Instant.class, Scheme::createdAt, "s.id", Scheme::id);

    @Inject
    EntityManager entities;

    @Inject
    Listings listings;

    @Inject
    Campaigns campaigns;

    @Inject
    Organizations organizations;

    @Inject
    Scope scope;

    Listing<LeadingGroup> groups(UUID campaign) {
        return listings.of(LeadingGroup.class, "LeadingGroup g join fetch g.organization o")
                .where(scope.overline("o"))
                .where("g.campaignId = :campaign", "campaign", campaign);
    }

    Listing<Liaison> liaisons(UUID campaign) {
        return listings.of(Liaison.class, "Liaison l join fetch l.branch o")
                .where(scope.over("l.branch.id"))
                .where("l.campaignId = :campaign", "campaign", campaign);
    }

    Listing<Scheme> schemes(UUID campaign) {
        return listings.of(Scheme.class, "Scheme s join fetch s.organization o")
                .where(scope.overline("o"))
                .where("s.campaignId = :campaign", "campaign", campaign);
    }

    /** A scheme of an organisation in the caller's reach; one above may be read, not worked on. */
    Scheme schemeToChange(UUID campaign, UUID id) {
        return schemes(campaign)
                .where(scope.over("s.organization.id"))
                .where("s.id = :id", "id", id)
                .one();
    }

    /** An organisation in reach that lies within the campaign, by the address; else 404. */
    Organization within(UUID campaign, UUID organization) {
        Organization found = organizations.get(organization);
        if (!inside(campaigns.get(campaign), found)) {
            throw Refused.notFound();
        }
        return found;
    }

    /** The same for one that a body names. */
    Organization namedWithin(UUID campaign, UUID organization, String pointer) {
        Campaign whole = campaigns.get(campaign);
        Organization found = organizations.named(organization, pointer);
        if (!inside(whole, found)) {
            throw Refused.field(pointer, "reference-unknown");
        }
        return found;
    }

    private static boolean inside(Campaign campaign, Organization organization) {
        return organization.path().startsWith(campaign.organization().path());
    }

    /** Of organisations at or below one; {@code o} is the organisation's alias. */
    static Condition below(UUID top) {
        return Condition.of(
                "exists (select 1 from Organization top where top.id = :top and o.path >= top.path and o.path < top.pathEnd)",
                "top",
                top);
    }

    void add(Object thing) {
        entities.persist(thing);
    }

    void flush() {
        entities.flush();
    }
}
