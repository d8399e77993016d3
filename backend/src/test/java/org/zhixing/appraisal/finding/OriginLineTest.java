package org.zhixing.appraisal.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.zhixing.appraisal.Origin;

/** However findings are merged, none of what brought them to light is lost. APP-4 */
class OriginLineTest {
    /** Which of so many findings goes into which. */
    record Merge(int from, int into) {}

    @Property
    void noOriginIsEverLost(@ForAll("origins") List<OriginLine.Given> recorded, @ForAll("merges") List<Merge> merges) {
        Map<Integer, List<OriginLine>> standing = new HashMap<>();
        Map<Integer, Integer> mergedInto = new HashMap<>();
        List<OriginLine> all = new ArrayList<>();
        for (int i = 0; i < recorded.size(); i++) {
            OriginLine line = recorded.get(i).with(new UUID(0, i));
            all.add(line);
            standing.put(i, new ArrayList<>(List.of(line)));
        }
        for (Merge merge : merges) {
            int from = merge.from() % recorded.size();
            int into = merge.into() % recorded.size();
            if (from != into && !mergedInto.containsKey(from) && !mergedInto.containsKey(into)) {
                mergedInto.put(from, into);
                standing.get(into).addAll(OriginLine.carriedOver(standing.get(into), standing.get(from)));
            }
        }
        for (int i = 0; i < recorded.size(); i++) {
            int end = i;
            while (mergedInto.containsKey(end)) {
                end = mergedInto.get(end);
            }
            assertThat(standing.get(end)).anyMatch(all.get(i)::sameAs);
        }
        standing.values().forEach(lines -> {
            for (int i = 0; i < lines.size(); i++) {
                assertThat(lines.subList(i + 1, lines.size())).noneMatch(lines.get(i)::sameAs);
            }
        });
    }

    @Property
    void twoTextsAreAsAlikeAsTheyAreTheOtherWayRound(@ForAll("texts") String a, @ForAll("texts") String b) {
        assertThat(Likeness.percent(a, b)).isEqualTo(Likeness.percent(b, a)).isBetween(0, 100);
        assertThat(Likeness.percent(a, a + "。")).isEqualTo(a.length() < 2 ? 0 : 100);
    }

    @Provide
    Arbitrary<List<OriginLine.Given>> origins() {
        Arbitrary<UUID> references = Arbitraries.integers().between(0, 3).map(n -> new UUID(1, n));
        return Combinators.combine(
                        Arbitraries.of(Origin.class),
                        references.injectNull(0.4),
                        Arbitraries.of("意见箱", "会上").injectNull(0.5))
                .as(OriginLine.Given::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<Merge>> merges() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(0, 7))
                .as(Merge::new)
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("值班时间随意更改群众扑空").ofMaxLength(12);
    }
}
