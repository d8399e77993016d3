package org.zhixing.appraisal.finding;

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

/** The branch's own findings that stand: neither merged nor dismissed, and none of a person. CAM-5, APP-4. */
@ApplicationScoped
class FindingsRecorded implements ActionMetric {
    @Inject
    EntityManager entities;

    @Override
    public String name() {
        return "findings-recorded";
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.BRANCH);
    }

    @Override
    public Records records() {
        return Records.FINDINGS;
    }

    @Override
    public Map<UUID, Measured> measure(Collection<UUID> branches, Asked asked) {
        return MetricRows.figures(entities.createNativeQuery("""
                        select f.organization_id, count(*), cast(:target as bigint)
                        from finding f
                        where f.campaign_id = :campaign and f.organization_id in (:branches) and f.member_id is null
                          and f.state in ('OPEN', 'HANDED_OVER')
                        group by f.organization_id""")
                .setParameter("target", asked.target())
                .setParameter("campaign", asked.campaign())
                .setParameter("branches", branches));
    }
}
