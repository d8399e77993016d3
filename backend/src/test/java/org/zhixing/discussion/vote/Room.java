package org.zhixing.discussion.vote;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.zhixing.campaign.CampaignTemplate.ConsensusRule;
import org.zhixing.discussion.vote.RequirementVote.Choice;

/** A vote as simply as it can be told: people who come and go, and what each last said of which wording. */
final class Room {
    /** Something that happens to somebody. */
    record Event(What what, int who, Choice choice) {
        enum What {
            VOTE,
            JOIN,
            LEAVE,
            REWORD,
            ANSWER
        }
    }

    private record Said(Choice choice, int edition, boolean answered) {}

    final Set<Integer> roster = new HashSet<>();
    private final Map<Integer, Said> said = new HashMap<>();
    int edition = 1;

    Room(int founders) {
        for (int i = 0; i < founders; i++) {
            roster.add(i);
        }
    }

    void happen(Event event) {
        switch (event.what()) {
            case VOTE -> {
                Said before = said.get(event.who());
                boolean same = before != null && before.choice() == event.choice() && before.edition() == edition;
                if (roster.contains(event.who()) && !same) {
                    said.put(event.who(), new Said(event.choice(), edition, false));
                }
            }
            case JOIN -> roster.add(event.who());
            case LEAVE -> roster.remove(event.who());
            case REWORD -> edition++;
            case ANSWER -> {
                if (objects(event.who())) {
                    said.put(event.who(), new Said(Choice.OBJECT, edition, true));
                }
            }
        }
    }

    /** Whether somebody, here or gone, objects to the wording as it stands. */
    boolean objects(int who) {
        Said s = said.get(who);
        return s != null && s.choice() == Choice.OBJECT && s.edition() == edition;
    }

    Consensus counted() {
        List<Said> votes = roster.stream()
                .map(said::get)
                .filter(Objects::nonNull)
                .filter(s -> s.edition() == edition)
                .toList();
        return new Consensus(
                ConsensusRule.USUAL,
                roster.size(),
                count(votes, Choice.AGREE),
                count(votes, Choice.RESERVE),
                count(votes, Choice.OBJECT),
                (int) votes.stream()
                        .filter(s -> s.choice() == Choice.OBJECT && !s.answered())
                        .count());
    }

    /** The rule said again, person by person and without rounding. */
    boolean bears() {
        int voted = 0;
        int agree = 0;
        for (int who : roster) {
            Said s = said.get(who);
            if (s != null && s.edition() == edition) {
                voted++;
                agree += s.choice() == Choice.AGREE ? 1 : 0;
                if (s.choice() == Choice.OBJECT && !s.answered()) {
                    return false;
                }
            }
        }
        return voted > 0 && 10 * voted >= 8 * roster.size() && 3 * agree >= 2 * voted;
    }

    private static int count(List<Said> votes, Choice choice) {
        return (int) votes.stream().filter(s -> s.choice() == choice).count();
    }
}
