package org.zhixing.study.writing;

import java.util.Arrays;
import java.util.UUID;

/**
 * A text in a few numbers, of which texts with a passage in common share some: the least of the hashes in every window of
 * 49 runs of twelve letters (winnowing). Two texts that have sixty letters in common, wherever they stand and however long
 * the rest is, have a whole window in common and so its least: they always meet. One letter in 25 becomes a mark.
 *
 * <p>Twelve letters: {@code ShingleLengthTest} shows that texts on the same topic share none but stock phrases. Of a text
 * beyond some six thousand letters the least 256 marks are kept: what is copied from it leaves enough of them. The marks
 * hold the campaign, so campaigns do not mix; runs with a letter that is quoted from a set text leave none.
 */
record Sketch(int[] marks) {
    static final int RUN = 12;
    private static final int WINDOW = 49;
    static final int MOST = 256;

    /** Letters that, in common, make two texts meet. */
    static final int MEETING = WINDOW + RUN - 1;

    static Sketch of(UUID campaign, PlainText text, Shingles.Quotable quotable) {
        long seed = campaign.getMostSignificantBits() ^ Long.rotateLeft(campaign.getLeastSignificantBits(), 17);
        return new Sketch(Arrays.stream(least(own(text, quotable)))
                .sorted()
                .distinct()
                .limit(MOST)
                .mapToInt(hash -> (int) Shingles.mix(seed ^ hash))
                .distinct()
                .toArray());
    }

    /** The runs without a letter that is quoted. */
    private static long[] own(PlainText text, Shingles.Quotable quotable) {
        boolean[] quoted = Shingles.quoted(text, quotable);
        long[] runs = Shingles.runs(text, RUN);
        int size = 0;
        int free = 0;
        for (int end = 0; end < quoted.length; end++) {
            free = quoted[end] ? 0 : free + 1;
            if (free >= RUN) {
                runs[size++] = runs[end - RUN + 1];
            }
        }
        return Arrays.copyOf(runs, size);
    }

    /** The least of every window; of all where there are fewer than a window has. */
    private static long[] least(long[] runs) {
        long[] least = new long[runs.length == 0 ? 0 : Math.max(1, runs.length - WINDOW + 1)];
        int at = -1;
        for (int from = 0; from < least.length; from++) {
            int to = Math.min(runs.length, from + WINDOW);
            if (at < from) {
                at = from;
                for (int i = from; i < to; i++) {
                    at = runs[i] < runs[at] ? i : at;
                }
            } else if (runs[to - 1] < runs[at]) {
                at = to - 1;
            }
            least[from] = runs[at];
        }
        return least;
    }
}
