package org.zhixing.appraisal.ballot;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.review.Review;
import org.zhixing.audit.AuditTrail;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Boxes of reviews that were found within the scope, and the one place where ballots are counted. */
@ApplicationScoped
class BallotBoxes implements PanacheRepositoryBase<BallotBox, UUID> {
    static final int MOST_QUESTIONS = 300;
    static final Order<Member> BY_NAME =
            Order.ascending("name", "m.name", String.class, Member::name, "m.id", Member::id);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Members members;

    @Inject
    Keyring keys;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    /** The box of a review; a cancelled one only where there is no other. */
    Optional<BallotBox> of(Review review) {
        return getEntityManager()
                .createQuery(
                        "from BallotBox b where b.review = :review order by case when b.state = CANCELLED then 1 else 0 end, b.openedAt desc",
                        BallotBox.class)
                .setParameter("review", review)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    BallotBox get(Review review) {
        return of(review).orElseThrow(Refused::notFound);
    }

    /** Opens a box for those who are on the roster now. */
    BallotBox open(Review review, BallotBox.Kind kind, List<BallotBox.Question> questions) {
        if (of(review).filter(b -> b.state() != BallotBox.State.CANCELLED).isPresent()) {
            throw Refused.conflict("appraisal/box-exists");
        }
        List<Member> roster = members.roster(review.organization().id());
        BallotBox box = new BallotBox(
                review, kind, questions, roster.size(), scope.actor().name(), clock.instant());
        persist(box);
        flush();
        getEntityManager().persist(new SealedTally(box.id(), questions.size(), keys));
        roster.forEach(m -> getEntityManager().persist(new BallotVoter(box.id(), m.id())));
        flush();
        return box;
    }

    /** Counts a ballot and marks its voter, in one transaction and under one lock; keeps nothing of the ballot itself. */
    void cast(BallotBox box, UUID voter, List<NewBallot.Choice> choices) {
        SealedTally sealed = locked(box);
        BallotVoter register = getEntityManager()
                .find(BallotVoter.class, new BallotVoter.Key(box.id(), voter), LockModeType.PESSIMISTIC_WRITE);
        if (register == null) {
            throw Refused.forbidden("appraisal/not-a-voter");
        }
        Map<Integer, Integer> ballot = box.ballot(choices, voter);
        Tally tally = whole(box, sealed);
        trail.at(box.organization().id());
        register.votesOnScreen();
        sealed.screens(tally.plus(ballot), keys);
        flush();
    }

    /** Puts what was counted from papers in place of what was counted before. */
    void count(BallotBox box, PaperCount papers) {
        SealedTally sealed = locked(box);
        Tally tally = papers.tally(box.questions().size());
        Set<UUID> onPaper = new HashSet<>(papers.memberIds());
        for (BallotVoter voter : voters(box)) {
            voter.votesOnPaper(onPaper.remove(voter.memberId()));
        }
        if (!onPaper.isEmpty()) {
            throw Refused.field("/memberIds", "reference-unknown");
        }
        box.papers(papers.papers());
        sealed.papers(tally, keys);
        flush();
    }

    /** Closes a box: what may be published is written out, and the count itself is destroyed. */
    void close(BallotBox box) {
        SealedTally sealed = locked(box);
        Tally screens = whole(box, sealed);
        Tally papers = sealed.papers(keys);
        for (BallotBox.Question question : box.questions()) {
            screens.result(question.ordinal(), papers).ifPresent(counts -> {
                for (int choice = 1; choice <= Tally.CHOICES; choice++) {
                    getEntityManager()
                            .persist(new BallotResult(box.id(), question.ordinal(), choice, counts[choice - 1]));
                }
            });
        }
        box.close(scope.actor().name(), clock.instant());
        getEntityManager().remove(sealed);
        flush();
    }

    /** Ends a box without a result. */
    void cancel(BallotBox box, @Nullable String reason) {
        SealedTally sealed = locked(box);
        box.cancel(reason, scope.actor().name(), clock.instant());
        getEntityManager().remove(sealed);
        flush();
    }

    /** The count of an open box; votes and the closing take turns here. */
    private SealedTally locked(BallotBox box) {
        box.open();
        SealedTally sealed = getEntityManager().find(SealedTally.class, box.id(), LockModeType.PESSIMISTIC_WRITE);
        if (sealed == null) {
            throw Refused.conflict("appraisal/box-not-open");
        }
        getEntityManager().refresh(box);
        return sealed;
    }

    /** Refuses a count that does not fit the register: one of them was put back or changed behind the service. */
    private Tally whole(BallotBox box, SealedTally sealed) {
        Tally tally = sealed.screens(keys);
        if (tally.ballots() != voted(box).getOrDefault(BallotVoter.Voted.SCREEN, 0L)) {
            throw Refused.conflict("appraisal/box-damaged");
        }
        return tally;
    }

    private List<BallotVoter> voters(BallotBox box) {
        return getEntityManager()
                .createQuery("from BallotVoter v where v.boxId = :box", BallotVoter.class)
                .setParameter("box", box.id())
                .getResultList();
    }

    /** How many have voted, by how they did. */
    Map<BallotVoter.Voted, Long> voted(BallotBox box) {
        Map<BallotVoter.Voted, Long> counts = new HashMap<>();
        getEntityManager()
                .createQuery(
                        "select v.voted, count(*) from BallotVoter v where v.boxId = :box group by v.voted",
                        Object[].class)
                .setParameter("box", box.id())
                .getResultList()
                .forEach(row -> counts.put((BallotVoter.Voted) row[0], (Long) row[1]));
        return counts;
    }

    /** Whether a member may vote and has; nothing where they are not on the register. */
    Optional<BallotVoter.Voted> voted(BallotBox box, @Nullable UUID member) {
        return member == null
                ? Optional.empty()
                : getEntityManager()
                        .createQuery(
                                "select v.voted from BallotVoter v where v.boxId = :box and v.memberId = :member",
                                BallotVoter.Voted.class)
                        .setParameter("box", box.id())
                        .setParameter("member", member)
                        .getResultStream()
                        .findFirst();
    }

    /** Those on the register, for pages of them. */
    Listing<Member> register(BallotBox box) {
        return listings.of(Member.class, "Member m join fetch m.branch")
                .where(
                        "exists (select 1 from BallotVoter v where v.memberId = m.id and v.boxId = :box)",
                        "box",
                        box.id());
    }

    Map<UUID, BallotVoter.Voted> voted(BallotBox box, Collection<UUID> some) {
        Map<UUID, BallotVoter.Voted> voted = new HashMap<>();
        if (!some.isEmpty()) {
            getEntityManager()
                    .createQuery("from BallotVoter v where v.boxId = :box and v.memberId in (:some)", BallotVoter.class)
                    .setParameter("box", box.id())
                    .setParameter("some", some)
                    .getResultList()
                    .forEach(v -> voted.put(v.memberId(), v.voted()));
        }
        return voted;
    }

    /** The published counts by question, each in the order of the choices. */
    Map<Integer, List<Integer>> results(BallotBox box) {
        Map<Integer, List<Integer>> results = new HashMap<>();
        getEntityManager()
                .createQuery(
                        "from BallotResult r where r.boxId = :box order by r.ordinal, r.choice", BallotResult.class)
                .setParameter("box", box.id())
                .getResultList()
                .forEach(r -> results.computeIfAbsent(r.ordinal(), q -> new ArrayList<>())
                        .add(r.ballots()));
        return results;
    }

    Map<UUID, Member> people(Collection<UUID> ids) {
        return members.byId(ids);
    }
}
