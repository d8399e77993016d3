package org.zhixing.chain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Criterion;
import org.zhixing.appraisal.finding.Finding;
import org.zhixing.appraisal.finding.Findings;
import org.zhixing.chain.ChainView.Edge;
import org.zhixing.chain.ChainView.Kind;
import org.zhixing.chain.ChainView.Node;
import org.zhixing.discussion.Contribution;
import org.zhixing.discussion.requirement.Requirement;
import org.zhixing.identity.Scope;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organization;
import org.zhixing.outcome.Outcome;
import org.zhixing.outcome.Outcomes;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.rectification.Ledger;
import org.zhixing.rectification.RectificationItem;

/** Reads links of the chain, each within the caller's reach, and which of them hang together. */
@ApplicationScoped
class ChainLinks {
    private static final int LONGEST = 120;

    @Inject
    EntityManager entities;

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Findings findings;

    @Inject
    Ledger ledger;

    @Inject
    Outcomes outcomes;

    /** The links of one kind that lead to those given: the edges, at most so many. */
    List<Edge> before(Kind kind, Collection<UUID> ids, int most) {
        return switch (kind) {
            case CONTRIBUTION, MEASURE, OUTCOME -> List.of();
            case REQUIREMENT ->
                edges(
                        "select contribution_id, requirement_id from requirement_source where requirement_id in (:ids) order by added_at, contribution_id",
                        ids,
                        most);
            case CRITERION ->
                edges(
                        "select requirement_id, id from criterion where id in (:ids) and requirement_id is not null order by id",
                        ids,
                        most);
            case FINDING ->
                edges(
                        "select criterion_id, id from finding where id in (:ids) and criterion_id is not null order by id",
                        ids,
                        most);
            case ITEM ->
                edges(
                        "select finding_id, item_id from item_finding where item_id in (:ids) order by at, finding_id",
                        ids,
                        most);
        };
    }

    /** The links of the next kind that follow from those given. */
    List<Edge> after(Kind kind, Collection<UUID> ids, int most) {
        return switch (kind) {
            case CONTRIBUTION ->
                edges(
                        "select contribution_id, requirement_id from requirement_source where contribution_id in (:ids) order by added_at, requirement_id",
                        ids,
                        most);
            case REQUIREMENT ->
                edges(
                        "select requirement_id, id from criterion where requirement_id in (:ids) order by ordinal, id",
                        ids,
                        most);
            case CRITERION ->
                edges(
                        "select criterion_id, id from finding where criterion_id in (:ids) order by created_at, id",
                        ids,
                        most);
            case FINDING ->
                edges(
                        "select finding_id, item_id from item_finding where finding_id in (:ids) order by at, item_id",
                        ids,
                        most);
            case ITEM ->
                edges("select item_id, id from measure where item_id in (:ids) order by item_id, ordinal", ids, most);
            case MEASURE, OUTCOME -> List.of();
        };
    }

    /** What was merged into findings, and what these were merged into. */
    List<Edge> mergedInto(Collection<UUID> ids, int most) {
        return edges(
                "select id, merged_into_id from finding where merged_into_id in (:ids) order by created_at, id",
                ids,
                most);
    }

    List<Edge> mergedFrom(Collection<UUID> ids, int most) {
        return edges(
                "select id, merged_into_id from finding where id in (:ids) and merged_into_id is not null", ids, most);
    }

    /** An outcome came of an item, and where it is known, of one of its measures. */
    record Tie(UUID item, @Nullable UUID measure, UUID outcome) {
        /** The edge that ends at the outcome. */
        Edge last() {
            return new Edge(measure == null ? item : measure, outcome);
        }
    }

    /** What came of items, as far as it stands. */
    List<Tie> outcomesOf(Collection<UUID> items, int most) {
        return ties("t.item_id in (:ids) and u.withdraw_reason is null", items, most);
    }

    /** What outcomes came of. */
    List<Tie> itemsOf(Collection<UUID> outcomes, int most) {
        return ties("t.outcome_id in (:ids)", outcomes, most);
    }

    @SuppressWarnings("unchecked")
    private List<Tie> ties(String which, Collection<UUID> ids, int most) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Object[]> rows = entities.createNativeQuery(
                        "select t.item_id, t.measure_id, t.outcome_id from outcome_tie t join outcome u on u.id = t.outcome_id where "
                                + which + " order by t.at, t.outcome_id, t.item_id")
                .setParameter("ids", ids)
                .setMaxResults(most)
                .getResultList();
        return rows.stream()
                .map(row -> new Tie((UUID) row[0], (UUID) row[1], (UUID) row[2]))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<Edge> edges(String sql, Collection<UUID> ids, int most) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Object[]> rows = entities.createNativeQuery(sql)
                .setParameter("ids", ids)
                .setMaxResults(most)
                .getResultList();
        return rows.stream().map(row -> new Edge((UUID) row[0], (UUID) row[1])).toList();
    }

    /** Those of the links that the caller reaches, with what is shown of them. */
    Map<UUID, Node> reached(Kind kind, Collection<UUID> ids) {
        Map<UUID, Node> nodes = new HashMap<>();
        if (!ids.isEmpty()) {
            read(kind, ids).forEach(node -> nodes.put(node.id(), node));
        }
        return nodes;
    }

    private List<Node> read(Kind kind, Collection<UUID> ids) {
        return switch (kind) {
            case CONTRIBUTION ->
                all(contributions(), "c", ids, Contribution::id).stream()
                        .map(c -> node(
                                kind,
                                c.id(),
                                c.text(),
                                null,
                                c.discussion().organization(),
                                "/discussions/" + c.discussion().id() + "/contributions/" + c.id()))
                        .toList();
            case REQUIREMENT ->
                all(requirements(), "r", ids, Requirement::id).stream()
                        .map(r -> node(kind, r.id(), r.text(), r.state(), r.organization(), "/requirements/" + r.id()))
                        .toList();
            case CRITERION ->
                all(criteria(), "c", ids, Criterion::id).stream()
                        .map(c -> node(kind, c.id(), c.text(), null, c.organization(), "/criteria/" + c.id()))
                        .toList();
            case FINDING ->
                all(findings.readable(), "f", ids, Finding::id).stream()
                        .map(f -> node(kind, f.id(), f.text(), f.state(), f.organization(), "/findings/" + f.id())
                                .personal(f.isPersonal()))
                        .toList();
            case ITEM ->
                all(ledger.withinScope(), "i", ids, RectificationItem::id).stream()
                        .map(i -> node(
                                kind,
                                i.id(),
                                i.numbered() + " " + i.problem(),
                                i.state(),
                                i.organization(),
                                "/rectification-items/" + i.id()))
                        .toList();
            case OUTCOME ->
                all(outcomes.withinScope(), "u", ids, Outcome::id).stream()
                        .map(u -> node(kind, u.id(), u.title(), null, u.organization(), "/outcomes/" + u.id()))
                        .toList();
            case MEASURE -> List.of();
        };
    }

    /** The measures of items that were reached. */
    List<Node> measures(Collection<UUID> items) {
        return items.isEmpty()
                ? List.of()
                : all(ledger.withinScope(), "i", items, RectificationItem::id).stream()
                        .flatMap(i -> i.measures().stream()
                                .map(m -> node(
                                        Kind.MEASURE,
                                        m.id(),
                                        m.title(),
                                        m.state(),
                                        i.organization(),
                                        "/rectification-items/" + i.id())))
                        .toList();
    }

    private static Node node(
            Kind kind, UUID id, String text, @Nullable Enum<?> state, Organization organization, String link) {
        String shown = text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
        return new Node(kind, id, shown, state == null ? null : state.name(), OrgRef.known(organization), false, link);
    }

    private static <T> List<T> all(
            Listing<T> listing, String alias, Collection<UUID> ids, java.util.function.Function<T, UUID> id) {
        return listing.where(alias + ".id in (:ids)", "ids", ids)
                .first(ids.size(), Order.ascending("id", alias + ".id", UUID.class, id));
    }

    private Listing<Contribution> contributions() {
        return listings.of(Contribution.class, "Contribution c join fetch c.discussion d join fetch d.organization o")
                .where(scope.over("d.organization.id"));
    }

    /** What was adopted above is known below, where it holds too; what is not adopted yet is not. */
    Listing<Requirement> requirements() {
        Condition over = scope.over("r.organization.id");
        Condition overline = scope.overline("o");
        return listings.of(Requirement.class, "Requirement r join fetch r.organization o")
                .where(new Condition(
                        over.hql() + " or r.state = ADOPTED and " + overline.hql(), overline.parameters()));
    }

    /** A criterion is known on the way from the root down to whom it is a criterion for. */
    Listing<Criterion> criteria() {
        return listings.of(Criterion.class, "Criterion c join fetch c.organization o")
                .where(scope.overline("o"));
    }

    Listing<Finding> findings() {
        return findings.readable();
    }

    Listing<RectificationItem> items() {
        return ledger.withinScope();
    }
}
