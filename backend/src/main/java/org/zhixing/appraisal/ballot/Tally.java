package org.zhixing.appraisal.ballot;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * How many chose what, and nothing else: no ballot, no order, no pattern across questions. Adding commutes, so that the
 * same ballots in any order leave the same bytes; their length depends on the number of questions alone. APP-2.
 */
final class Tally {
    static final int CHOICES = 4;

    /** Fewer ballots than this have no result. */
    static final int FEWEST = 5;

    private final int ballots;

    /** By question, then by choice, both from 0. */
    private final int[] counts;

    private Tally(int ballots, int[] counts) {
        this.ballots = ballots;
        this.counts = counts;
    }

    static Tally empty(int questions) {
        return new Tally(0, new int[questions * CHOICES]);
    }

    /** @param counts by question and choice, as counted from papers */
    static Tally counted(int ballots, int[][] counts) {
        return new Tally(
                ballots, Arrays.stream(counts).flatMapToInt(Arrays::stream).toArray());
    }

    static Tally of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int ballots = buffer.getInt();
        int[] counts = new int[buffer.remaining() / Integer.BYTES];
        buffer.asIntBuffer().get(counts);
        return new Tally(ballots, counts);
    }

    byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * (1 + counts.length));
        buffer.putInt(ballots);
        Arrays.stream(counts).forEach(buffer::putInt);
        return buffer.array();
    }

    /** With one ballot more: the choice for each question it answers, both from 1. */
    Tally plus(Map<Integer, Integer> ballot) {
        int[] more = counts.clone();
        ballot.forEach((question, choice) -> more[(question - 1) * CHOICES + choice - 1]++);
        return new Tally(ballots + 1, more);
    }

    int ballots() {
        return ballots;
    }

    /** How many answered a question, from 1. */
    int answers(int question) {
        return Arrays.stream(of(question)).sum();
    }

    /**
     * The result of a question with the papers', where there may be one: from {@link #FEWEST} on, and never where those cast
     * on screens alone are fewer, for whoever has counted the papers could take these away.
     */
    Optional<int[]> result(int question, Tally papers) {
        int screens = answers(question);
        boolean few = screens > 0 && screens < FEWEST || screens + papers.answers(question) < FEWEST;
        if (few) {
            return Optional.empty();
        }
        int[] sum = of(question);
        int[] paper = papers.of(question);
        Arrays.setAll(sum, choice -> sum[choice] + paper[choice]);
        return Optional.of(sum);
    }

    private int[] of(int question) {
        return Arrays.copyOfRange(counts, (question - 1) * CHOICES, question * CHOICES);
    }
}
