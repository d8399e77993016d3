package org.zhixing.study.writing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The passages that two texts have in common: at least twenty letters that follow each other in both, whatever
 * punctuation or blanks stand between them. Quotations of set texts are left out.
 */
final class Passages {
    static final int SHORTEST = 20;

    /**
     * A passage, in code points from the beginning of each text, ends exclusive.
     *
     * @param letters how many letters and digits it has
     */
    record Passage(int from, int to, int otherFrom, int otherTo, int letters) {}

    private Passages() {}

    /**
     * From the beginning of the first text to its end, without overlap, each as long as its first twenty letters' first
     * place in the other text lets it be. Every run of twenty letters is looked up once, so the time grows with the
     * lengths of the texts and not with how often they repeat themselves.
     */
    static List<Passage> of(PlainText text, PlainText other, Shingles.Quotable quotable) {
        int[] mine = own(text, quotable);
        int[] theirs = own(other, quotable);
        long[] otherRuns = Shingles.runs(other, SHORTEST);
        Map<Long, Integer> first = new HashMap<>();
        for (int i = otherRuns.length - 1; i >= 0; i--) {
            first.put(otherRuns[i], i);
        }
        long[] runs = Shingles.runs(text, SHORTEST);
        List<Passage> passages = new ArrayList<>();
        for (int i = 0; i < runs.length; ) {
            Integer at = first.get(runs[i]);
            int length = at == null ? 0 : common(mine, i, theirs, at);
            if (at == null || length < SHORTEST) {
                i++;
                continue;
            }
            Passage passage = between(text, i, other, at, length);
            if (passage != null) {
                passages.add(passage);
            }
            i += length;
        }
        return passages;
    }

    /** The letters, with those that are quoted made unlike any other. */
    private static int[] own(PlainText text, Shingles.Quotable quotable) {
        boolean[] quoted = Shingles.quoted(text, quotable);
        int[] own = text.letters().clone();
        for (int i = 0; i < own.length; i++) {
            own[i] = quoted[i] ? -1 : own[i];
        }
        return own;
    }

    private static int common(int[] a, int i, int[] b, int j) {
        int length = 0;
        while (i + length < a.length && j + length < b.length && a[i + length] == b[j + length] && a[i + length] >= 0) {
            length++;
        }
        return length;
    }

    /** Narrowed to whole signs in both texts; nothing where too little is left. */
    private static @org.jspecify.annotations.Nullable Passage between(
            PlainText text, int start, PlainText other, int otherStart, int length) {
        int skip = 0;
        while (skip < length && !(text.edge(start + skip) && other.edge(otherStart + skip))) {
            skip++;
        }
        int end = length;
        while (end > skip && !(text.edge(start + end) && other.edge(otherStart + end))) {
            end--;
        }
        return end - skip < SHORTEST
                ? null
                : new Passage(
                        text.places()[start + skip],
                        text.places()[start + end - 1] + 1,
                        other.places()[otherStart + skip],
                        other.places()[otherStart + end - 1] + 1,
                        end - skip);
    }
}
