package org.zhixing.study;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Organization;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.study.hours.Credits;

/** Every query for study sessions, scope first. A session is seen by whoever reaches a branch that it covers. */
@ApplicationScoped
public class StudySessions implements PanacheRepositoryBase<StudySession, UUID> {
    public static final Order<StudySession> LATEST = Order.descending(
            "-startsAt", "s.startsAt", Instant.class, StudySession::startsAt, "s.id", StudySession::id);
    public static final Order<StudySession> EARLIEST =
            Order.ascending("startsAt", "s.startsAt", Instant.class, StudySession::startsAt, "s.id", StudySession::id);
    public static final Order<SessionBranch> BY_BRANCH =
            Order.ascending("name", "o.name", String.class, b -> b.branch().name(), "o.id", SessionBranch::branchId);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Credits credits;

    @Inject
    Clock clock;

    @Inject
    Event<SessionHeld> held;

    public Listing<StudySession> withinScope() {
        Condition covered = scope.over("b.branchId");
        return listings.of(StudySession.class, "StudySession s join fetch s.organization o join fetch s.campaign")
                .where(new Condition(
                        "exists (select 1 from SessionBranch b where b.sessionId = s.id and " + covered.hql() + ")",
                        covered.parameters()));
    }

    public StudySession get(UUID id) {
        return withinScope().where("s.id = :id", "id", id).one();
    }

    /** A session that the caller's own organisation holds, or one below it; another's may be seen but not changed. */
    public StudySession toChange(UUID id) {
        StudySession session = get(id);
        boolean own = withinScope()
                .where(scope.over("s.organization.id"))
                .where("s.id = :id", "id", id)
                .maybe()
                .isPresent();
        if (!own) {
            throw Refused.forbidden("study/of-higher-organization");
        }
        return session;
    }

    /** The branches of a session that lie within the caller's reach. */
    public Listing<SessionBranch> places(UUID session) {
        return listings.of(SessionBranch.class, "SessionBranch b join fetch b.branch o")
                .where(scope.over("b.branchId"))
                .where("b.sessionId = :session", "session", session);
    }

    /** The branch whose roll is meant: the one named, or the only one there is in reach. */
    public SessionBranch place(StudySession session, @Nullable UUID branch) {
        List<SessionBranch> places = places(session.id())
                .where("b.branchId = :branch", "branch", branch)
                .first(2, BY_BRANCH);
        if (places.isEmpty()) {
            throw Refused.notFound();
        }
        if (places.size() > 1) {
            throw Refused.invalid("study/branch-needed");
        }
        return places.getFirst();
    }

    /** The same to be changed: nobody else changes the branch's roll before this transaction ends. */
    public SessionBranch placeToChange(StudySession session, @Nullable UUID branch) {
        SessionBranch place = place(session, branch);
        getEntityManager().refresh(place, LockModeType.PESSIMISTIC_WRITE);
        return place;
    }

    /** A session that a body names: refused at its place where the caller does not reach it. */
    public StudySession named(UUID id, String pointer) {
        return withinScope()
                .where("s.id = :id", "id", id)
                .maybe()
                .orElseThrow(() -> Refused.field(pointer, "reference-unknown"));
    }

    /** The branch of a session on whose roll a member stands: where they are marked, or belonged to that day. */
    public Optional<SessionBranch> placeOf(UUID member, StudySession session) {
        return getEntityManager()
                .createQuery(
                        "from SessionBranch b join fetch b.branch where b.sessionId = :session and (exists"
                                + " (select 1 from Attendance a where a.sessionId = b.sessionId and a.branchId = b.branchId"
                                + " and a.memberId = :member)"
                                + " or exists (select 1 from Membership p where p.memberId = :member and p.branch.id = b.branchId"
                                + " and p.fromDate <= :date and (p.toDate is null or p.toDate > :date))"
                                + " and not exists (select 1 from Attendance a where a.sessionId = b.sessionId"
                                + " and a.memberId = :member))",
                        SessionBranch.class)
                .setParameter("session", session.id())
                .setParameter("member", member)
                .setParameter("date", session.date())
                .getResultStream()
                .findFirst();
    }

    /** Plans a session of a branch. */
    public StudySession plan(Campaign campaign, Organization branch, StudySession.Plan plan) {
        return plan(campaign, branch, List.of(branch), plan);
    }

    /** Plans a session of an organisation for the branches named; the caller has been found to reach them. */
    StudySession plan(
            Campaign campaign, Organization organization, Collection<Organization> branches, StudySession.Plan plan) {
        checkInCampaign(campaign, organization);
        StudySession session = new StudySession(campaign, organization, plan);
        persist(session);
        branches.forEach(branch -> getEntityManager().persist(new SessionBranch(branch, session.id())));
        flush();
        getEntityManager().refresh(session);
        return session;
    }

    /** As {@link #plan}, for many at a time: nothing is sent before the caller flushes. */
    public void planWithOthers(Campaign campaign, Organization branch, StudySession.Plan plan) {
        StudySession session = new StudySession(campaign, branch, plan);
        persist(session);
        getEntityManager().persist(new SessionBranch(branch, session.id()));
    }

    /** Branches by id, for work in bulk whose branches have been found before. */
    public List<Organization> branches(Collection<UUID> ids) {
        return getEntityManager()
                .createQuery("select o from Organization o where o.id in (:ids)", Organization.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    private static void checkInCampaign(Campaign campaign, Organization organization) {
        if (!organization.path().startsWith(campaign.organization().path())) {
            throw Refused.field("/organizationId", "study/not-in-campaign");
        }
    }

    /** Plans the sessions of a series, in the order of their ordinals, for the branches named. */
    public List<StudySession> planSeries(
            UUID series,
            Campaign campaign,
            Organization organization,
            Collection<Organization> branches,
            List<StudySession.Plan> plans) {
        checkInCampaign(campaign, organization);
        List<StudySession> planned = new ArrayList<>();
        for (StudySession.Plan plan : plans) {
            StudySession session = new StudySession(campaign, organization, plan);
            session.joinSeries(series, planned.size() + 1);
            getEntityManager().persist(session);
            planned.add(session);
        }
        flush();
        planned.forEach(session ->
                branches.forEach(branch -> getEntityManager().persist(new SessionBranch(branch, session.id()))));
        flush();
        return planned;
    }

    /** Which branches each of the sessions covers, among those named. */
    Map<UUID, List<UUID>> covered(Collection<UUID> sessions, Collection<UUID> among) {
        return getEntityManager()
                .createQuery(
                        "select b from SessionBranch b where b.sessionId in (:sessions) and b.branchId in (:among)",
                        SessionBranch.class)
                .setParameter("sessions", sessions)
                .setParameter("among", among)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        SessionBranch::sessionId, Collectors.mapping(SessionBranch::branchId, Collectors.toList())));
    }

    /** All the branches that a session covers, whoever reaches them. */
    public List<UUID> branchIds(UUID session) {
        return getEntityManager()
                .createQuery("select b.branchId from SessionBranch b where b.sessionId = :session", UUID.class)
                .setParameter("session", session)
                .getResultList();
    }

    /** A branch studies by itself; a higher organisation names the branches that it gathers. */
    public List<Organization> gathered(Organization organization, @Nullable List<UUID> named) {
        if (organization.isBranch()) {
            if (named != null && !named.equals(List.of(organization.id()))) {
                throw Refused.field("/branchIds", "study/branch-is-its-own");
            }
            return List.of(organization);
        }
        if (named == null) {
            throw Refused.field("/branchIds", "study/joint-needs-branches");
        }
        Map<UUID, Organization> below = branchesBelow(organization, named).stream()
                .collect(Collectors.toMap(Organization::id, Function.identity()));
        for (int i = 0; i < named.size(); i++) {
            if (!below.containsKey(named.get(i))) {
                throw Refused.field("/branchIds/" + i, "study/branch-not-below");
            }
        }
        return List.copyOf(below.values());
    }

    /** Those of the organisations that are branches below this one. */
    List<Organization> branchesBelow(Organization organization, Collection<UUID> branches) {
        return getEntityManager()
                .createQuery(
                        "select o from Organization o where o.id in (:branches) and o.kind = BRANCH"
                                + " and o.path >= :from and o.path < :to",
                        Organization.class)
                .setParameter("branches", branches)
                .setParameter("from", organization.path())
                .setParameter(
                        "to",
                        organization.path().substring(0, organization.path().length() - 1) + "0")
                .getResultList();
    }

    void hold(StudySession session, @Nullable Instant from, @Nullable Instant to) {
        session.hold(from, to, clock.instant());
        held.fire(
                new SessionHeld(session.campaign().id(), session.organization().id(), session.date()));
        creditAll(session);
    }

    /** Puts the times of a held session right, keeps what stood, and works out the hours anew. */
    SessionCorrection correct(StudySession session, Instant from, Instant to, String reason) {
        session.refuseUnlessHeld("study/correction-needs-held");
        SessionCorrection kept =
                new SessionCorrection(session, from, to, reason, scope.actor().name(), clock.instant());
        session.correct(from, to, clock.instant());
        getEntityManager().persist(kept);
        creditAll(session);
        return kept;
    }

    Listing<SessionCorrection> corrections(UUID session) {
        return listings.of(SessionCorrection.class, "SessionCorrection c")
                .where("c.sessionId = :session", "session", session);
    }

    private void creditAll(StudySession session) {
        credits.renew(
                session.campaign(),
                getEntityManager()
                        .createQuery("select a.memberId from Attendance a where a.sessionId = :session", UUID.class)
                        .setParameter("session", session.id())
                        .getResultList());
    }

    /** Of branches at or below an organisation. */
    static Condition below(UUID organization) {
        return new Condition(
                "exists (select 1 from Organization top, Organization at, SessionBranch covered where top.id = :top"
                        + " and covered.sessionId = s.id and at.id = covered.branchId"
                        + " and at.path >= top.path and at.path < top.pathEnd)",
                Map.of("top", organization));
    }
}
