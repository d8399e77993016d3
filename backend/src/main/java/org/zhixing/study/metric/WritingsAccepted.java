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

/** Members of whom so many texts of a kind were accepted in the phase. STU-7. */
abstract class WritingsAccepted implements ActionMetric {
    private static final String ACCEPTED = """
            (select count(*) from writing w where w.member_id = m.id and w.campaign_id = :campaign
             and w.phase = :phase and w.kind = :kind and w.state = 'ACCEPTED')""";

    @Inject
    EntityManager entities;

    abstract String kind();

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.MEMBER);
    }

    @Override
    public Map<UUID, Measured> measure(Collection<UUID> branches, Asked asked) {
        return MetricRows.figures(entities.createNativeQuery("select m.branch_id, count(*) filter (where " + ACCEPTED
                        + " >= :target), count(*) from member m"
                        + " where m.branch_id in (:branches) and m.state = 'ACTIVE' group by m.branch_id")
                .setParameter("campaign", asked.campaign())
                .setParameter("phase", asked.phase().name())
                .setParameter("kind", kind())
                .setParameter("target", asked.target())
                .setParameter("branches", branches));
    }

    @Override
    public List<MemberRef> missing(UUID branch, Asked asked, int most) {
        return MetricRows.people(entities.createNativeQuery("select m.id, m.name from member m"
                        + " where m.branch_id = :branch and m.state = 'ACTIVE' and " + ACCEPTED
                        + " < :target order by m.name, m.id")
                .setParameter("campaign", asked.campaign())
                .setParameter("phase", asked.phase().name())
                .setParameter("kind", kind())
                .setParameter("target", asked.target())
                .setParameter("branch", branch)
                .setMaxResults(most));
    }

    /** Study notes (专题学习笔记). */
    @ApplicationScoped
    static class Notes extends WritingsAccepted {
        @Override
        public String name() {
            return "notes-accepted";
        }

        @Override
        public Records records() {
            return Records.STUDY_NOTES;
        }

        @Override
        String kind() {
            return "NOTE";
        }
    }

    /** Reflections (心得体会). */
    @ApplicationScoped
    static class Reflections extends WritingsAccepted {
        @Override
        public String name() {
            return "reflections-accepted";
        }

        @Override
        public Records records() {
            return Records.REFLECTIONS;
        }

        @Override
        String kind() {
            return "REFLECTION";
        }
    }
}
