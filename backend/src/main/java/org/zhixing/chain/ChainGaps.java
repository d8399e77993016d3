package org.zhixing.chain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Criterion;
import org.zhixing.appraisal.finding.Finding;
import org.zhixing.chain.ChainView.Kind;
import org.zhixing.chain.ChainView.Missing;
import org.zhixing.chain.ChainView.Node;
import org.zhixing.discussion.requirement.Requirement;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.rectification.RectificationItem;

/**
 * Where the chain is broken off, over all that the caller reaches. Findings on people are in none of the lists, and count
 * for nothing in them: a criterion is not shown as used because of somebody's own finding. REC-4.
 */
@ApplicationScoped
class ChainGaps {
    @Inject
    ChainLinks links;

    /** What is missing beside the links of one kind, the newest first. */
    Page<Node> of(Missing missing, @Nullable UUID campaign, @Nullable UUID organization, Paging paging) {
        return switch (missing) {
            case CRITERION_OF_REQUIREMENT ->
                page(
                        Kind.REQUIREMENT,
                        within(links.requirements(), "r", campaign, organization)
                                .where("r.state = ADOPTED")
                                .where("not exists (select 1 from Criterion c where c.requirement = r)"),
                        order("r", Requirement::id, paging),
                        Requirement::id,
                        paging);
            case REQUIREMENT_OF_CRITERION ->
                page(
                        Kind.CRITERION,
                        within(links.criteria(), "c", campaign, organization).where("c.requirement is null"),
                        order("c", Criterion::id, paging),
                        Criterion::id,
                        paging);
            case FINDING_OF_CRITERION ->
                page(
                        Kind.CRITERION,
                        within(links.criteria(), "c", campaign, organization)
                                .where(
                                        "not exists (select 1 from Finding f where f.criterion = c and f.subject is null)"),
                        order("c", Criterion::id, paging),
                        Criterion::id,
                        paging);
            case CRITERION_OF_FINDING ->
                page(
                        Kind.FINDING,
                        within(links.findings(), "f", campaign, organization)
                                .where("f.subject is null and f.state in (OPEN, HANDED_OVER) and f.criterion is null"),
                        order("f", Finding::id, paging),
                        Finding::id,
                        paging);
            case ITEM_OF_FINDING ->
                page(
                        Kind.FINDING,
                        within(links.findings(), "f", campaign, organization)
                                .where("f.subject is null and f.state = OPEN"),
                        order("f", Finding::id, paging),
                        Finding::id,
                        paging);
            case FINDING_OF_ITEM ->
                items(
                        "i.state <> CANCELLED and not exists (select 1 from ItemFinding t where t.itemId = i.id)",
                        campaign,
                        organization,
                        paging);
            case MEASURE_OF_ITEM ->
                items(
                        "i.state not in (CLOSED, CANCELLED) and not exists (select 1 from Measure m where m.item = i)",
                        campaign,
                        organization,
                        paging);
            case OUTCOME_OF_ITEM ->
                items(
                        "i.state = CLOSED and not exists (select 1 from OutcomeTie t join Outcome u on u.id = t.outcomeId"
                                + " where t.itemId = i.id and u.withdrawReason is null)",
                        campaign,
                        organization,
                        paging);
        };
    }

    private Page<Node> items(String gap, @Nullable UUID campaign, @Nullable UUID organization, Paging paging) {
        return page(
                Kind.ITEM,
                within(links.items(), "i", campaign, organization).where(gap),
                order("i", RectificationItem::id, paging),
                RectificationItem::id,
                paging);
    }

    private static <T> Listing<T> within(
            Listing<T> listing, String alias, @Nullable UUID campaign, @Nullable UUID organization) {
        return listing.where(alias + ".campaign.id = :gapsOf", "gapsOf", campaign)
                .where(
                        "exists (select 1 from Organization below where below.id = :below and o.path >= below.path and o.path < below.pathEnd)",
                        "below",
                        organization);
    }

    /** Ids are given in the order of time. */
    private static <T> Order<T> order(String alias, Function<T, UUID> id, Paging paging) {
        return Order.named(paging.sort, Order.descending("-id", alias + ".id", UUID.class, id));
    }

    private <T> Page<Node> page(Kind kind, Listing<T> listing, Order<T> order, Function<T, UUID> id, Paging paging) {
        Page<T> page = listing.page(paging, order);
        List<UUID> ids = page.items().stream().map(id).toList();
        Map<UUID, Node> nodes = links.reached(kind, ids);
        return new Page<>(ids.stream().map(nodes::get).filter(Objects::nonNull).toList(), page.next(), page.total());
    }
}
