package org.zhixing.appraisal.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.zhixing.platform.problem.Refused;

/** What is left of ballots: sums, and nothing else. APP-2. */
class TallyTest {
    private static final Tally NO_PAPERS = Tally.empty(1);

    @Property
    void theSameBallotsInAnyOrderLeaveTheSameBytes(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 4) Integer> choices, @ForAll long seed) {
        List<Integer> shuffled = new ArrayList<>(choices);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(of(shuffled).bytes()).isEqualTo(of(choices).bytes());
    }

    @Property
    void whateverWasCastTheCountIsOfOneLength(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 4) Integer> choices) {
        assertThat(of(choices).bytes()).hasSameSizeAs(Tally.empty(1).bytes());
    }

    @Property
    void noBallotIsLostOrAddedOnTheWayThroughBytes(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 4) Integer> choices) {
        Tally back = Tally.of(of(choices).bytes());
        assertThat(back.ballots()).isEqualTo(choices.size());
        assertThat(back.answers(1)).isEqualTo(choices.size());
    }

    @Property
    void thereIsAResultFromFiveOnAndItAddsUp(
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 4) Integer> choices) {
        assertThat(of(choices).result(1, NO_PAPERS).isPresent()).isEqualTo(choices.size() >= 5);
        of(choices)
                .result(1, NO_PAPERS)
                .ifPresent(counts -> assertThat(Arrays.stream(counts).sum()).isEqualTo(choices.size()));
    }

    /** Who has counted the papers can take them away from the sum: what is left must be none, or five. */
    @Property
    void papersNeverUncoverWhatAFewHaveCastOnScreens(
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 4) Integer> screens,
            @ForAll @IntRange(max = 30) int papers) {
        boolean shown = of(screens)
                .result(1, Tally.counted(papers, new int[][] {{papers, 0, 0, 0}}))
                .isPresent();
        assertThat(shown).isEqualTo((screens.isEmpty() || screens.size() >= 5) && screens.size() + papers >= 5);
    }

    @Test
    void questionsAreCountedEachForItself() {
        Tally tally = Tally.empty(2);
        for (int i = 0; i < 5; i++) {
            tally = tally.plus(Map.of(1, 1, 2, 4));
        }
        tally = tally.plus(Map.of(1, 3));
        assertThat(tally.result(1, Tally.empty(2))).hasValue(new int[] {5, 0, 1, 0});
        assertThat(tally.result(2, Tally.empty(2))).hasValue(new int[] {0, 0, 0, 5});
    }

    @Test
    void papersThatDoNotAddUpAreRefused() {
        assertThatThrownBy(() -> papers(6, 3, 2, 0, 0).tally(1)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> papers(5, 3, 2, 0, 0).tally(2)).isInstanceOf(Refused.class);
        assertThat(papers(5, 3, 2, 0, 0).tally(1).answers(1)).isEqualTo(5);
    }

    private static PaperCount papers(int in, Integer... counts) {
        return new PaperCount(in, List.of(), List.of(new PaperCount.Line(1, List.of(counts), 0)));
    }

    private static Tally of(List<Integer> choices) {
        Tally tally = Tally.empty(1);
        for (int choice : choices) {
            tally = tally.plus(Map.of(1, choice));
        }
        return tally;
    }
}
