package org.zhixing.appraisal.analysis;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.zhixing.campaign.Campaign;
import org.zhixing.identity.Actor;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.RosterChanged;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for self-analyses: one's own, and what was handed in to where one is secretary or supervisor. */
@ApplicationScoped
class SelfAnalyses implements PanacheRepositoryBase<SelfAnalysis, UUID> {
    /** Who reads what was handed in, and decides about it. */
    static final Set<Role> READ = EnumSet.of(Role.SECRETARY, Role.SUPERVISOR);

    /** Who keys in what a member has written on paper. */
    static final Set<Role> KEY_IN = EnumSet.of(Role.SECRETARY);

    static final Order<SelfAnalysis> LATEST =
            Order.descending("-movedAt", "a.movedAt", Instant.class, SelfAnalysis::movedAt, "a.id", SelfAnalysis::id);
    static final Order<SelfAnalysis> OLDEST =
            Order.ascending("movedAt", "a.movedAt", Instant.class, SelfAnalysis::movedAt, "a.id", SelfAnalysis::id);
    static final Order<SelfAnalysisVersion> EDITIONS = Order.descending(
            "-version", "v.edition", Integer.class, SelfAnalysisVersion::edition, "v.id", SelfAnalysisVersion::id);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    /** What the caller may read. */
    Listing<SelfAnalysis> readable() {
        Condition over = scope.over("a.branch.id", READ);
        Map<String, Object> parameters = new HashMap<>(over.parameters());
        parameters.put("handedIn", SelfAnalysis.State.HANDED_IN);
        String readable = "a.state in (:handedIn) and " + over.hql() + " or a.enteredById = :me";
        Actor actor = scope.actor();
        parameters.put("me", actor.accountId());
        if (actor.memberId() != null) {
            readable += " or a.author.id = :mine";
            parameters.put("mine", actor.memberId());
        }
        return listings.of(
                        SelfAnalysis.class,
                        "SelfAnalysis a join fetch a.author join fetch a.branch o join fetch a.campaign left join fetch a.handedIn")
                .where(new Condition(readable, parameters));
    }

    /** As a member: what was keyed in for others is not one's own. */
    Condition mine() {
        UUID me = scope.actor().memberId();
        return me == null ? Condition.of("1 = 0") : Condition.of("a.author.id = :owner", "owner", me);
    }

    /** What waits for the caller's decision; never their own. */
    Condition waiting() {
        Condition over = scope.over("a.branch.id", READ);
        Map<String, Object> parameters = new HashMap<>(over.parameters());
        String waiting = "a.state = SUBMITTED and " + over.hql();
        UUID me = scope.actor().memberId();
        if (me != null) {
            waiting += " and a.author.id <> :reader";
            parameters.put("reader", me);
        }
        return new Condition(waiting, parameters);
    }

    SelfAnalysis get(UUID id) {
        return readable().where("a.id = :id", "id", id).one();
    }

    /** One that the caller writes: others who may read it are refused. */
    SelfAnalysis toWrite(UUID id) {
        SelfAnalysis analysis = get(id);
        if (!analysis.isWrittenBy(scope.actor())) {
            throw Refused.forbidden("appraisal/analysis-not-own");
        }
        return analysis;
    }

    /** Whether there is one of a member whose scope has been checked. */
    Optional<UUID> of(Member member, Campaign campaign) {
        return getEntityManager()
                .createQuery(
                        "select a.id from SelfAnalysis a where a.author = :member and a.campaign = :campaign",
                        UUID.class)
                .setParameter("member", member)
                .setParameter("campaign", campaign)
                .getResultStream()
                .findFirst();
    }

    Listing<SelfAnalysisVersion> versions(UUID analysis) {
        return listings.of(SelfAnalysisVersion.class, "SelfAnalysisVersion v")
                .where("v.analysisId = :analysis", "analysis", analysis);
    }

    void add(SelfAnalysisVersion version) {
        getEntityManager().persist(version);
    }

    /** Until it is accepted, it is read where the member belongs. The ETag stays: no words changed. */
    void follow(@Observes RosterChanged changed) {
        List<UUID> moved = changed.moves().stream()
                .filter(move -> move.from() != null && move.to() != null)
                .map(RosterChanged.Move::member)
                .toList();
        if (!moved.isEmpty()) {
            getEntityManager()
                    .createNativeQuery("""
                            update self_analysis a set branch_id = m.branch_id from member m
                            where m.id = a.member_id and m.id in (:moved) and a.branch_id <> m.branch_id
                              and a.state <> 'ACCEPTED'""")
                    .setParameter("moved", moved)
                    .executeUpdate();
        }
    }
}
