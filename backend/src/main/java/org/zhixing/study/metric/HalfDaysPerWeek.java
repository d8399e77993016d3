package org.zhixing.study.metric;

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

/**
 * Half-days that a branch held, against the target for each whole week of the phase that has passed (one at least). A
 * week that was missed is caught up by studying more in another: otherwise one missed week would close the gate for good.
 */
@ApplicationScoped
class HalfDaysPerWeek implements ActionMetric {
    @Inject
    EntityManager entities;

    @Override
    public String name() {
        return "half-days-per-week";
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.BRANCH);
    }

    @Override
    public Records records() {
        return Records.STUDY_WEEKS;
    }

    @Override
    public Map<UUID, Measured> measure(Collection<UUID> branches, Asked asked) {
        return MetricRows.figures(entities.createNativeQuery("with " + MetricRows.PHASE_WINDOW + """
                        select w.branch_id,
                               (select count(distinct (s.date, s.half)) from session_branch b join study_session s on s.id = b.session_id
                                where b.branch_id = w.branch_id and s.campaign_id = :campaign and s.state = 'HELD'
                                  and s.date between w.from_date and w.to_date),
                               cast(:target as bigint) * greatest(1, (least(w.ends_on, cast(:today as date)) - w.from_date + 1) / 7)
                        from phase_window w""")
                .setParameter("target", asked.target())
                .setParameter("campaign", asked.campaign())
                .setParameter("phase", asked.phase().name())
                .setParameter("today", asked.today())
                .setParameter("branches", branches));
    }
}
