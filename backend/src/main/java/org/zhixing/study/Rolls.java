package org.zhixing.study;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.platform.problem.Refused;

/** Takes and corrects rolls, and keeps each member's hours in step within the same transaction. STU-2, STU-3. */
@ApplicationScoped
class Rolls {
    @Inject
    EntityManager entities;

    @Inject
    Members members;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    @Inject
    Event<RollTaken> rollTaken;

    @Inject
    Event<HoursChanged> hoursChanged;

    /** One line of a roll as it comes in. */
    record Mark(
            UUID member,
            Attendance.Status status,
            @Nullable Instant arrivedAt,
            @Nullable String leaveReason) {}

    /** Who is on the roll: those who belonged to the branch that day, and whoever was marked then. Pinyin order. */
    List<Member> roster(StudySession session, Collection<UUID> marked) {
        Map<UUID, Member> byId = new LinkedHashMap<>();
        members.rosterOn(session.organization().id(), session.date()).forEach(m -> byId.put(m.id(), m));
        List<UUID> others = marked.stream().filter(id -> !byId.containsKey(id)).toList();
        byId.putAll(members.byId(others));
        return List.copyOf(byId.values());
    }

    Map<UUID, Attendance> marks(StudySession session) {
        return entities.createQuery("from Attendance a where a.sessionId = :session", Attendance.class)
                .setParameter("session", session.id())
                .getResultStream()
                .collect(Collectors.toMap(Attendance::memberId, Function.identity()));
    }

    /** Minutes each member is credited with for the session's half-day. */
    Map<UUID, Integer> credited(StudySession session) {
        Map<UUID, Integer> minutes = new HashMap<>();
        entities.createQuery(
                        "select h.memberId, h.minutes from HalfDayCredit h where h.campaignId = :campaign and h.date = :date"
                                + " and h.half = :half and h.memberId in (select a.memberId from Attendance a where a.sessionId = :session)",
                        Object[].class)
                .setParameter("campaign", session.campaign().id())
                .setParameter("date", session.date())
                .setParameter("half", session.half())
                .setParameter("session", session.id())
                .getResultList()
                .forEach(row -> minutes.put((UUID) row[0], (Integer) row[1]));
        return minutes;
    }

    /** Takes the whole roll at once. A second time is a correction: it needs a reason, and what stood is kept. */
    void take(StudySession session, List<Mark> marks, @Nullable String correctionReason) {
        if (session.state() != StudySession.State.HELD) {
            throw Refused.conflict("study/roll-needs-held")
                    .allowing(session.state().next());
        }
        Map<UUID, Attendance> before = marks(session);
        boolean correction = session.rollTakenAt() != null;
        if (correction && (correctionReason == null || correctionReason.isBlank())) {
            throw Refused.field("/correctionReason", "reason-needed");
        }
        Map<UUID, Member> roster =
                roster(session, before.keySet()).stream().collect(Collectors.toMap(Member::id, Function.identity()));
        check(marks, roster, session);
        List<UUID> changed = new ArrayList<>();
        for (Mark mark : marks) {
            Attendance stood = before.get(mark.member());
            if (stood == null) {
                entities.persist(new Attendance(
                        session.id(), mark.member(), mark.status(), mark.arrivedAt(), mark.leaveReason()));
                changed.add(mark.member());
                if (correction) {
                    keep(session, mark.member(), null, mark.status(), correctionReason);
                }
            } else {
                Attendance.Status was = stood.status();
                if (stood.correct(mark.status(), mark.arrivedAt(), mark.leaveReason())) {
                    changed.add(mark.member());
                    keep(session, mark.member(), was, mark.status(), correctionReason);
                }
            }
        }
        int attended = (int) marks.stream().filter(m -> m.status().there()).count();
        int expectedMore = marks.size() - session.expected();
        int attendedMore = attended - session.attended();
        session.rollTaken(marks.size(), attended, scope.actor().name(), clock.instant());
        entities.flush();
        rollTaken.fire(new RollTaken(
                session.campaign().id(), session.organization().id(), session.date(), expectedMore, attendedMore));
        credit(session, changed, roster);
    }

    private static void check(List<Mark> marks, Map<UUID, Member> roster, StudySession session) {
        Map<UUID, Integer> seen = new HashMap<>();
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            if (!roster.containsKey(mark.member())) {
                throw Refused.field("/entries/" + i + "/memberId", "study/not-on-roster");
            }
            if (seen.put(mark.member(), i) != null) {
                throw Refused.field("/entries/" + i + "/memberId", "study/twice-on-roll");
            }
            if (mark.status() == Attendance.Status.LATE) {
                if (mark.arrivedAt() == null) {
                    throw Refused.field("/entries/" + i + "/arrivedAt", "study/late-needs-arrival");
                }
                if (mark.arrivedAt().isBefore(session.startsAt())
                        || mark.arrivedAt().isAfter(session.endsAt())) {
                    throw Refused.field("/entries/" + i + "/arrivedAt", "study/arrival-outside");
                }
            }
        }
        if (seen.size() < roster.size()) {
            Refused missing = Refused.invalid("study/roll-incomplete", roster.size() - seen.size());
            roster.values().stream()
                    .filter(m -> !seen.containsKey(m.id()))
                    .limit(20)
                    .forEach(m -> missing.at("/entries", "study/not-marked", m.name()));
            throw missing;
        }
    }

    private void keep(
            StudySession session,
            UUID member,
            Attendance.@Nullable Status was,
            Attendance.Status is,
            @Nullable String reason) {
        entities.persist(new AttendanceCorrection(
                session.id(),
                member,
                was,
                is,
                Objects.requireNonNullElse(reason, ""),
                scope.actor().name(),
                clock.instant()));
    }

    /**
     * Works out anew what the changed members are credited with for this half-day, from all their stays in it, and
     * moves their totals by the difference. Their totals are locked in one order, so that two rolls of the same
     * half-day come one after the other.
     */
    private void credit(StudySession session, List<UUID> changed, Map<UUID, Member> roster) {
        if (changed.isEmpty()) {
            return;
        }
        UUID campaign = session.campaign().id();
        UUID[] ids = changed.stream().sorted().toArray(UUID[]::new);
        List<HoursChanged.Change> changes = entities.unwrap(Session.class).doReturningWork(connection -> {
            try (var insert = connection.prepareStatement(
                            "insert into member_hours (campaign_id, member_id, minutes, half_days) select ?, unnest(?), 0, 0 on conflict do nothing");
                    var lock = connection.prepareStatement(
                            "select member_id, minutes from member_hours where campaign_id = ? and member_id = any(?) order by member_id for update")) {
                insert.setObject(1, campaign);
                insert.setArray(2, connection.createArrayOf("uuid", ids));
                insert.executeUpdate();
                Map<UUID, Integer> totals = new TreeMap<>();
                lock.setObject(1, campaign);
                lock.setArray(2, connection.createArrayOf("uuid", ids));
                try (var rows = lock.executeQuery()) {
                    while (rows.next()) {
                        totals.put(rows.getObject(1, UUID.class), rows.getInt(2));
                    }
                }
                Map<UUID, Integer> before = credits(connection, session, ids);
                Map<UUID, List<CreditedHours.Stay>> stays = stays(connection, session, ids);
                List<HoursChanged.Change> result = new ArrayList<>();
                try (var upsert = connection.prepareStatement("""
                                insert into half_day_credit (campaign_id, member_id, date, half, minutes) values (?, ?, ?, ?, ?)
                                on conflict (campaign_id, member_id, date, half) do update set minutes = excluded.minutes""");
                        var total = connection.prepareStatement(
                                "update member_hours set minutes = minutes + ?, half_days = half_days + ? where campaign_id = ? and member_id = ?")) {
                    for (UUID member : ids) {
                        int now = CreditedHours.ofHalfDay(
                                stays.getOrDefault(member, List.of()),
                                session.campaign().halfDayCapMinutes());
                        int was = before.getOrDefault(member, 0);
                        if (now == was) {
                            continue;
                        }
                        upsert.setObject(1, campaign);
                        upsert.setObject(2, member);
                        upsert.setObject(3, session.date());
                        upsert.setString(4, session.half().name());
                        upsert.setInt(5, now);
                        upsert.addBatch();
                        total.setInt(1, now - was);
                        total.setInt(2, (now > 0 ? 1 : 0) - (was > 0 ? 1 : 0));
                        total.setObject(3, campaign);
                        total.setObject(4, member);
                        total.addBatch();
                        int sum = totals.getOrDefault(member, 0);
                        result.add(new HoursChanged.Change(
                                member, roster.get(member).branch().id(), sum, sum + now - was));
                    }
                    upsert.executeBatch();
                    total.executeBatch();
                }
                return result;
            }
        });
        if (!changes.isEmpty()) {
            hoursChanged.fire(new HoursChanged(campaign, session.campaign().quotaMinutes(), changes));
        }
    }

    private static Map<UUID, Integer> credits(java.sql.Connection connection, StudySession session, UUID[] ids)
            throws java.sql.SQLException {
        Map<UUID, Integer> credits = new HashMap<>();
        try (var select = connection.prepareStatement(
                "select member_id, minutes from half_day_credit where campaign_id = ? and member_id = any(?) and date = ? and half = ?")) {
            select.setObject(1, session.campaign().id());
            select.setArray(2, connection.createArrayOf("uuid", ids));
            select.setObject(3, session.date());
            select.setString(4, session.half().name());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    credits.put(rows.getObject(1, UUID.class), rows.getInt(2));
                }
            }
        }
        return credits;
    }

    /** All stays of the members in the half-day, in whichever branch's session. */
    private static Map<UUID, List<CreditedHours.Stay>> stays(
            java.sql.Connection connection, StudySession session, UUID[] ids) throws java.sql.SQLException {
        Map<UUID, List<CreditedHours.Stay>> stays = new HashMap<>();
        try (var select = connection.prepareStatement("""
                select a.member_id, a.status, a.arrived_at, s.starts_at, s.ends_at
                from attendance a join study_session s on s.id = a.session_id
                where a.member_id = any(?) and s.campaign_id = ? and s.date = ? and s.half = ? and s.state = 'HELD'""")) {
            select.setArray(1, connection.createArrayOf("uuid", ids));
            select.setObject(2, session.campaign().id());
            select.setObject(3, session.date());
            select.setString(4, session.half().name());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    Timestamp arrived = rows.getTimestamp(3);
                    stays.computeIfAbsent(rows.getObject(1, UUID.class), m -> new ArrayList<>())
                            .addAll(CreditedHours.stay(
                                    Attendance.Status.valueOf(rows.getString(2)),
                                    rows.getTimestamp(4).toInstant(),
                                    rows.getTimestamp(5).toInstant(),
                                    arrived == null ? null : arrived.toInstant()));
                }
            }
        }
        return stays;
    }
}
