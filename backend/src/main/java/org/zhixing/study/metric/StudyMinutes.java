package org.zhixing.study.metric;

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

/** Members whose credited minutes reach the target. Hours go along with whoever is transferred, and count where they belong now. */
@ApplicationScoped
class StudyMinutes implements ActionMetric {
    @Inject
    EntityManager entities;

    @Override
    public String name() {
        return "study-minutes";
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.MEMBER);
    }

    @Override
    public Records records() {
        return Records.MEMBER_HOURS;
    }

    @Override
    public Map<UUID, Measured> measure(Collection<UUID> branches, Asked asked) {
        return MetricRows.figures(entities.createNativeQuery("""
                        select m.branch_id, count(*) filter (where h.minutes >= :target), count(*)
                        from member m left join member_hours h on h.member_id = m.id and h.campaign_id = :campaign
                        where m.branch_id in (:branches) and m.state = 'ACTIVE'
                        group by m.branch_id""")
                .setParameter("target", asked.target())
                .setParameter("campaign", asked.campaign())
                .setParameter("branches", branches));
    }

    @Override
    public List<MemberRef> missing(UUID branch, Asked asked, int most) {
        return MetricRows.people(entities.createNativeQuery("""
                        select m.id, m.name
                        from member m left join member_hours h on h.member_id = m.id and h.campaign_id = :campaign
                        where m.branch_id = :branch and m.state = 'ACTIVE' and coalesce(h.minutes, 0) < :target
                        order by m.name, m.id""")
                .setParameter("target", asked.target())
                .setParameter("campaign", asked.campaign())
                .setParameter("branch", branch)
                .setMaxResults(most));
    }
}
