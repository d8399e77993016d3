package org.zhixing.study.material;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for: terms with blanks between, all of which a material must have, each as it is written.
 *
 * @param terms the terms in lower case, at most five
 */
record Search(List<String> terms) {
    private static final int MOST_TERMS = 5;

    /** The search that a parameter asks for; null where it is empty. */
    static @Nullable Search of(@Nullable String q) {
        if (q == null || q.isBlank()) {
            return null;
        }
        return new Search(Arrays.stream(q.strip().toLowerCase(Locale.ROOT).split("[\\s\\u3000]+"))
                .distinct()
                .limit(MOST_TERMS)
                .toList());
    }

    /** Whether any of it can be found at all: signs alone cannot. */
    boolean isEmpty() {
        return terms.stream().anyMatch(term -> Words.pieces(term).isEmpty());
    }

    /** The tsquery that every hit fulfils, in title or text. */
    String anywhere() {
        return query("");
    }

    String inTitle() {
        return query("A");
    }

    String inText() {
        return query("B");
    }

    /** The tsquery of hits that have the terms as words of the dictionary. */
    String asWords() {
        return terms.stream()
                .flatMap(term -> Words.dictionary(term).stream())
                .map(Words::quoted)
                .collect(Collectors.joining(" & "));
    }

    /** Terms of which the pieces say not enough: they may stand apart in a text, and then it does not have the term. */
    List<String> toBeLookedAt() {
        return terms.stream()
                .filter(term -> {
                    Set<String> pieces = Words.pieces(term);
                    return pieces.size() > 1 || !pieces.contains(term);
                })
                .toList();
    }

    private String query(String weight) {
        return terms.stream()
                .flatMap(term -> Words.pieces(term).stream().map(piece -> piece(piece, weight)))
                .collect(Collectors.joining(" & "));
    }

    /** A Latin word is found by its beginning. */
    private static String piece(String piece, String weight) {
        boolean latin = piece.chars().allMatch(c -> c < 0x2E80);
        String flags = (latin ? "*" : "") + weight;
        return Words.quoted(piece) + (flags.isEmpty() ? "" : ":" + flags);
    }
}
