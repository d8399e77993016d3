package org.zhixing.appraisal.opinion;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How alike two short texts are: the pairs of neighbouring letters that both have, over the pairs of the shorter one
 * and of both together, halved. Works without a dictionary, in any language and under any collation of the database.
 */
final class Likeness {
    /** From here on two opinions are offered as alike. */
    static final double WORTH_SHOWING = 0.15;

    private final Set<Long> pairs;

    private Likeness(Set<Long> pairs) {
        this.pairs = pairs;
    }

    static Likeness of(String text) {
        int[] letters = text.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .toArray();
        Set<Long> pairs = new HashSet<>();
        IntStream.range(1, letters.length).forEach(i -> pairs.add((long) letters[i - 1] << 32 | letters[i]));
        return new Likeness(pairs);
    }

    /** From 0, nothing in common, to 1, the same; the same both ways. */
    double to(Likeness other) {
        int shorter = Math.min(pairs.size(), other.pairs.size());
        if (shorter == 0) {
            return 0;
        }
        Set<Long> few = pairs.size() <= other.pairs.size() ? pairs : other.pairs;
        Set<Long> many = few == pairs ? other.pairs : pairs;
        double common = few.stream().filter(many::contains).count();
        double all = pairs.size() + other.pairs.size() - common;
        return (common / shorter + common / all) / 2;
    }
}
