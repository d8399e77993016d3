package org.zhixing.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhixing.campaign.MetricRows;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.platform.time.Times;
import org.zhixing.progress.FiveHaves.Cell;
import org.zhixing.progress.FiveHaves.Code;

/** Counts the five haves: two statements, however many branches. Callers ask for what their scope has shown them. */
@ApplicationScoped
class FiveHavesFigures {
    private static final String SESSIONS = "with " + MetricRows.PHASE_WINDOW + """
            select w.branch_id, count(*), count(*) filter (where b.roll_taken_at is not null),
                   count(*) filter (where s.minutes_version > 0 and 2 <= (
                       select count(*) from minutes_confirmation c
                       where c.session_id = s.id and c.edition = s.minutes_version)),
                   count(*) filter (where exists (select 1 from material_session m where m.session_id = s.id))
            from phase_window w join session_branch b on b.branch_id = w.branch_id
            join study_session s on s.id = b.session_id and s.campaign_id = :campaign
            where s.state = 'HELD' and s.date between w.from_date and w.to_date
            group by w.branch_id""";

    private static final String MEMBERS = """
            select m.branch_id, count(*),
                   count(*) filter (where exists (
                       select 1 from writing w where w.member_id = m.id and w.campaign_id = :campaign and w.phase = :phase
                         and w.kind = 'NOTE' and w.state in ('SUBMITTED', 'ACCEPTED'))),
                   count(*) filter (where exists (
                       select 1 from writing w where w.member_id = m.id and w.campaign_id = :campaign and w.phase = :phase
                         and w.kind = 'REFLECTION' and w.state = 'ACCEPTED'))
            from member m where m.branch_id in (:branches) and m.state = 'ACTIVE'
            group by m.branch_id""";

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    /** All five of each branch, in their order. */
    Map<UUID, List<Cell>> of(Collection<UUID> branches, UUID campaign, PhaseKind phase) {
        Map<UUID, List<Cell>> cells = new HashMap<>();
        if (branches.isEmpty()) {
            return cells;
        }
        Map<UUID, Object[]> sessions =
                rows(bound(SESSIONS, branches, campaign, phase).setParameter("today", Times.today(clock)));
        Map<UUID, Object[]> members = rows(bound(MEMBERS, branches, campaign, phase));
        for (UUID branch : branches) {
            List<Cell> five = new ArrayList<>();
            for (Code code : Code.values()) {
                Object[] row = (code.ofSessions() ? sessions : members).get(branch);
                int column = code.ofSessions() ? 2 + code.ordinal() : code.ordinal() - 1;
                five.add(new Cell(code, number(row, column), number(row, 1)));
            }
            cells.put(branch, five);
        }
        return cells;
    }

    private Query bound(String sql, Collection<UUID> branches, UUID campaign, PhaseKind phase) {
        return entities.createNativeQuery(sql)
                .setParameter("campaign", campaign)
                .setParameter("branches", branches)
                .setParameter("phase", phase.name());
    }

    @SuppressWarnings("unchecked")
    private static Map<UUID, Object[]> rows(Query query) {
        Map<UUID, Object[]> rows = new HashMap<>();
        ((List<Object[]>) query.getResultList()).forEach(row -> rows.put((UUID) row[0], row));
        return rows;
    }

    private static long number(Object[] row, int column) {
        return row == null ? 0 : ((Number) row[column]).longValue();
    }
}
