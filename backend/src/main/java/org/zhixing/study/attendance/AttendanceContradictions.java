package org.zhixing.study.attendance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zhixing.identity.Scope;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.study.StudySession;
import org.zhixing.study.StudySessions;

/** What the records of attendance say against each other. STU-3. */
@ApplicationScoped
class AttendanceContradictions {
    static final Order<AttendanceContradiction> LATEST = new Order<>(
            "-startsAt",
            true,
            List.of(
                    new Order.Key<>("c.startsAt", Instant.class, AttendanceContradiction::startsAt),
                    new Order.Key<>("c.memberId", UUID.class, AttendanceContradiction::memberId),
                    new Order.Key<>("c.sessionId", UUID.class, AttendanceContradiction::sessionId),
                    new Order.Key<>("c.otherSessionId", UUID.class, AttendanceContradiction::otherSessionId),
                    new Order.Key<>("str(c.kind)", String.class, c -> c.kind().name())));

    @Inject
    EntityManager entities;

    @Inject
    Listings listings;

    @Inject
    StudySessions sessions;

    @Inject
    Scope scope;

    Listing<AttendanceContradiction> of(UUID branch) {
        return listings.of(AttendanceContradiction.class, "AttendanceContradiction c")
                .where(scope.over("c.branchId"))
                .where("c.branchId = :branch", "branch", branch);
    }

    /** Those of the sessions that the caller reaches, by id. */
    Map<UUID, StudySession> reached(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : sessions.withinScope().where("s.id in (:ids)", "ids", ids).first(1_000, StudySessions.LATEST).stream()
                        .collect(Collectors.toMap(StudySession::id, Function.identity()));
    }

    /** Why the roll was corrected last, by session and member; nothing where it was not. */
    Map<List<UUID>, String> reasons(Collection<UUID> sessionIds, Collection<UUID> members) {
        Map<List<UUID>, String> reasons = new HashMap<>();
        if (!sessionIds.isEmpty()) {
            entities.createQuery(
                            "select c.sessionId, c.memberId, c.reason from AttendanceCorrection c"
                                    + " where c.sessionId in (:sessions) and c.memberId in (:members) order by c.correctedAt",
                            Object[].class)
                    .setParameter("sessions", sessionIds)
                    .setParameter("members", members)
                    .getResultList()
                    .forEach(row -> reasons.put(List.of((UUID) row[0], (UUID) row[1]), (String) row[2]));
        }
        return reasons;
    }
}
