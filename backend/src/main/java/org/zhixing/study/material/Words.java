package org.zhixing.study.material;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * What of a text is looked up: each Chinese character, each pair of neighbours, and each Latin word; and, behind =, the
 * words a dictionary knows, so that 党章 as a word comes before 党章 across two words.
 */
final class Words {
    /** How many words, and how many bytes of them, are kept: a tsvector holds 1 MiB. */
    private static final int MOST = 60_000;

    private static final int MOST_BYTES = 800_000;

    /** What is longer is no word that anybody looks for. */
    private static final int LONGEST = 100;

    /** What is taken apart at a time: the dictionary's search grows with a sentence's length. */
    private static final int STRETCH = 1_000;

    private static final Analyzer PAIRS_AND_SINGLES = pairs(true);
    private static final Analyzer PAIRS = pairs(false);
    private static final Analyzer DICTIONARY = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer source = new HMMChineseTokenizer();
            return new TokenStreamComponents(source, new LowerCaseFilter(source));
        }
    };

    private Words() {}

    private static Analyzer pairs(boolean singles) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer source = new StandardTokenizer();
                TokenStream folded = new LowerCaseFilter(new CJKWidthFilter(source));
                return new TokenStreamComponents(
                        source,
                        new CJKBigramFilter(
                                folded,
                                CJKBigramFilter.HAN
                                        | CJKBigramFilter.HIRAGANA
                                        | CJKBigramFilter.KATAKANA
                                        | CJKBigramFilter.HANGUL,
                                singles));
            }
        };
    }

    /** The tsvector of a material, as PostgreSQL reads it. */
    static String vector(String title, String text) {
        Map<String, String> weights = new LinkedHashMap<>();
        for (String word : all(title)) {
            weights.put(word, "1A");
        }
        int bytes = 0;
        for (String word : all(text)) {
            bytes += word.length() * 3 + 4;
            if (weights.size() >= MOST || bytes > MOST_BYTES) {
                break;
            }
            weights.merge(word, "2B", (inTitle, inText) -> inTitle + "," + inText);
        }
        StringBuilder vector = new StringBuilder();
        weights.forEach((word, weight) ->
                vector.append(quoted(word)).append(':').append(weight).append(' '));
        return vector.toString();
    }

    private static Set<String> all(String text) {
        Set<String> words = take(PAIRS_AND_SINGLES, text, "");
        words.addAll(dictionary(text));
        return words;
    }

    /** The pieces of which a text that has the term has every one; a single character stands for itself. */
    static Set<String> pieces(String term) {
        return take(PAIRS, term, "");
    }

    /** The words of the dictionary in a text, each behind =. */
    static Set<String> dictionary(String text) {
        Set<String> words = new LinkedHashSet<>();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + STRETCH);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to++;
            }
            words.addAll(take(DICTIONARY, text.substring(from, to), "="));
            from = to;
        }
        return words;
    }

    private static Set<String> take(Analyzer analyzer, String text, String before) {
        Set<String> words = new LinkedHashSet<>();
        try (TokenStream tokens = analyzer.tokenStream("", new StringReader(text))) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken() && words.size() < MOST) {
                if (term.length() <= LONGEST && term.chars().anyMatch(Words::counts)) {
                    words.add(before + term);
                }
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signs alone are no word; half of a rare character is one. */
    private static boolean counts(int c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate((char) c);
    }

    /** A word as tsvector and tsquery take it literally, whatever characters it has. */
    static String quoted(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
