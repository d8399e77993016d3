package org.zhixing.discussion;

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

/** Questions on which the branch's own discussion has adopted its requirements; one question counts once. CAM-5, DIS-1. */
@ApplicationScoped
class DiscussionsAdopted implements ActionMetric {
    @Inject
    EntityManager entities;

    @Override
    public String name() {
        return "discussions-adopted";
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.BRANCH);
    }

    @Override
    public Records records() {
        return Records.DISCUSSIONS;
    }

    @Override
    public Map<UUID, Measured> measure(Collection<UUID> branches, Asked asked) {
        return MetricRows.figures(entities.createNativeQuery("""
                        select d.organization_id, count(distinct d.topic_code), cast(:target as bigint)
                        from discussion d
                        where d.campaign_id = :campaign and d.organization_id in (:branches) and d.state = 'ADOPTED'
                        group by d.organization_id""")
                .setParameter("target", asked.target())
                .setParameter("campaign", asked.campaign())
                .setParameter("branches", branches));
    }
}
