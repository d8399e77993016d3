package org.zhixing.campaign;

import jakarta.persistence.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhixing.campaign.ActionMetric.Measured;
import org.zhixing.organization.MemberRef;

/** What the statements of the metrics have in common: the days of a phase, and how their rows are read. */
public final class MetricRows {
    /**
     * A common table expression of the days of a phase for each of the branches: from its beginning, or from the day a
     * branch entered it early or was founded later; to its end, or to today where the branch is still in it. Takes
     * :campaign, :phase, :today and :branches.
     */
    public static final String PHASE_WINDOW = """
            phase_window as (
                select p.branch_id, d.ends_on,
                       d.starts_on = (select min(f.starts_on) from batch_phase f where f.batch_id = p.batch_id) as first_phase,
                       greatest(
                           case when p.phase = d.kind then least(d.starts_on, p.entered_on) else d.starts_on end,
                           case when o.established_on is not null then least(o.established_on, d.ends_on) end) as from_date,
                       case when p.phase = d.kind then greatest(d.ends_on, cast(:today as date)) else d.ends_on end as to_date
                from participation p join organization o on o.id = p.branch_id
                join batch_phase d on d.batch_id = p.batch_id and d.kind = :phase
                where p.campaign_id = :campaign and p.branch_id in (:branches))
            """;

    private MetricRows() {}

    /** Rows of branch, value and what it has to reach; a null value is a share of nothing, which has reached nothing. */
    @SuppressWarnings("unchecked")
    public static Map<UUID, Measured> figures(Query query) {
        Map<UUID, Measured> figures = new HashMap<>();
        for (Object[] row : (List<Object[]>) query.getResultList()) {
            long value = row[1] == null ? 0 : ((Number) row[1]).longValue();
            figures.put((UUID) row[0], new Measured(value, ((Number) row[2]).longValue()));
        }
        return figures;
    }

    /** Rows of member and name. */
    @SuppressWarnings("unchecked")
    public static List<MemberRef> people(Query query) {
        return ((List<Object[]>) query.getResultList())
                .stream()
                        .map(row -> new MemberRef((UUID) row[0], (String) row[1]))
                        .toList();
    }
}
