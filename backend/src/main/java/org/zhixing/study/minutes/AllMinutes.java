package org.zhixing.study.minutes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Actor;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.Members;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.study.StudySession;
import org.zhixing.study.attendance.Attendance;

/** Minutes of the sessions that the caller has been shown: every version, and who of those there confirms it. STU-6. */
@ApplicationScoped
class AllMinutes {
    static final Order<Minutes> LATEST =
            Order.descending("-version", "m.edition", Integer.class, Minutes::edition, "m.id", Minutes::id);

    /** How many attendees have to confirm. */
    static final int NEEDED = 2;

    /** More than a hall holds. */
    private static final int MOST = 2_000;

    @Inject
    EntityManager entities;

    @Inject
    Listings listings;

    @Inject
    Members members;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    /** Somebody on the roll. */
    record OnRoll(MemberRef member, Attendance.Status status) {}

    Listing<Minutes> versions(UUID session) {
        return listings.of(Minutes.class, "Minutes m").where("m.sessionId = :session", "session", session);
    }

    Optional<Minutes> newest(UUID session) {
        return versions(session).first(1, LATEST).stream().findFirst();
    }

    Minutes version(UUID session, int edition) {
        return versions(session)
                .where("m.edition = :edition", "edition", edition)
                .one();
    }

    Minutes write(StudySession session, String text) {
        session.refuseUnlessHeld("study/minutes-need-held");
        Minutes next = new Minutes(session.id(), session.minutesVersion() + 1, text, scope.actor(), clock.instant());
        entities.persist(next);
        session.minutesWritten(next.edition());
        entities.flush();
        return next;
    }

    List<MinutesConfirmation> confirmations(UUID session, int edition) {
        return entities.createQuery(
                        "from MinutesConfirmation c where c.sessionId = :session and c.edition = :edition"
                                + " order by c.confirmedAt",
                        MinutesConfirmation.class)
                .setParameter("session", session)
                .setParameter("edition", edition)
                .setMaxResults(MOST)
                .getResultList();
    }

    /** Those of the confirmations whose members stand on a roll in reach: a joint session names nobody of other branches. */
    List<MinutesConfirmation> inReach(UUID session, List<MinutesConfirmation> all) {
        Set<UUID> near = roll(session).stream().map(r -> r.member().id()).collect(Collectors.toSet());
        return all.stream().filter(c -> near.contains(c.memberId())).toList();
    }

    /** Everyone on the rolls in reach with what they were. Pinyin order. */
    List<OnRoll> roll(UUID session) {
        Condition within = scope.over("a.branchId");
        var query = entities.createQuery(
                "select a from Attendance a join Member m on m.id = a.memberId where a.sessionId = :session and "
                        + within.hql() + " order by m.name, m.id",
                Attendance.class);
        within.parameters().forEach(query::setParameter);
        List<Attendance> marks =
                query.setParameter("session", session).setMaxResults(MOST).getResultList();
        Map<UUID, Member> named = named(marks.stream().map(Attendance::memberId).toList());
        return marks.stream()
                .map(a -> new OnRoll(MemberRef.known(named.get(a.memberId())), a.status()))
                .toList();
    }

    Map<UUID, Member> named(List<UUID> ids) {
        return members.byId(ids);
    }

    /** The caller, who was there and did not write it, confirms the newest version. */
    void confirm(StudySession session, Minutes minutes) {
        String reason = whyNot(session, minutes);
        if (reason != null) {
            throw Refused.conflict(reason);
        }
        Actor actor = scope.actor();
        entities.persist(new MinutesConfirmation(minutes, actor.memberId(), clock.instant()));
        entities.flush();
    }

    /** What keeps the caller from confirming; nothing if they may. */
    @Nullable
    String whyNot(StudySession session, Minutes minutes) {
        Actor actor = scope.actor();
        UUID member = actor.memberId();
        if (minutes.edition() != session.minutesVersion()) {
            return "study/minutes-superseded";
        }
        if (member == null || !wasThere(session.id(), member)) {
            return "study/confirm-attendees-only";
        }
        if (minutes.isBy(actor.accountId())) {
            return "study/confirm-own-minutes";
        }
        boolean done = confirmations(session.id(), minutes.edition()).stream()
                .collect(Collectors.toMap(MinutesConfirmation::memberId, Function.identity()))
                .containsKey(member);
        return done ? "study/confirmed-already" : null;
    }

    private boolean wasThere(UUID session, UUID member) {
        return entities.createQuery(
                                "select count(*) from Attendance a where a.sessionId = :session and a.memberId = :member"
                                        + " and a.status in (PRESENT, LATE)",
                                Long.class)
                        .setParameter("session", session)
                        .setParameter("member", member)
                        .getSingleResult()
                > 0;
    }
}
