package org.zhixing.study.writing;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The runs of five letters that a text is made of, each once, as hashes in ascending order, without those that a set
 * text has: what is quoted from there is nobody's own.
 *
 * <p>Five letters: {@code ShingleLengthTest} has the figures. Shorter runs are stock words that every text of a campaign
 * shares; with longer ones a copy whose words were changed here and there shares too few.
 */
record Shingles(long[] hashes) {
    static final int LENGTH = 5;

    /** What is known of a campaign's set texts. */
    record Quotable(Set<Long> hashes) {
        static final Quotable NOTHING = new Quotable(Set.of());

        static Quotable of(Collection<String> texts) {
            Set<Long> hashes = new HashSet<>();
            texts.forEach(text -> {
                for (long hash : runs(PlainText.of(text))) {
                    hashes.add(hash);
                }
            });
            return new Quotable(hashes);
        }
    }

    static Shingles of(PlainText text, Quotable quotable) {
        LongStream runs = Arrays.stream(runs(text));
        return new Shingles((quotable.hashes.isEmpty() ? runs : runs.filter(hash -> !quotable.hashes.contains(hash)))
                .sorted()
                .distinct()
                .toArray());
    }

    /** Which letters are quoted from a set text. */
    static boolean[] quoted(PlainText text, Quotable quotable) {
        boolean[] quoted = new boolean[text.length()];
        if (!quotable.hashes.isEmpty()) {
            long[] runs = runs(text);
            for (int i = 0; i < runs.length; i++) {
                if (quotable.hashes.contains(runs[i])) {
                    Arrays.fill(quoted, i, i + LENGTH, true);
                }
            }
        }
        return quoted;
    }

    /** The share of the shorter text that stands in the longer one too: from 0 to 1, the same both ways. */
    double shared(Shingles other) {
        int smaller = Math.min(hashes.length, other.hashes.length);
        return smaller == 0 ? 0 : (double) common(other) / smaller;
    }

    /** What both have over what either has: Jaccard's index, from 0 to 1. */
    double likeness(Shingles other) {
        int common = common(other);
        int all = hashes.length + other.hashes.length - common;
        return all == 0 ? 0 : (double) common / all;
    }

    private int common(Shingles other) {
        int common = 0;
        for (int i = 0, j = 0; i < hashes.length && j < other.hashes.length; ) {
            int order = Long.compare(hashes[i], other.hashes[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return common;
    }

    int size() {
        return hashes.length;
    }

    private static long[] runs(PlainText text) {
        return runs(text, LENGTH);
    }

    /** The hash of the run that begins at each letter. */
    static long[] runs(PlainText text, int length) {
        int[] letters = text.letters();
        long[] runs = new long[Math.max(0, letters.length - length + 1)];
        for (int i = 0; i < runs.length; i++) {
            long hash = length;
            for (int j = i; j < i + length; j++) {
                hash = mix(hash + letters[j]);
            }
            runs[i] = hash;
        }
        return runs;
    }

    /** The finalizer of SplitMix64: every bit of the result depends on every bit given. */
    static long mix(long z) {
        long a = z + 0x9E3779B97F4A7C15L;
        a = (a ^ (a >>> 30)) * 0xBF58476D1CE4E5B9L;
        a = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return a ^ (a >>> 31);
    }
}
