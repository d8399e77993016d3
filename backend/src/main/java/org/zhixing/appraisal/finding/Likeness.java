package org.zhixing.appraisal.finding;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How alike two short texts are, by the pairs of neighbouring characters they share (Dice's coefficient), in percent.
 * Chinese has no blanks to part words by, and the database's trigrams see Chinese only under some locales.
 */
final class Likeness {
    /** From here on two findings may be the same problem in other words. */
    static final int WORTH_A_LOOK = 35;

    private Likeness() {}

    static int percent(String a, String b) {
        Set<String> first = pairs(a);
        Set<String> second = pairs(b);
        if (first.isEmpty() || second.isEmpty()) {
            return 0;
        }
        Set<String> shared = new HashSet<>(first);
        shared.retainAll(second);
        return 200 * shared.size() / (first.size() + second.size());
    }

    private static Set<String> pairs(String text) {
        int[] letters = text.toLowerCase(java.util.Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .toArray();
        return java.util.stream.IntStream.range(1, letters.length)
                .mapToObj(i -> new String(letters, i - 1, 2))
                .collect(Collectors.toSet());
    }
}
