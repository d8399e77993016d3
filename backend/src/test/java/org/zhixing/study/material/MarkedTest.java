package org.zhixing.study.material;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Marks lie where the terms are, and nothing of the text is lost. */
class MarkedTest {
    @Test
    void everyPlaceIsMarkedWhateverItsCase() {
        assertThat(Marked.cut("Party 党章，学党章 PARTY", List.of("党章", "party")))
                .containsExactly(
                        new Marked("Party", true),
                        new Marked(" ", false),
                        new Marked("党章", true),
                        new Marked("，学", false),
                        new Marked("党章", true),
                        new Marked(" ", false),
                        new Marked("PARTY", true));
    }

    @Property
    void thePartsJoinedAreTheText(@ForAll("oddTexts") String text, @ForAll("oddTexts") String term) {
        List<Marked> parts = Marked.cut(text, List.of(term.toLowerCase(Locale.ROOT)));
        assertThat(parts.stream().map(Marked::text).collect(Collectors.joining()))
                .isEqualTo(text);
    }

    @Property
    void whatIsNotMarkedHasNoTerm(@ForAll("texts") String text, @ForAll("texts") String term) {
        if (!term.isEmpty()) {
            assertThat(Marked.cut(text, List.of(term.toLowerCase(Locale.ROOT))))
                    .filteredOn(p -> !p.hit())
                    .noneMatch(p -> p.text().toLowerCase(Locale.ROOT).contains(term.toLowerCase(Locale.ROOT)));
        }
    }

    /** İ is two characters in lower case. */
    @Provide
    Arbitrary<String> oddTexts() {
        return Arbitraries.strings().withChars("党章aAİ𠮷").ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("党章学aA<").ofMaxLength(8);
    }
}
