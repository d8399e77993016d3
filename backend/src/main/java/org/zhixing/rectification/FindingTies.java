package org.zhixing.rectification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhixing.appraisal.finding.Finding;
import org.zhixing.appraisal.finding.Findings;
import org.zhixing.platform.problem.Refused;

/** Findings handed over to the ledger: which item took up which, and what is given back. APP-4, REC-4. */
@ApplicationScoped
class FindingTies {
    @Inject
    EntityManager entities;

    @Inject
    Findings findings;

    /** Hands findings that a body names over to an item of their organisation, or of one above it. */
    void handOver(Collection<UUID> ids, RectificationItem item, String pointer, Instant at) {
        if (ids.isEmpty()) {
            return;
        }
        Map<UUID, Finding> found =
                findings.toHandOver().where("f.id in (:ids)", "ids", ids).first(ids.size(), Findings.NEWEST).stream()
                        .collect(Collectors.toMap(Finding::id, f -> f));
        int place = 0;
        for (UUID id : ids) {
            Finding finding = found.get(id);
            if (finding == null) {
                throw Refused.field(pointer + "/" + place, "reference-unknown");
            }
            if (!finding.campaign().id().equals(item.campaign().id())
                    || !finding.organization()
                            .path()
                            .startsWith(item.organization().path())) {
                throw Refused.field(pointer + "/" + place, "finding/other-place");
            }
            place++;
        }
        new LinkedHashSet<>(ids).forEach(id -> {
            found.get(id).handOver();
            tie(found.get(id), item, at);
        });
    }

    void tie(Finding finding, RectificationItem item, Instant at) {
        entities.persist(new ItemFinding(item.id(), finding.id(), at));
    }

    /** A cancelled item's findings are open again. */
    void giveBack(RectificationItem item) {
        of(List.of(item.id())).values().forEach(many -> many.forEach(Finding::giveBack));
    }

    /** What each of some items was raised for. Whoever reads an item reads these: they lie in its subtree. One statement. */
    Map<UUID, List<Finding>> of(Collection<UUID> items) {
        Map<UUID, List<Finding>> byItem = new HashMap<>();
        if (!items.isEmpty()) {
            entities.createQuery(
                            "select t.itemId, f from ItemFinding t join Finding f on f.id = t.findingId"
                                    + " where t.itemId in (:items) order by f.createdAt, f.id",
                            Object[].class)
                    .setParameter("items", items)
                    .getResultList()
                    .forEach(row -> byItem.computeIfAbsent((UUID) row[0], any -> new ArrayList<>())
                            .add((Finding) row[1]));
        }
        return byItem;
    }
}
