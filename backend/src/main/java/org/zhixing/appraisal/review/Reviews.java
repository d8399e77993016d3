package org.zhixing.appraisal.review;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for reviews, scope first. */
@ApplicationScoped
public class Reviews implements PanacheRepositoryBase<Review, UUID> {
    /** Who reads what concerns a member besides that member. APP-4. */
    public static final Set<Role> CONFIDANTS = EnumSet.of(Role.SECRETARY, Role.SUPERVISOR);

    static final Order<Review> LATEST =
            Order.descending("-date", "v.date", LocalDate.class, Review::date, "v.id", Review::id);
    static final Order<ReviewOpinion> AS_RECORDED = Order.ascending(
            "recordedAt", "n.recordedAt", Instant.class, ReviewOpinion::recordedAt, "n.id", ReviewOpinion::id);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Members members;

    public Listing<Review> withinScope() {
        return listings.of(Review.class, "Review v join fetch v.organization o join fetch v.campaign")
                .where(scope.over("v.organization.id"));
    }

    public Review get(UUID id) {
        return withinScope().where("v.id = :id", "id", id).one();
    }

    /** What the caller may read of what was said: of the branch all, of members what concerns them or is theirs to read. */
    Listing<ReviewOpinion> opinions(Review review) {
        Condition over = scope.over("n.branchId", CONFIDANTS);
        Map<String, Object> parameters = new HashMap<>(over.parameters());
        String readable = "n.memberId is null or " + over.hql();
        UUID me = scope.actor().memberId();
        if (me != null) {
            readable += " or n.memberId = :me";
            parameters.put("me", me);
        }
        return listings.of(ReviewOpinion.class, "ReviewOpinion n")
                .where("n.reviewId = :review", "review", review.id())
                .where(new Condition(readable, parameters));
    }

    void add(ReviewOpinion opinion) {
        getEntityManager().persist(opinion);
    }

    /** Members that a body names: all of the branch, and active; the others are refused at their place. */
    void checkMembers(UUID branch, List<UUID> named, String pointer) {
        Map<UUID, Member> found = members.byId(named);
        for (int i = 0; i < named.size(); i++) {
            Member member = found.get(named.get(i));
            if (member == null || !member.branch().id().equals(branch) || !member.isActive()) {
                throw Refused.field(pointer + "/" + i, "reference-unknown");
            }
        }
    }

    /** Whether a ballot box was opened for it: from then on who is reviewed stays as it is. */
    boolean isVotedOn(Review review) {
        return (Boolean) getEntityManager()
                .createNativeQuery(
                        "select exists (select 1 from ballot_box b where b.review_id = :review and b.state <> 'CANCELLED')",
                        Boolean.class)
                .setParameter("review", review.id())
                .getSingleResult();
    }

    Map<UUID, Member> people(Collection<UUID> ids) {
        return members.byId(ids);
    }
}
