package org.zhixing.appraisal.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.zhixing.campaign.ActionMetric;
import org.zhixing.campaign.CampaignTemplate.Subject;
import org.zhixing.campaign.MetricRows;
import org.zhixing.organization.MemberRef;

/** Members whose self-analysis was handed in and not given back. CAM-5, APP-1. */
@ApplicationScoped
class AnalysesHandedIn implements ActionMetric {
    private static final String HANDED_IN = """
            (select count(*) from self_analysis a where a.member_id = m.id and a.campaign_id = :campaign
             and a.state in ('SUBMITTED', 'ACCEPTED'))""";

    @Inject
    EntityManager entities;

    @Override
    public String name() {
        return "self-analyses";
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.MEMBER);
    }

    @Override
    public Records records() {
        return Records.SELF_ANALYSES;
    }

    @Override
    public Map<UUID, Measured> measure(Collection<UUID> branches, Asked asked) {
        return MetricRows.figures(entities.createNativeQuery("select m.branch_id, count(*) filter (where " + HANDED_IN
                        + " >= :target), count(*) from member m"
                        + " where m.branch_id in (:branches) and m.state = 'ACTIVE' group by m.branch_id")
                .setParameter("campaign", asked.campaign())
                .setParameter("target", asked.target())
                .setParameter("branches", branches));
    }

    @Override
    public List<MemberRef> missing(UUID branch, Asked asked, int most) {
        return MetricRows.people(entities.createNativeQuery("select m.id, m.name from member m"
                        + " where m.branch_id = :branch and m.state = 'ACTIVE' and " + HANDED_IN
                        + " < :target order by m.name, m.id")
                .setParameter("campaign", asked.campaign())
                .setParameter("target", asked.target())
                .setParameter("branch", branch)
                .setMaxResults(most));
    }
}
