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

/** The share, in percent, of a branch's held sessions in the phase whose minutes two attendees confirmed. STU-6. */
@ApplicationScoped
class MinutesConfirmed implements ActionMetric {
    @Inject
    EntityManager entities;

    @Override
    public String name() {
        return "minutes-confirmed";
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.BRANCH);
    }

    @Override
    public Records records() {
        return Records.MINUTES;
    }

    @Override
    public Map<UUID, Measured> measure(Collection<UUID> branches, Asked asked) {
        return MetricRows.figures(entities.createNativeQuery("with " + MetricRows.PHASE_WINDOW + """
                        select w.branch_id,
                               100 * count(*) filter (where 2 <= (
                                   select count(*) from minutes_confirmation c
                                   where c.session_id = s.id and c.edition = s.minutes_version)) / nullif(count(*), 0),
                               cast(:target as bigint)
                        from phase_window w join session_branch b on b.branch_id = w.branch_id
                        join study_session s on s.id = b.session_id and s.campaign_id = :campaign
                        where s.state = 'HELD' and s.date between w.from_date and w.to_date
                        group by w.branch_id""")
                .setParameter("campaign", asked.campaign())
                .setParameter("phase", asked.phase().name())
                .setParameter("today", asked.today())
                .setParameter("target", asked.target())
                .setParameter("branches", branches));
    }
}
