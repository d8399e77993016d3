package org.zhixing.study.attendance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Actor;
import org.zhixing.identity.Scope;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.time.Times;
import org.zhixing.study.SessionBranch;
import org.zhixing.study.StudySession;
import org.zhixing.study.StudySessions;
import org.zhixing.study.hours.Credits;

/**
 * Checking in by code. A code proves that somebody could see what was shown in the room within its window; it cannot
 * tell the room from a picture of it sent to a friend within the same seconds. STU-3.
 */
@ApplicationScoped
class CheckIns {
    @Inject
    EntityManager entities;

    @Inject
    StudySessions sessions;

    @Inject
    CheckInCodes codes;

    @Inject
    Credits credits;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    @ConfigProperty(name = "zhixing.check-in.opens-before")
    Duration opensBefore;

    @ConfigProperty(name = "zhixing.check-in.late-after")
    Duration lateAfter;

    /** What came of a check-in: where it was, and how it stands on the roll. */
    record Done(StudySession session, SessionBranch place, CheckIn checkIn) {}

    /** The code that a session shows now. */
    CheckInCodes.Code shown(StudySession session) {
        Instant now = clock.instant();
        refuseClosed(session, now);
        return codes.at(session.id(), now);
    }

    /** How many have checked in at the session's branches in reach, or at one of them. */
    int count(StudySession session, @Nullable UUID branch) {
        return sessions
                .places(session.id())
                .where("b.branchId = :branch", "branch", branch)
                .first(1_000, StudySessions.BY_BRANCH)
                .stream()
                .mapToInt(SessionBranch::checkedIn)
                .sum();
    }

    /** The caller checks in. Whoever is marked on the roll already stays so: that the two differ is shown. */
    Done checkIn(String text) {
        CheckInCodes.Code code = codes.read(text);
        StudySession session = entities.find(StudySession.class, code.session());
        if (session == null) {
            throw Refused.invalid("study/code-broken");
        }
        Instant now = clock.instant();
        codes.refuseExpired(code, now);
        refuseClosed(session, now);
        Actor actor = scope.actor();
        UUID member = actor.memberId();
        if (member == null) {
            throw Refused.forbidden("study/check-in-needs-member");
        }
        SessionBranch place =
                sessions.placeOf(member, session).orElseThrow(() -> Refused.forbidden("study/code-foreign"));
        entities.refresh(place, LockModeType.PESSIMISTIC_WRITE);
        if (entities.find(CheckIn.class, new CheckIn.Key(member, session.id())) != null) {
            throw Refused.conflict("study/code-used");
        }
        CheckIn checkIn = new CheckIn(place, member, code, status(session, now), actor.accountId(), now);
        entities.persist(checkIn);
        place.checkedInOneMore();
        mark(session, place, member, checkIn);
        entities.flush();
        return new Done(session, place, checkIn);
    }

    private void mark(StudySession session, SessionBranch place, UUID member, CheckIn checkIn) {
        if (entities.find(Attendance.class, new Attendance.Key(session.id(), member)) != null) {
            return;
        }
        Instant arrived = checkIn.arrivedAt().truncatedTo(ChronoUnit.MINUTES);
        entities.persist(new Attendance(place, member, checkIn.status(), arrived, null, Attendance.Means.CODE));
        if (session.state() == StudySession.State.HELD) {
            credits.renew(session.campaign(), List.of(member));
        }
    }

    private Attendance.Status status(StudySession session, Instant now) {
        return now.isAfter(session.startsAt().plus(lateAfter)) ? Attendance.Status.LATE : Attendance.Status.PRESENT;
    }

    private void refuseClosed(StudySession session, Instant now) {
        Instant opens = session.startsAt().minus(opensBefore);
        if (session.state() == StudySession.State.CANCELLED || now.isBefore(opens) || now.isAfter(session.endsAt())) {
            throw Refused.conflict("study/check-in-closed", shown(opens), shown(session.endsAt()));
        }
    }

    private static String shown(Instant at) {
        return at.atZone(Times.ZONE)
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString()
                .replace('T', ' ');
    }

    /** When each member of a branch checked in. */
    Map<UUID, Instant> arrivals(SessionBranch place) {
        Map<UUID, Instant> arrivals = new HashMap<>();
        entities.createQuery(
                        "select c.memberId, c.arrivedAt from CheckIn c where c.sessionId = :session and c.branchId = :branch",
                        Object[].class)
                .setParameter("session", place.sessionId())
                .setParameter("branch", place.branchId())
                .getResultList()
                .forEach(row -> arrivals.put((UUID) row[0], (Instant) row[1]));
        return arrivals;
    }
}
