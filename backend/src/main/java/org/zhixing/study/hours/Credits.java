package org.zhixing.study.hours;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.Session;
import org.zhixing.campaign.Campaign;

/**
 * Keeps what members are credited with in step with what is recorded of them, in the transaction that records it. A
 * member's credits are worked out anew from all their attendance and make-ups, so no order of entries and corrections
 * can lead elsewhere. STU-2.
 */
@ApplicationScoped
public class Credits {
    @Inject
    EntityManager entities;

    @Inject
    Event<HoursChanged> hoursChanged;

    /** What counts for one member. */
    private record Account(
            List<CreditedHours.Stay> stays, List<CreditedHours.MadeUp> madeUp, Map<Slot, Integer> credited) {
        Account() {
            this(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        }
    }

    /** Works out the members' credits anew. Their totals are locked in one order, so that changes come one after the other. */
    public void renew(Campaign campaign, Collection<UUID> members) {
        if (members.isEmpty()) {
            return;
        }
        entities.flush();
        UUID[] ids = members.stream().distinct().sorted().toArray(UUID[]::new);
        List<HoursChanged.Change> changes = entities.unwrap(Session.class)
                .doReturningWork(connection -> renew(
                        connection,
                        campaign.id(),
                        connection.createArrayOf("uuid", ids),
                        campaign.halfDayCapMinutes()));
        if (!changes.isEmpty()) {
            hoursChanged.fire(new HoursChanged(campaign.id(), campaign.quotaMinutes(), changes));
        }
    }

    private static List<HoursChanged.Change> renew(Connection connection, UUID campaign, Array members, int cap)
            throws SQLException {
        lock(connection, campaign, members);
        Map<UUID, Account> accounts = accounts(connection, campaign, members);
        try (var keep = connection.prepareStatement("""
                        insert into half_day_credit (campaign_id, member_id, date, half, minutes) values (?, ?, ?, ?, ?)
                        on conflict (campaign_id, member_id, date, half) do update set minutes = excluded.minutes""");
                var drop = connection.prepareStatement(
                        "delete from half_day_credit where campaign_id = ? and member_id = ? and date = ? and half = ?")) {
            for (var entry : accounts.entrySet()) {
                Account account = entry.getValue();
                Map<Slot, Integer> now = CreditedHours.of(account.stays, account.madeUp, cap);
                Set<Slot> slots = new TreeSet<>(now.keySet());
                slots.addAll(account.credited.keySet());
                for (Slot slot : slots) {
                    Integer minutes = now.get(slot);
                    if (java.util.Objects.equals(minutes, account.credited.get(slot))) {
                        continue;
                    }
                    PreparedStatement statement = minutes == null ? drop : keep;
                    statement.setObject(1, campaign);
                    statement.setObject(2, entry.getKey());
                    statement.setObject(3, slot.date());
                    statement.setString(4, slot.half().name());
                    if (minutes != null) {
                        statement.setInt(5, minutes);
                    }
                    statement.addBatch();
                }
            }
            keep.executeBatch();
            drop.executeBatch();
        }
        return total(connection, campaign, members);
    }

    private static void lock(Connection connection, UUID campaign, Array members) throws SQLException {
        try (var insert = connection.prepareStatement(
                        "insert into member_hours (campaign_id, member_id, minutes, half_days) select ?, unnest(?), 0, 0 on conflict do nothing");
                var lock = connection.prepareStatement(
                        "select 1 from member_hours where campaign_id = ? and member_id = any(?) order by member_id for update")) {
            insert.setObject(1, campaign);
            insert.setArray(2, members);
            insert.executeUpdate();
            lock.setObject(1, campaign);
            lock.setArray(2, members);
            lock.executeQuery().close();
        }
    }

    private static Map<UUID, Account> accounts(Connection connection, UUID campaign, Array members)
            throws SQLException {
        Map<UUID, Account> accounts = new HashMap<>();
        each(connection, campaign, members, """
                select a.member_id, s.id, s.starts_at, s.ends_at, case when a.status = 'LATE' then a.arrived_at end
                from attendance a join study_session s on s.id = a.session_id
                where s.campaign_id = ? and a.member_id = any(?) and s.state = 'HELD' and a.status in ('PRESENT', 'LATE')""", row -> of(row, accounts)
                .stays
                .addAll(CreditedHours.stay(
                        row.getObject(2, UUID.class),
                        instant(row, 3),
                        instant(row, 4),
                        row.getTimestamp(5) == null ? null : instant(row, 5))));
        each(connection, campaign, members, """
                select u.member_id, s.id, u.from_time, u.to_time, s.starts_at, s.ends_at
                from make_up u join study_session s on s.id = u.session_id
                where s.campaign_id = ? and u.member_id = any(?) and s.state = 'HELD' and u.retracted_at is null""", row -> of(row, accounts)
                .madeUp
                .add(new CreditedHours.MadeUp(
                        row.getObject(2, UUID.class),
                        Slot.at(instant(row, 5)),
                        instant(row, 3),
                        instant(row, 4),
                        Duration.between(instant(row, 5), instant(row, 6)))));
        each(
                connection,
                campaign,
                members,
                "select member_id, date, half, minutes from half_day_credit where campaign_id = ? and member_id = any(?)",
                row -> of(row, accounts)
                        .credited
                        .put(
                                new Slot(row.getObject(2, LocalDate.class), HalfDay.valueOf(row.getString(3))),
                                row.getInt(4)));
        return accounts;
    }

    /** Sums the credits of each member and tells of those whose sum is another than before. */
    private static List<HoursChanged.Change> total(Connection connection, UUID campaign, Array members)
            throws SQLException {
        List<HoursChanged.Change> changes = new ArrayList<>();
        each(
                connection,
                campaign,
                members,
                """
                with counted as (
                    select h.campaign_id, h.member_id, h.minutes as before, coalesce(sum(c.minutes), 0) as minutes, count(c.minutes) as half_days
                    from member_hours h
                    left join half_day_credit c on c.campaign_id = h.campaign_id and c.member_id = h.member_id
                    where h.campaign_id = ? and h.member_id = any(?)
                    group by h.campaign_id, h.member_id)
                update member_hours h set minutes = n.minutes, half_days = n.half_days
                from counted n join member m on m.id = n.member_id
                where h.campaign_id = n.campaign_id and h.member_id = n.member_id
                  and (h.minutes, h.half_days) is distinct from (n.minutes, n.half_days)
                returning h.member_id, m.branch_id, n.before, h.minutes""",
                row -> changes.add(new HoursChanged.Change(
                        row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getInt(3), row.getInt(4))));
        return changes;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, UUID campaign, Array members, String sql, RowReader reader)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, campaign);
            statement.setArray(2, members);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    private static Account of(ResultSet row, Map<UUID, Account> accounts) throws SQLException {
        return accounts.computeIfAbsent(row.getObject(1, UUID.class), member -> new Account());
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at.toInstant();
    }
}
