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

/** Attendances out of those expected on the rolls of the phase, in whole percent rounded down. */
@ApplicationScoped
class AttendanceRate implements ActionMetric {
    @Inject
    EntityManager entities;

    @Override
    public String name() {
        return "attendance-rate";
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.BRANCH);
    }

    @Override
    public Records records() {
        return Records.STUDY_SESSIONS;
    }

    @Override
    public Map<UUID, Measured> measure(Collection<UUID> branches, Asked asked) {
        return MetricRows.figures(entities.createNativeQuery("with " + MetricRows.PHASE_WINDOW + """
                        select w.branch_id, sum(b.attended) * 100 / nullif(sum(b.expected), 0), cast(:target as bigint)
                        from phase_window w join session_branch b on b.branch_id = w.branch_id and b.roll_taken_at is not null
                        join study_session s on s.id = b.session_id and s.campaign_id = :campaign and s.state = 'HELD'
                          and s.date between w.from_date and w.to_date
                        group by w.branch_id""")
                .setParameter("target", asked.target())
                .setParameter("campaign", asked.campaign())
                .setParameter("phase", asked.phase().name())
                .setParameter("today", asked.today())
                .setParameter("branches", branches));
    }
}
