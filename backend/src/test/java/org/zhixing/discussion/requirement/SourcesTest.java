package org.zhixing.discussion.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is merged and split, in whatever order: what a draft ever came from, some descendant of it comes from. DIS-3. */
class SourcesTest {
    /** A turn: which of the drafts, what is done, and how the sources fall. */
    record Turn(int draft, int other, int kind, List<Integer> fall) {}

    /** The drafts as they stand, by number, with their sources, and who came from whom. */
    private static final class Drafts {
        final Map<Integer, Set<Integer>> standing = new LinkedHashMap<>();
        final Map<Integer, Set<Integer>> everOf = new LinkedHashMap<>();
        final Map<Integer, Set<Integer>> children = new LinkedHashMap<>();
        int next;

        int begin(Set<Integer> sources) {
            int id = next++;
            set(id, sources);
            return id;
        }

        void set(int id, Set<Integer> sources) {
            standing.put(id, new HashSet<>(sources));
            everOf.computeIfAbsent(id, any -> new HashSet<>()).addAll(sources);
        }

        void merge(int keeper, int other) {
            set(keeper, Sources.merged(standing.get(keeper), List.of(standing.get(other))));
            standing.remove(other);
            child(other, keeper);
        }

        void split(int parent, List<Set<Integer>> parts) {
            if (!Sources.left(standing.get(parent), parts).isEmpty()) {
                return; // refused
            }
            standing.remove(parent);
            parts.forEach(part -> child(parent, begin(part)));
        }

        void child(int parent, int child) {
            children.computeIfAbsent(parent, any -> new HashSet<>()).add(child);
        }

        Set<Integer> standingFrom(int id) {
            Set<Integer> found = new HashSet<>();
            if (standing.containsKey(id)) {
                found.add(id);
            }
            children.getOrDefault(id, Set.of()).forEach(child -> found.addAll(standingFrom(child)));
            return found;
        }
    }

    @Property
    void whatADraftEverCameFromSomeStandingDescendantComesFrom(@ForAll("turns") List<Turn> turns) {
        Drafts drafts = new Drafts();
        for (int n = 0; n < 5; n++) {
            drafts.begin(Set.of(3 * n, 3 * n + 1, 3 * n + 2, 20));
        }
        for (Turn turn : turns) {
            List<Integer> ids = new ArrayList<>(drafts.standing.keySet());
            int one = ids.get(turn.draft % ids.size());
            int other = ids.get(turn.other % ids.size());
            if (turn.kind % 2 == 0) {
                if (one != other) {
                    drafts.merge(one, other);
                }
            } else if (ids.size() < 60) {
                drafts.split(one, fallen(drafts.standing.get(one), turn));
            }
        }
        drafts.everOf.forEach((id, sources) -> {
            Set<Integer> reached = new HashSet<>();
            drafts.standingFrom(id).forEach(heir -> reached.addAll(drafts.standing.get(heir)));
            assertThat(reached).as("what draft %d came from", id).containsAll(sources);
        });
    }

    /** Two parts; a source goes to the first, the second or both, and where the turn says so to neither. */
    private static List<Set<Integer>> fallen(Set<Integer> sources, Turn turn) {
        Set<Integer> first = new HashSet<>();
        Set<Integer> second = new HashSet<>();
        int n = 0;
        for (int source : sources) {
            int fall = turn.fall.get(n++ % turn.fall.size());
            if (fall % 4 != 1) {
                first.add(source);
            }
            if (fall % 4 != 0) {
                second.add(source);
            }
            if (fall == 11) {
                first.remove(source);
                second.remove(source);
            }
        }
        return List.of(first, second);
    }

    @Property
    void aPartNamesNothingThatWasNoSource(@ForAll Set<Integer> own, @ForAll Set<Integer> part) {
        Set<Integer> strange = Sources.strange(own, part);
        assertThat(strange).doesNotContainAnyElementsOf(own.isEmpty() ? Set.of(Integer.MIN_VALUE + 7) : own);
        assertThat(part).containsAll(strange);
    }

    @Provide
    Arbitrary<List<Turn>> turns() {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 11);
        return net.jqwik.api.Combinators.combine(
                        number, number, number, number.list().ofMinSize(1).ofMaxSize(8))
                .as(Turn::new)
                .list()
                .ofMaxSize(30);
    }
}
