package org.zhixing.discussion.vote;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhixing.campaign.CampaignTemplate.ConsensusRule;

/**
 * Whether the votes on a requirement make consensus. DIS-5.
 *
 * <p>The quorum is taken of the roster as it is at the moment of adoption, rounded up. Two thirds are taken of the votes
 * cast, whatever they say: whoever stays away counts against the quorum and need not count against the requirement a
 * second time, while a reservation is a vote that does not agree. Votes on an earlier wording and votes of people who are
 * no longer on the roster are no votes here; the caller leaves them out.
 *
 * @param roster active members of the organisation and of those below it
 * @param agree votes on the wording as it stands, of people on the roster; so are the following
 * @param unanswered objections that nobody has answered in the words in which they stand
 */
record Consensus(ConsensusRule rule, int roster, int agree, int reserve, int object, int unanswered) {
    /** What is missing. */
    @Schema(name = "ConsensusLack")
    public enum Lack {
        /** Too few have voted. */
        QUORUM,
        /** Too few of them agree. */
        AGREEMENT,
        /** Objections wait for an answer. */
        ANSWERS
    }

    Consensus {
        if (roster < 0 || agree < 0 || reserve < 0 || object < 0 || unanswered < 0 || unanswered > object) {
            throw new IllegalArgumentException("No count of votes");
        }
        if ((long) agree + reserve + object > roster) {
            throw new IllegalArgumentException("More votes than people");
        }
    }

    int voted() {
        return agree + reserve + object;
    }

    /** How many have to vote; nobody adopts anything alone by being nobody. */
    int quorum() {
        return Math.max(1, Math.ceilDiv(roster * rule.quorumPercent(), 100));
    }

    /** How many have to agree, of those who voted or, as long as they are too few, of those who have to. */
    int agreement() {
        return Math.ceilDiv(Math.max(voted(), quorum()) * rule.agreeThirds(), 3);
    }

    Set<Lack> lacks() {
        Set<Lack> lacks = EnumSet.noneOf(Lack.class);
        if (voted() < quorum()) {
            lacks.add(Lack.QUORUM);
        }
        if (agree < agreement()) {
            lacks.add(Lack.AGREEMENT);
        }
        if (unanswered > 0) {
            lacks.add(Lack.ANSWERS);
        }
        return lacks;
    }

    boolean reached() {
        return lacks().isEmpty();
    }
}
