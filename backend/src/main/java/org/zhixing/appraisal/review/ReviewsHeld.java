package org.zhixing.appraisal.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.zhixing.campaign.ActionMetric;
import org.zhixing.campaign.CampaignTemplate.Subject;
import org.zhixing.campaign.MetricRows;

/** How many meetings of democratic review a branch has held. CAM-5. */
@ApplicationScoped
class ReviewsHeld implements ActionMetric {
    @Inject
    EntityManager entities;

    @Override
    public String name() {
        return "reviews-held";
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.BRANCH);
    }

    @Override
    public Records records() {
        return Records.REVIEWS;
    }

    @Override
    public Map<UUID, Measured> measure(Collection<UUID> branches, Asked asked) {
        return MetricRows.figures(entities.createNativeQuery("""
                        select v.organization_id, count(*), cast(:target as bigint)
                        from review v
                        where v.campaign_id = :campaign and v.organization_id in (:branches) and v.state = 'HELD'
                        group by v.organization_id""")
                .setParameter("campaign", asked.campaign())
                .setParameter("target", asked.target())
                .setParameter("branches", branches));
    }
}
