package org.zhixing.discussion.vote;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.CampaignTemplate.ConsensusRule;
import org.zhixing.campaign.Campaigns;
import org.zhixing.discussion.Discussion;
import org.zhixing.discussion.requirement.Requirement;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** How the votes on a discussion's requirements stand, or stood when they were adopted. DIS-5. */
@ApplicationScoped
class Tallies {
    static final Order<Requirement> IN_ORDER =
            Order.ascending("ordinal", "r.ordinal", Integer.class, Requirement::ordinal, "r.id", Requirement::id);

    @Inject
    EntityManager entities;

    @Inject
    Listings listings;

    @Inject
    Campaigns campaigns;

    /**
     * @param sources contributions that the requirement was distilled from
     * @param adoptedBy who adopted it, and when; nobody as long as it is voted on
     */
    record Tally(
            Consensus consensus,
            int sources,
            @Nullable String adoptedBy,
            @Nullable Instant adoptedAt) {}

    /** The requirements of a discussion, found within the scope, that are voted on or adopted. */
    Listing<Requirement> votedOn(Discussion discussion) {
        return listings.of(
                        Requirement.class,
                        "Requirement r join fetch r.discussion left join fetch r.derivedFrom f left join fetch f.organization")
                .where("r.discussion.id = :discussion", "discussion", discussion.id())
                .where("r.state in (DRAFT, ADOPTED)");
    }

    /**
     * One statement for a page: the roster of now with the votes of those who are on it, on the wording as it stands; of
     * what is adopted, what was counted then.
     */
    @SuppressWarnings("unchecked")
    Map<UUID, Tally> of(Discussion discussion, Collection<UUID> some) {
        Map<UUID, Tally> tallies = new LinkedHashMap<>();
        if (some.isEmpty()) {
            return tallies;
        }
        ConsensusRule rule = campaigns.template(discussion.campaign()).consensusNeeds();
        List<Object[]> rows = entities.createNativeQuery("""
                        with place as materialized (
                            select o.path, o.path_end,
                                   (select count(*) from organization b join member m on m.branch_id = b.id and m.state = 'ACTIVE'
                                    where b.path >= o.path and b.path < o.path_end) as roster
                            from organization o where o.id = :organization
                        ), cast_votes as (
                            select v.requirement_id, v.edition, v.choice, v.answer
                            from place p join requirement_vote v on v.requirement_id in (:some)
                            join member m on m.id = v.member_id and m.state = 'ACTIVE'
                            join organization b on b.id = m.branch_id and b.path >= p.path and b.path < p.path_end
                        )
                        select r.id, coalesce(a.roster, (select roster from place)),
                               coalesce(a.agree, count(v.choice) filter (where v.choice = 'AGREE')),
                               coalesce(a.reserve, count(v.choice) filter (where v.choice = 'RESERVE')),
                               coalesce(a.object, count(v.choice) filter (where v.choice = 'OBJECT')),
                               case when a.requirement_id is null
                                    then count(v.choice) filter (where v.choice = 'OBJECT' and v.answer is null) else 0 end,
                               (select count(*) from requirement_source s where s.requirement_id = r.id),
                               a.adopted_by, a.adopted_at
                        from requirement r
                        left join requirement_adoption a on a.requirement_id = r.id
                        left join cast_votes v on v.requirement_id = r.id and v.edition = r.edition
                        where r.id in (:some)
                        group by r.id, a.requirement_id
                        order by r.ordinal""")
                .setParameter("organization", discussion.organization().id())
                .setParameter("some", some)
                .getResultList();
        rows.forEach(row -> tallies.put(
                (UUID) row[0],
                new Tally(
                        new Consensus(
                                rule, number(row[1]), number(row[2]), number(row[3]), number(row[4]), number(row[5])),
                        number(row[6]),
                        (String) row[7],
                        (Instant) row[8])));
        return tallies;
    }

    private static int number(Object count) {
        return Math.toIntExact(((Number) count).longValue());
    }
}
