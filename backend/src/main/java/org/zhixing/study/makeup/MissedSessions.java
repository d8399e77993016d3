package org.zhixing.study.makeup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.study.StudySession;
import org.zhixing.study.attendance.Attendance;

/** Sessions that somebody missed and that are still to be made up for. STU-4. */
@ApplicationScoped
class MissedSessions {
    private static final Set<Role> OF_OTHERS =
            Set.of(Role.OFFICE, Role.SUPERVISOR, Role.LEADER, Role.SECRETARY, Role.RECORDER);

    @Inject
    EntityManager entities;

    @Inject
    Listings listings;

    @Inject
    Scope scope;

    /** One's own, or those that stand on rolls in the reach of who oversees or keeps them. */
    Listing<StudySession> of(UUID member) {
        boolean own = member.equals(scope.actor().memberId());
        if (!own && !oversees(member)) {
            throw Refused.notFound();
        }
        Condition reached = own ? Condition.of("1 = 1") : scope.over("a.branchId", OF_OTHERS);
        return listings.of(StudySession.class, "StudySession s join fetch s.organization join fetch s.campaign")
                .where("s.state = HELD")
                .where(new Condition(
                                "exists (select 1 from Attendance a where a.sessionId = s.id and a.memberId = :member"
                                        + " and a.status in (LEAVE, ABSENT) and " + reached.hql() + ")",
                                reached.parameters())
                        .and("member", member));
    }

    private boolean oversees(UUID member) {
        return entities
                .createQuery("select m.branch.id from Member m where m.id = :member", UUID.class)
                .setParameter("member", member)
                .getResultList()
                .stream()
                .anyMatch(branch -> scope.reaches(branch, OF_OTHERS));
    }

    /** What the member was at each of them. */
    Map<UUID, Attendance.Status> as(UUID member, List<StudySession> sessions) {
        Map<UUID, Attendance.Status> as = new HashMap<>();
        if (!sessions.isEmpty()) {
            entities.createQuery(
                            "from Attendance a where a.memberId = :member and a.sessionId in (:sessions)",
                            Attendance.class)
                    .setParameter("member", member)
                    .setParameter(
                            "sessions", sessions.stream().map(StudySession::id).toList())
                    .getResultList()
                    .forEach(a -> as.put(a.sessionId(), a.status()));
        }
        return as;
    }
}
