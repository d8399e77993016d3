package org.zhixing.discussion.vote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.zhixing.campaign.CampaignTemplate.ConsensusRule;
import org.zhixing.discussion.vote.Consensus.Lack;
import org.zhixing.discussion.vote.RequirementVote.Choice;

/** Nothing is adopted below the quorum, under two thirds, or past an objection that nobody answered. DIS-5 */
class ConsensusTest {
    @Test
    void fourFifthsOfTheRosterRoundedUpHaveToVote() {
        assertThat(of(34, 27, 0, 0, 0).lacks()).containsExactly(Lack.QUORUM);
        assertThat(of(34, 28, 0, 0, 0).lacks()).isEmpty();
        assertThat(of(4, 3, 0, 0, 0).lacks()).containsExactly(Lack.QUORUM);
        assertThat(of(5, 4, 0, 0, 0).lacks()).isEmpty();
    }

    @Test
    void twoThirdsOfThoseWhoVotedHaveToAgree() {
        assertThat(of(30, 20, 10, 0, 0).lacks()).isEmpty();
        assertThat(of(30, 19, 11, 0, 0).lacks()).containsExactly(Lack.AGREEMENT);
        assertThat(of(30, 19, 6, 0, 0).lacks()).isEmpty();
    }

    @Test
    void whoStaysAwayDoesNotCountAsDisagreeing() {
        assertThat(of(100, 54, 26, 0, 0).lacks()).isEmpty();
    }

    @Test
    void oneObjectionWithoutAnAnswerIsEnoughToStopIt() {
        assertThat(of(30, 29, 0, 1, 1).lacks()).containsExactly(Lack.ANSWERS);
        assertThat(of(30, 29, 0, 1, 0).lacks()).isEmpty();
    }

    @Test
    void nobodyAdoptsNothing() {
        assertThat(of(0, 0, 0, 0, 0).lacks()).containsExactlyInAnyOrder(Lack.QUORUM, Lack.AGREEMENT);
    }

    @Test
    void aTemplateMayAskForMore() {
        Consensus all = new Consensus(new ConsensusRule(100, 3), 10, 9, 1, 0, 0);
        assertThat(all.lacks()).containsExactly(Lack.AGREEMENT);
    }

    @Property
    void oneMoreWhoAgreesNeverUndoesConsensus(
            @ForAll @IntRange(max = 400) int agree,
            @ForAll @IntRange(max = 100) int reserve,
            @ForAll @IntRange(max = 100) int object,
            @ForAll @IntRange(min = 1, max = 200) int silent) {
        int roster = agree + reserve + object + silent;
        if (of(roster, agree, reserve, object, 0).reached()) {
            assertThat(of(roster, agree + 1, reserve, object, 0).reached()).isTrue();
        }
    }

    @Property
    void whatIsSaidToBeNeededIsEnoughAndOneLessIsNot(@ForAll @IntRange(min = 1, max = 3_000) int roster) {
        int quorum = of(roster, 0, 0, 0, 0).quorum();
        int agreement = of(roster, 0, 0, 0, 0).agreement();
        assertThat(of(roster, agreement, quorum - agreement, 0, 0).reached()).isTrue();
        assertThat(of(roster, quorum - 1, 0, 0, 0).reached()).isFalse();
        assertThat(of(roster, agreement - 1, quorum - agreement + 1, 0, 0).reached())
                .isFalse();
    }

    /** Whatever happens, in whatever order: what is adopted then, the people on the roster bear out one by one. */
    @Property(tries = 3_000)
    void noCourseOfEventsAdoptsWhatTheRosterDoesNotBear(
            @ForAll @IntRange(min = 1, max = 6) int founders,
            @ForAll("events") @Size(max = 60) List<Room.Event> events) {
        Room room = new Room(founders);
        for (Room.Event event : events) {
            room.happen(event);
            if (room.counted().reached()) {
                assertThat(room.bears()).as("%s", event).isTrue();
            }
        }
    }

    @Provide
    Arbitrary<List<Room.Event>> events() {
        Arbitrary<Room.Event.What> what = Arbitraries.frequency(
                Tuple.of(12, Room.Event.What.VOTE),
                Tuple.of(2, Room.Event.What.JOIN),
                Tuple.of(2, Room.Event.What.LEAVE),
                Tuple.of(1, Room.Event.What.REWORD),
                Tuple.of(4, Room.Event.What.ANSWER));
        Arbitrary<Choice> choice = Arbitraries.frequency(
                Tuple.of(6, Choice.AGREE), Tuple.of(1, Choice.RESERVE), Tuple.of(1, Choice.OBJECT));
        return Combinators.combine(what, Arbitraries.integers().between(0, 7), choice)
                .as(Room.Event::new)
                .list();
    }

    private static Consensus of(int roster, int agree, int reserve, int object, int unanswered) {
        return new Consensus(ConsensusRule.USUAL, roster, agree, reserve, object, unanswered);
    }
}
