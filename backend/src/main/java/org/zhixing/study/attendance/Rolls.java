package org.zhixing.study.attendance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.platform.problem.Refused;
import org.zhixing.study.SessionBranch;
import org.zhixing.study.StudySession;
import org.zhixing.study.hours.Credits;

/** Takes and corrects rolls, and keeps each member's hours in step within the same transaction. STU-2, STU-3. */
@ApplicationScoped
public class Rolls {
    @Inject
    EntityManager entities;

    @Inject
    Members members;

    @Inject
    LeaveRequests leaveRequests;

    @Inject
    Credits credits;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    @Inject
    Event<RollTaken> rollTaken;

    /** One line of a roll as it comes in. */
    record Mark(
            UUID member,
            Attendance.Status status,
            @Nullable Instant arrivedAt,
            @Nullable String leaveReason) {}

    /**
     * Who is on a branch's roll: those who belonged to it that day, and whoever was marked on it then; but not who stands
     * on another branch's roll of the same session. Pinyin order.
     */
    public List<Member> roster(StudySession session, SessionBranch place, Collection<UUID> marked) {
        Set<UUID> elsewhere = session.branches() > 1 ? markedElsewhere(place) : Set.of();
        Map<UUID, Member> byId = new LinkedHashMap<>();
        members.rosterOn(place.branchId(), session.date()).stream()
                .filter(m -> !elsewhere.contains(m.id()))
                .forEach(m -> byId.put(m.id(), m));
        List<UUID> others = marked.stream().filter(id -> !byId.containsKey(id)).toList();
        byId.putAll(members.byId(others));
        return List.copyOf(byId.values());
    }

    private Set<UUID> markedElsewhere(SessionBranch place) {
        return Set.copyOf(entities.createQuery(
                        "select a.memberId from Attendance a where a.sessionId = :session and a.branchId <> :branch"
                                + " and a.memberId in (select p.memberId from Membership p where p.branch.id = :branch)",
                        UUID.class)
                .setParameter("session", place.sessionId())
                .setParameter("branch", place.branchId())
                .getResultList());
    }

    public Map<UUID, Attendance> marks(SessionBranch place) {
        return entities.createQuery(
                        "from Attendance a where a.sessionId = :session and a.branchId = :branch", Attendance.class)
                .setParameter("session", place.sessionId())
                .setParameter("branch", place.branchId())
                .getResultStream()
                .collect(Collectors.toMap(Attendance::memberId, Function.identity()));
    }

    /** Minutes each member is credited with for the session's half-day. */
    Map<UUID, Integer> credited(StudySession session, SessionBranch place) {
        Map<UUID, Integer> minutes = new HashMap<>();
        entities.createQuery(
                        "select h.memberId, h.minutes from HalfDayCredit h where h.campaignId = :campaign and h.date = :date"
                                + " and h.half = :half and h.memberId in (select a.memberId from Attendance a"
                                + " where a.sessionId = :session and a.branchId = :branch)",
                        Object[].class)
                .setParameter("campaign", session.campaign().id())
                .setParameter("date", session.date())
                .setParameter("half", session.half())
                .setParameter("session", place.sessionId())
                .setParameter("branch", place.branchId())
                .getResultList()
                .forEach(row -> minutes.put((UUID) row[0], (Integer) row[1]));
        return minutes;
    }

    /**
     * Takes a branch's whole roll at once. A second time is a correction: it needs a reason, and what stood is kept. So
     * does saying the first time that somebody was not there who has checked in.
     */
    void take(
            StudySession session,
            SessionBranch place,
            List<Mark> marks,
            Attendance.Means means,
            @Nullable String correctionReason) {
        session.refuseUnlessHeld("study/roll-needs-held");
        Map<UUID, Attendance> before = marks(place);
        boolean correction = place.isRollTaken();
        boolean reasoned = correctionReason != null && !correctionReason.isBlank();
        if (correction && !reasoned) {
            throw Refused.field("/correctionReason", "reason-needed");
        }
        Map<UUID, Member> roster = roster(session, place, before.keySet()).stream()
                .collect(Collectors.toMap(Member::id, Function.identity()));
        check(marks, roster, before, session);
        Map<UUID, String> leaves = leaveRequests.approved(place);
        List<UUID> changed = new ArrayList<>();
        for (Mark mark : marks) {
            String leave = mark.leaveReason() == null ? leaves.get(mark.member()) : mark.leaveReason();
            Attendance stood = before.get(mark.member());
            Attendance.Status was = stood == null ? null : stood.status();
            boolean takenBack = stood != null
                    && stood.means() == Attendance.Means.CODE
                    && !mark.status().there();
            if (takenBack && !reasoned) {
                throw Refused.field("/correctionReason", "study/checked-in-needs-reason");
            }
            boolean differs = true;
            if (stood == null) {
                entities.persist(new Attendance(place, mark.member(), mark.status(), mark.arrivedAt(), leave, means));
            } else {
                differs = stood.correct(mark.status(), mark.arrivedAt(), leave, means);
            }
            if (differs) {
                changed.add(mark.member());
                if (correction || takenBack) {
                    keep(session, mark.member(), was, mark.status(), correctionReason);
                }
            }
        }
        int attended = (int) marks.stream().filter(m -> m.status().there()).count();
        int expectedMore = marks.size() - place.expected();
        int attendedMore = attended - place.attended();
        place.rollTaken(marks.size(), attended, scope.actor().name(), clock.instant());
        entities.flush();
        rollTaken.fire(
                new RollTaken(session.campaign().id(), place.branchId(), session.date(), expectedMore, attendedMore));
        credits.renew(session.campaign(), changed);
    }

    private static void check(
            List<Mark> marks, Map<UUID, Member> roster, Map<UUID, Attendance> before, StudySession session) {
        Map<UUID, Integer> seen = new HashMap<>();
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            if (!roster.containsKey(mark.member())) {
                throw Refused.field("/entries/" + i + "/memberId", "study/not-on-roster");
            }
            if (seen.put(mark.member(), i) != null) {
                throw Refused.field("/entries/" + i + "/memberId", "study/twice-on-roll");
            }
            Attendance stood = before.get(mark.member());
            if (mark.status() == Attendance.Status.MADE_UP
                    && (stood == null || stood.status() != Attendance.Status.MADE_UP)) {
                throw Refused.field("/entries/" + i + "/status", "study/made-up-needs-record");
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
}
