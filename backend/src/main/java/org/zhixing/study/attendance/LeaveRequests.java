package org.zhixing.study.attendance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Actor;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.study.SessionBranch;
import org.zhixing.study.StudySession;
import org.zhixing.study.StudySessions;

/** Requests for leave (请假): why somebody stays away is for those who run the branch, and for oneself. STU-4. */
@ApplicationScoped
class LeaveRequests {
    static final Order<LeaveRequest> LATEST =
            Order.descending("-askedAt", "l.askedAt", Instant.class, LeaveRequest::askedAt, "l.id", LeaveRequest::id);
    private static final Set<Role> READERS =
            Set.of(Role.OFFICE, Role.SUPERVISOR, Role.LEADER, Role.SECRETARY, Role.RECORDER);
    private static final Set<Role> FOR_OTHERS = Set.of(Role.OFFICE, Role.SECRETARY, Role.RECORDER);
    private static final Set<Role> ABOVE = Set.of(Role.OFFICE, Role.LEADER);

    @Inject
    EntityManager entities;

    @Inject
    Listings listings;

    @Inject
    StudySessions sessions;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    Listing<LeaveRequest> withinScope() {
        Condition reached = scope.over("l.branchId", READERS);
        UUID self = scope.actor().memberId();
        return listings.of(LeaveRequest.class, "LeaveRequest l join fetch l.session s")
                .where(
                        self == null
                                ? reached
                                : new Condition("l.memberId = :self or " + reached.hql(), reached.parameters())
                                        .and("self", self));
    }

    /** The caller's own. */
    Listing<LeaveRequest> own() {
        UUID self = scope.actor().memberId();
        return withinScope().where(self == null ? Condition.of("1 = 0") : Condition.of("l.memberId = :me", "me", self));
    }

    LeaveRequest get(UUID id) {
        return withinScope().where("l.id = :id", "id", id).one();
    }

    /** Asks for oneself, or for a member of a branch that the caller keeps the roll of. */
    LeaveRequest ask(StudySession session, @Nullable UUID member, String reason) {
        if (session.state() == StudySession.State.CANCELLED) {
            throw Refused.conflict("study/cancelled");
        }
        Actor actor = scope.actor();
        UUID who = member == null ? actor.memberId() : member;
        if (who == null) {
            throw Refused.field("/memberId", "study/leave-for-whom");
        }
        SessionBranch place = sessions.placeOf(who, session)
                .filter(p -> who.equals(actor.memberId()) || scope.reaches(p.branchId(), FOR_OTHERS))
                .orElseThrow(() -> Refused.field("/memberId", "study/not-on-roster"));
        if (!open(session, who).isEmpty()) {
            throw Refused.conflict("study/leave-asked-before");
        }
        LeaveRequest leave = new LeaveRequest(session, place, who, reason, actor, clock.instant());
        entities.persist(leave);
        return leave;
    }

    private List<UUID> open(StudySession session, UUID member) {
        return entities.createQuery(
                        "select l.id from LeaveRequest l where l.session = :session and l.memberId = :member"
                                + " and l.state in (ASKED, APPROVED)",
                        UUID.class)
                .setParameter("session", session)
                .setParameter("member", member)
                .getResultList();
    }

    /** Decides, by whoever may; or takes back, by whoever asked. */
    void move(LeaveRequest leave, LeaveRequest.State to, @Nullable String words) {
        if (to == LeaveRequest.State.WITHDRAWN) {
            if (!leave.isOf(scope.actor())) {
                throw Refused.forbidden("study/leave-not-yours");
            }
        } else {
            refuseUnlessApprover(leave);
        }
        leave.moveTo(to, words, scope.actor().name(), clock.instant());
    }

    /** The branch's secretary decides; about a secretary, somebody above; nobody about themselves. */
    private void refuseUnlessApprover(LeaveRequest leave) {
        if (leave.memberId().equals(scope.actor().memberId())) {
            throw Refused.forbidden("study/leave-own");
        }
        boolean above = scope.reachesFromAbove(leave.branchId(), ABOVE);
        boolean secretary = scope.reaches(leave.branchId(), Set.of(Role.SECRETARY));
        if (!above && !(secretary && !isSecretary(leave.memberId(), leave.branchId()))) {
            throw Refused.forbidden(secretary ? "study/leave-of-secretary" : "study/leave-not-approver");
        }
    }

    private boolean isSecretary(UUID member, UUID branch) {
        return entities.createQuery(
                                "select count(*) from GrantedOrganization g join Account a on a.id = g.accountId"
                                        + " where a.memberId = :member and g.role = SECRETARY and g.organizationId = :branch",
                                Long.class)
                        .setParameter("member", member)
                        .setParameter("branch", branch)
                        .getSingleResult()
                > 0;
    }

    /** The reasons of the approved requests of a branch, by member. */
    Map<UUID, String> approved(SessionBranch place) {
        Map<UUID, String> reasons = new HashMap<>();
        entities.createQuery(
                        "select l.memberId, l.reason from LeaveRequest l where l.session.id = :session"
                                + " and l.branchId = :branch and l.state = APPROVED",
                        Object[].class)
                .setParameter("session", place.sessionId())
                .setParameter("branch", place.branchId())
                .getResultList()
                .forEach(row -> reasons.put((UUID) row[0], (String) row[1]));
        return reasons;
    }
}
