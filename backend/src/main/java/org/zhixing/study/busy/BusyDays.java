package org.zhixing.study.busy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Session;
import org.zhixing.organization.OrgRef;
import org.zhixing.study.hours.HalfDay;
import org.zhixing.study.hours.Slot;

/** The half-days in which branches cannot study, by their own calendar and by those of the organisations above. */
@ApplicationScoped
public class BusyDays {
    /** A path holds the way from the root, so an organisation above is looked up by each beginning of it. */
    private static final String SQL = """
            select b.id, p.from_date, p.to_date, p.half
            from organization b
            cross join lateral generate_series(1, length(b.path)) as ends(at)
            join organization above on above.path = left(b.path, ends.at)
            join busy_period p on p.organization_id = above.id and p.from_date <= ? and p.to_date >= ?
            where b.id = any(?) and substr(b.path, ends.at, 1) = '/'""";

    /** Two hundred branches with a calendar as full as it may be. */
    private static final int MOST = 40_000;

    @Inject
    EntityManager entities;

    /** What holds for any of the branches between two days, with the reasons. */
    public BusyCalendar calendar(Collection<UUID> branches, LocalDate from, LocalDate to) {
        if (branches.isEmpty()) {
            return new BusyCalendar(List.of());
        }
        return new BusyCalendar(entities.createQuery("""
                        select p from BusyPeriod p join fetch p.organization o
                        where p.fromDate <= :to and p.toDate >= :from and exists (
                            select 1 from Organization b where b.id in (:branches) and b.path >= o.path and b.path < o.pathEnd)
                        order by p.fromDate, p.id""", BusyPeriod.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .setParameter("branches", branches)
                .setMaxResults(MOST)
                .getResultStream()
                .map(p -> new BusyCalendar.Stretch(
                        OrgRef.known(p.organization()), p.from(), p.to(), p.half(), p.reason()))
                .toList());
    }

    /** Both days are included; a branch that is never busy is left out. One statement, however many branches. */
    public Map<UUID, Set<Slot>> of(Collection<UUID> branches, LocalDate from, LocalDate to) {
        return entities.unwrap(Session.class).doReturningWork(connection -> read(connection, branches, from, to));
    }

    private static Map<UUID, Set<Slot>> read(
            Connection connection, Collection<UUID> branches, LocalDate from, LocalDate to) throws SQLException {
        Map<UUID, Set<Slot>> busy = new HashMap<>();
        try (var select = connection.prepareStatement(SQL)) {
            select.setObject(1, to);
            select.setObject(2, from);
            select.setArray(3, connection.createArrayOf("uuid", branches.toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    Set<Slot> slots = busy.computeIfAbsent(rows.getObject(1, UUID.class), id -> new HashSet<>());
                    LocalDate last = earlier(rows.getObject(3, LocalDate.class), to);
                    String half = rows.getString(4);
                    rows.getObject(2, LocalDate.class)
                            .datesUntil(last.plusDays(1))
                            .filter(day -> !day.isBefore(from))
                            .forEach(day -> {
                                for (HalfDay each : HalfDay.values()) {
                                    if (half == null || half.equals(each.name())) {
                                        slots.add(new Slot(day, each));
                                    }
                                }
                            });
                }
            }
        }
        return busy;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
