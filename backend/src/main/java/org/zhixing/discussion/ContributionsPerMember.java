package org.zhixing.discussion;

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

/** Members who have spoken often enough in the campaign's discussions, wherever; a branch's figure is their average, rounded down. CAM-5. */
@ApplicationScoped
class ContributionsPerMember implements ActionMetric {
    private static final String SPOKEN = """
            with spoken as (
                select m.branch_id, m.id, m.name, count(d.id) as times
                from member m left join contribution c on c.author_id = m.id
                left join discussion d on d.id = c.discussion_id and d.campaign_id = :campaign
                where m.branch_id in (:branches) and m.state = 'ACTIVE'
                group by m.branch_id, m.id, m.name)
            """;

    @Inject
    EntityManager entities;

    @Override
    public String name() {
        return "contributions-per-member";
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(Subject.MEMBER, Subject.BRANCH);
    }

    @Override
    public Records records() {
        return Records.DISCUSSIONS;
    }

    @Override
    public Map<UUID, Measured> measure(Collection<UUID> branches, Asked asked) {
        String figure = asked.subject() == Subject.MEMBER
                ? "count(*) filter (where times >= :target), count(*)"
                : "floor(avg(times)), cast(:target as bigint)";
        return MetricRows.figures(
                entities.createNativeQuery(SPOKEN + "select branch_id, " + figure + " from spoken group by branch_id")
                        .setParameter("target", asked.target())
                        .setParameter("campaign", asked.campaign())
                        .setParameter("branches", branches));
    }

    @Override
    public List<MemberRef> missing(UUID branch, Asked asked, int most) {
        return MetricRows.people(entities.createNativeQuery(
                        SPOKEN + "select id, name from spoken where times < :target order by name, id")
                .setParameter("target", asked.target())
                .setParameter("campaign", asked.campaign())
                .setParameter("branches", List.of(branch))
                .setMaxResults(most));
    }
}
