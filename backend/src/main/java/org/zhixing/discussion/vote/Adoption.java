package org.zhixing.discussion.vote;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhixing.discussion.Discussion;
import org.zhixing.discussion.DiscussionGate;
import org.zhixing.discussion.requirement.Requirement;
import org.zhixing.discussion.requirement.Requirements;
import org.zhixing.identity.Scope;
import org.zhixing.platform.problem.Refused;

/** A discussion is adopted when every draft that stands has found consensus; its drafts are adopted with it. DIS-5. */
@ApplicationScoped
class Adoption implements DiscussionGate {
    @Inject
    EntityManager entities;

    @Inject
    Requirements requirements;

    @Inject
    Votes votes;

    @Inject
    Tallies tallies;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    /** The discussion is held alone from here on: nobody votes, joins or leaves between the count and the end. */
    @Override
    public void pass(Discussion discussion, Discussion.State to) {
        if (to != Discussion.State.ADOPTED) {
            return;
        }
        votes.hold(discussion, LockModeType.PESSIMISTIC_WRITE);
        discussion.takesVotes();
        List<Requirement> standing = requirements.standing(discussion).stream()
                .filter(r -> r.state() == Requirement.State.DRAFT)
                .toList();
        if (standing.isEmpty()) {
            throw Refused.conflict("vote/nothing-to-adopt");
        }
        Map<UUID, Tallies.Tally> counted =
                tallies.of(discussion, standing.stream().map(Requirement::id).toList());
        refuseWhatLacks(standing, counted);
        Instant now = clock.instant();
        for (Requirement requirement : standing) {
            requirement.adopt(now);
            entities.persist(new RequirementAdoption(
                    requirement,
                    counted.get(requirement.id()).consensus(),
                    scope.actor().name(),
                    now));
        }
        entities.flush();
        votes.count(discussion);
    }

    private static void refuseWhatLacks(List<Requirement> standing, Map<UUID, Tallies.Tally> counted) {
        int lacking = (int) standing.stream()
                .filter(r -> !counted.get(r.id()).consensus().reached())
                .count();
        if (lacking == 0) {
            return;
        }
        Refused refused = Refused.conflict("vote/no-consensus", lacking, standing.size());
        for (Requirement requirement : standing) {
            Consensus c = counted.get(requirement.id()).consensus();
            for (Consensus.Lack lack : c.lacks()) {
                switch (lack) {
                    case QUORUM -> refused.at("/to", "vote/lacks-quorum", requirement.ordinal(), c.voted(), c.quorum());
                    case AGREEMENT ->
                        refused.at("/to", "vote/lacks-agreement", requirement.ordinal(), c.agree(), c.agreement());
                    case ANSWERS -> refused.at("/to", "vote/lacks-answers", requirement.ordinal(), c.unanswered());
                }
            }
        }
        throw refused;
    }
}
