package org.zhixing.discussion.requirement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.organization.Member;
import org.zhixing.organization.Organization;

/**
 * What is in force for an organisation: the requirements it adopted, and those of the organisations above, save where a
 * nearer one was derived and stands in their place. DIS-6.
 */
@ApplicationScoped
public class EffectiveRequirements {
    /** More than any organisation could live up to; a list that is cut here has gone wrong elsewhere. */
    public static final int MOST = 500;

    @Inject
    EntityManager entities;

    /**
     * Everything in force, whomever it is for. A derived requirement replaces what it came from only where it is for as
     * many: the cadres' version of a general requirement stands beside it.
     */
    public List<Requirement> of(Organization organization, Campaign campaign) {
        return of(organization, campaign, null, null);
    }

    /**
     * From the highest organisation down, discussion by discussion in the order of the clauses; one statement, at most
     * {@link #MOST}. The caller's scope over the organisation has been checked.
     *
     * @param category for members of this category: the general ones and theirs
     * @param trade for this trade or post: the general ones and its own
     */
    public List<Requirement> of(
            Organization organization, Campaign campaign, Member.@Nullable Category category, @Nullable String trade) {
        TypedQuery<Requirement> query = entities.createQuery(
                        "select r from Requirement r join fetch r.organization o join fetch r.discussion d"
                                + " join fetch r.campaign left join fetch r.derivedFrom f left join fetch f.organization"
                                + " where r.campaign = :campaign and r.state = ADOPTED and o.path in (:above)"
                                + (category == null ? "" : " and (r.forCategory is null or r.forCategory = :category)")
                                + (trade == null ? "" : " and (r.forTrade is null or r.forTrade = :trade)")
                                + " and not exists (select 1 from Requirement nearer where nearer.derivedFrom = r"
                                + " and nearer.state = ADOPTED and nearer.organization.path in (:above)"
                                + " and (nearer.forCategory is null or nearer.forCategory = "
                                + (category == null ? "r.forCategory" : ":category")
                                + ") and (nearer.forTrade is null or nearer.forTrade = "
                                + (trade == null ? "r.forTrade" : ":trade")
                                + ")) order by o.depth, d.topicCode, d.createdAt, d.id, r.ordinal",
                        Requirement.class)
                .setParameter("campaign", campaign)
                .setParameter("above", fromTheRootTo(organization.path()));
        if (category != null) {
            query.setParameter("category", category);
        }
        if (trade != null) {
            query.setParameter("trade", trade);
        }
        return query.setMaxResults(MOST).getResultList();
    }

    /** The paths of the organisations on the way: {@code /1/a/} gives {@code /1/} and {@code /1/a/}. */
    static List<String> fromTheRootTo(String path) {
        List<String> paths = new ArrayList<>();
        for (int end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
            paths.add(path.substring(0, end + 1));
        }
        return paths;
    }
}
