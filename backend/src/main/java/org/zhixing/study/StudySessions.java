package org.zhixing.study;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Organization;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for study sessions, scope first. */
@ApplicationScoped
public class StudySessions implements PanacheRepositoryBase<StudySession, UUID> {
    static final Order<StudySession> LATEST = Order.descending(
            "-startsAt", "s.startsAt", Instant.class, StudySession::startsAt, "s.id", StudySession::id);
    static final Order<StudySession> EARLIEST =
            Order.ascending("startsAt", "s.startsAt", Instant.class, StudySession::startsAt, "s.id", StudySession::id);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Event<SessionHeld> held;

    public Listing<StudySession> withinScope() {
        return listings.of(StudySession.class, "StudySession s join fetch s.organization o join fetch s.campaign")
                .where(scope.over("s.organization.id"));
    }

    StudySession get(UUID id) {
        return withinScope().where("s.id = :id", "id", id).one();
    }

    StudySession plan(Campaign campaign, Organization branch, StudySession.Plan plan) {
        if (!branch.path().startsWith(campaign.organization().path())) {
            throw Refused.field("/organizationId", "study/not-in-campaign");
        }
        StudySession session = new StudySession(campaign, branch, plan);
        persist(session);
        return session;
    }

    void hold(StudySession session, @Nullable Instant from, @Nullable Instant to, Instant now) {
        session.hold(from, to, now);
        held.fire(
                new SessionHeld(session.campaign().id(), session.organization().id(), session.date()));
    }

    /** Below an organisation, itself included. */
    static Condition below(UUID organization) {
        return new Condition(
                "exists (select 1 from Organization top where top.id = :top and o.path >= top.path and o.path < top.pathEnd)",
                Map.of("top", organization));
    }

    void add(Minutes minutes) {
        getEntityManager().persist(minutes);
    }
}
