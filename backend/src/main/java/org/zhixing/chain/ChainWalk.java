package org.zhixing.chain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhixing.chain.ChainLinks.Tie;
import org.zhixing.chain.ChainView.Edge;
import org.zhixing.chain.ChainView.Gap;
import org.zhixing.chain.ChainView.Kind;
import org.zhixing.chain.ChainView.Missing;
import org.zhixing.chain.ChainView.Node;
import org.zhixing.platform.problem.Refused;

/**
 * Walks the chain layer by layer, up to where something comes from and down to what follows, in a number of statements
 * that does not depend on how much there is. A link that the caller does not reach ends the walk there. REC-4.
 */
@ApplicationScoped
class ChainWalk {
    static final int MOST = 200;

    /** The states of findings that something is still to be done about, or is being done. */
    private static final Set<String> STANDING = Set.of("OPEN", "HANDED_OVER");

    @Inject
    ChainLinks links;

    ChainView around(Kind kind, UUID id) {
        Node center = links.reached(kind, List.of(id)).get(id);
        if (center == null) {
            throw Refused.notFound();
        }
        Walked walked = new Walked(center);
        up(kind, Set.of(id), walked);
        down(kind, Set.of(id), walked);
        return new ChainView(
                id, List.copyOf(walked.nodes.values()), List.copyOf(walked.edges), walked.gaps(), walked.cut);
    }

    private void up(Kind kind, Set<UUID> from, Walked walked) {
        Set<UUID> layer = kind == Kind.OUTCOME ? itemsOf(from, walked) : from;
        for (Kind at = kind == Kind.OUTCOME ? Kind.ITEM : kind;
                at != Kind.CONTRIBUTION;
                at = Kind.values()[at.ordinal() - 1]) {
            if (at == Kind.FINDING) {
                layer = with(layer, mergedInto(layer, walked));
            }
            List<Edge> before = links.before(at, layer, MOST + 1);
            walked.lookedUp.addAll(layer);
            layer = walked.take(
                    Kind.values()[at.ordinal() - 1],
                    before,
                    before.stream().map(Edge::from).toList());
        }
    }

    private void down(Kind kind, Set<UUID> from, Walked walked) {
        if (kind == Kind.OUTCOME) {
            return;
        }
        Set<UUID> layer = from;
        Set<UUID> items = Set.of();
        for (Kind at = kind; at != Kind.MEASURE; at = Kind.values()[at.ordinal() + 1]) {
            if (at == Kind.FINDING) {
                List<Edge> further = links.mergedFrom(layer, MOST + 1);
                layer = with(
                        layer,
                        walked.take(at, further, further.stream().map(Edge::to).toList()));
            }
            items = at == Kind.ITEM ? layer : items;
            List<Edge> after = links.after(at, layer, MOST + 1);
            walked.lookedDown.addAll(layer);
            layer = walked.take(
                    Kind.values()[at.ordinal() + 1],
                    after,
                    after.stream().map(Edge::to).toList());
        }
        outcomesOf(items, walked);
    }

    /** The items that outcomes came of, with the measures that are named; answers the items. */
    private Set<UUID> itemsOf(Set<UUID> outcomes, Walked walked) {
        List<Tie> ties = links.itemsOf(outcomes, MOST + 1);
        List<Edge> last = ties.stream().map(Tie::last).toList();
        Set<UUID> items =
                walked.take(Kind.ITEM, last, ties.stream().map(Tie::item).toList());
        List<Edge> measures = ties.stream()
                .filter(tie -> tie.measure() != null)
                .map(tie -> new Edge(tie.item(), tie.measure()))
                .toList();
        walked.take(Kind.MEASURE, measures, measures.stream().map(Edge::to).toList());
        walked.join(last);
        return items;
    }

    /** The outcomes that items, or measures of theirs, led to. */
    private void outcomesOf(Set<UUID> items, Walked walked) {
        List<Tie> ties = links.outcomesOf(items, MOST + 1);
        walked.take(
                Kind.OUTCOME,
                ties.stream().map(Tie::last).toList(),
                ties.stream().map(Tie::outcome).toList());
        Set<UUID> led = ties.stream().map(Tie::item).collect(Collectors.toSet());
        items.stream().filter(item -> !led.contains(item)).forEach(walked.withoutOutcome::add);
    }

    /** What was merged into findings, whose criteria and origins are theirs now. */
    private Set<UUID> mergedInto(Set<UUID> layer, Walked walked) {
        List<Edge> earlier = links.mergedInto(layer, MOST + 1);
        return walked.take(
                Kind.FINDING, earlier, earlier.stream().map(Edge::from).toList());
    }

    private static Set<UUID> with(Set<UUID> some, Set<UUID> more) {
        Set<UUID> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }

    /** What the walk has come by. */
    private final class Walked {
        final Map<UUID, Node> nodes = new LinkedHashMap<>();
        final Set<Edge> edges = new LinkedHashSet<>();
        final Set<UUID> lookedUp = new LinkedHashSet<>();
        final Set<UUID> lookedDown = new LinkedHashSet<>();
        final Set<UUID> withoutOutcome = new LinkedHashSet<>();
        boolean cut;

        Walked(Node center) {
            nodes.put(center.id(), center);
        }

        /** Takes the links at the far ends of the edges that the caller reaches, as long as there is room; answers them. */
        Set<UUID> take(Kind kind, List<Edge> found, List<UUID> ends) {
            if (found.size() > MOST) {
                cut = true;
            }
            Set<UUID> wanted = new LinkedHashSet<>(ends);
            Map<UUID, Node> reached = kind == Kind.MEASURE
                    ? links.measures(found.stream().map(Edge::from).collect(Collectors.toSet())).stream()
                            .collect(Collectors.toMap(Node::id, n -> n))
                    : links.reached(kind, wanted);
            Set<UUID> taken = new LinkedHashSet<>();
            for (UUID id : wanted) {
                Node node = reached.get(id);
                if (node == null) {
                    continue;
                }
                if (!nodes.containsKey(id) && nodes.size() == MOST) {
                    cut = true;
                    continue;
                }
                nodes.putIfAbsent(id, node);
                taken.add(id);
            }
            found.stream()
                    .filter(e -> nodes.containsKey(e.from()) && nodes.containsKey(e.to()))
                    .forEach(edges::add);
            return taken;
        }

        /** Edges between links that are there already. */
        void join(List<Edge> known) {
            known.stream()
                    .filter(e -> nodes.containsKey(e.from()) && nodes.containsKey(e.to()))
                    .forEach(edges::add);
        }

        /** What is missing, where it was looked for; where the walk was cut short nothing is said. */
        List<Gap> gaps() {
            if (cut) {
                return List.of();
            }
            Set<UUID> followed = new LinkedHashSet<>();
            Set<UUID> led = new LinkedHashSet<>();
            for (Edge edge : edges) {
                if (kindOf(edge.from()) != kindOf(edge.to())) {
                    followed.add(edge.from());
                    led.add(edge.to());
                }
            }
            List<Gap> gaps = new ArrayList<>();
            for (Node node : nodes.values()) {
                boolean up = lookedUp.contains(node.id()) && !led.contains(node.id());
                boolean down = lookedDown.contains(node.id()) && !followed.contains(node.id());
                Missing above = above(node);
                Missing below = below(node);
                if (up && above != null) {
                    gaps.add(new Gap(node.id(), above));
                }
                if (down && below != null) {
                    gaps.add(new Gap(node.id(), below));
                }
                if (withoutOutcome.contains(node.id()) && "CLOSED".equals(node.state())) {
                    gaps.add(new Gap(node.id(), Missing.OUTCOME_OF_ITEM));
                }
            }
            return gaps;
        }

        private Kind kindOf(UUID id) {
            return nodes.get(id).kind();
        }
    }

    private static @Nullable Missing above(Node node) {
        return switch (node.kind()) {
            case CRITERION -> Missing.REQUIREMENT_OF_CRITERION;
            case FINDING -> STANDING.contains(node.state()) ? Missing.CRITERION_OF_FINDING : null;
            case ITEM -> Missing.FINDING_OF_ITEM;
            case CONTRIBUTION, REQUIREMENT, MEASURE, OUTCOME -> null;
        };
    }

    private static @Nullable Missing below(Node node) {
        return switch (node.kind()) {
            case REQUIREMENT -> "ADOPTED".equals(node.state()) ? Missing.CRITERION_OF_REQUIREMENT : null;
            case FINDING -> "OPEN".equals(node.state()) && !node.personal() ? Missing.ITEM_OF_FINDING : null;
            case ITEM -> Missing.MEASURE_OF_ITEM;
            case CONTRIBUTION, CRITERION, MEASURE, OUTCOME -> null;
        };
    }
}
