package org.zhixing.study.makeup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.zhixing.identity.Scope;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.study.StudySession;
import org.zhixing.study.attendance.Attendance;
import org.zhixing.study.hours.Credits;

/** Make-ups of missed sessions (补课). STU-4. */
@ApplicationScoped
class MakeUps {
    static final Order<MakeUp> LATEST =
            Order.descending("-from", "u.fromTime", Instant.class, MakeUp::from, "u.id", MakeUp::id);
    private static final Duration LONGEST = Duration.ofHours(8);

    @Inject
    EntityManager entities;

    @Inject
    Listings listings;

    @Inject
    Scope scope;

    @Inject
    Credits credits;

    @Inject
    Clock clock;

    /** The make-ups of a session that the caller has been shown, of the branches in reach. */
    Listing<MakeUp> of(UUID session) {
        return listings.of(MakeUp.class, "MakeUp u")
                .where(scope.over("u.branchId"))
                .where("u.sessionId = :session", "session", session);
    }

    MakeUp record(StudySession session, UUID member, Instant from, Instant to, String how) {
        session.refuseUnlessHeld("study/make-up-needs-held");
        Attendance missed = listings.of(Attendance.class, "Attendance a")
                .where(scope.over("a.branchId"))
                .where("a.sessionId = :session", "session", session.id())
                .where("a.memberId = :member", "member", member)
                .maybe()
                .orElseThrow(() -> Refused.field("/memberId", "study/not-on-roster"));
        check(session, from, to);
        refuseElsewhere(member, from, to);
        MakeUp makeUp = new MakeUp(missed, from, to, how, scope.actor().name(), clock.instant());
        missed.madeUp();
        entities.persist(makeUp);
        credits.renew(session.campaign(), List.of(member));
        return makeUp;
    }

    void retract(StudySession session, MakeUp makeUp, String reason) {
        makeUp.retract(reason, scope.actor().name(), clock.instant());
        listings.of(Attendance.class, "Attendance a")
                .where("a.sessionId = :session", "session", makeUp.sessionId())
                .where("a.memberId = :member", "member", makeUp.memberId())
                .one()
                .missed(makeUp.missedAs());
        credits.renew(session.campaign(), List.of(makeUp.memberId()));
    }

    private void check(StudySession session, Instant from, Instant to) {
        if (!to.isAfter(from)) {
            throw Refused.field("/to", "period-reversed");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Refused.field("/to", "study/too-long", LONGEST.toHours());
        }
        if (from.isBefore(session.endsAt())) {
            throw Refused.field("/from", "study/make-up-before");
        }
        if (to.isAfter(clock.instant())) {
            throw Refused.field("/to", "study/make-up-in-future");
        }
    }

    /** Nobody makes up in one room while sitting in another. */
    private void refuseElsewhere(UUID member, Instant from, Instant to) {
        boolean attended = entities.createQuery(
                                "select count(*) from Attendance a join StudySession s on s.id = a.sessionId"
                                        + " where a.memberId = :member and a.status in (PRESENT, LATE)"
                                        + " and s.state = HELD and s.startsAt < :to and s.endsAt > :from",
                                Long.class)
                        .setParameter("member", member)
                        .setParameter("from", from)
                        .setParameter("to", to)
                        .getSingleResult()
                > 0;
        boolean madeUp = entities.createQuery(
                                "select count(*) from MakeUp u where u.memberId = :member and u.retractedAt is null"
                                        + " and u.fromTime < :to and u.toTime > :from",
                                Long.class)
                        .setParameter("member", member)
                        .setParameter("from", from)
                        .setParameter("to", to)
                        .getSingleResult()
                > 0;
        if (attended || madeUp) {
            throw Refused.field("/from", "study/two-rooms");
        }
    }
}
