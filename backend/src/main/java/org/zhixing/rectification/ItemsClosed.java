package org.zhixing.rectification;

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

/** The branch's items that are closed, in whole percent of those not cancelled. CAM-5, REC-2. */
@ApplicationScoped
class ItemsClosed implements ActionMetric {
    @Inject
    EntityManager entities;

    @Override
    public String name() {
        return "items-closed";
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.BRANCH);
    }

    @Override
    public Records records() {
        return Records.RECTIFICATION_ITEMS;
    }

    @Override
    public Map<UUID, Measured> measure(Collection<UUID> branches, Asked asked) {
        return MetricRows.figures(entities.createNativeQuery("""
                        select i.organization_id, count(*) filter (where i.state = 'CLOSED') * 100 / count(*), cast(:target as bigint)
                        from rectification_item i
                        where i.campaign_id = :campaign and i.organization_id in (:branches) and i.state <> 'CANCELLED'
                        group by i.organization_id""")
                .setParameter("target", asked.target())
                .setParameter("campaign", asked.campaign())
                .setParameter("branches", branches));
    }
}
