package org.zhixing.rectification;

import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhixing.Samples;

/** Items of a house's branches, raised through the API. */
final class LedgerWorld {
    private LedgerWorld() {}

    static Map<String, Object> item(Samples.House house, int branch, String problem, String dueOn) {
        UUID at = house.branches.get(branch);
        return new HashMap<>(Map.of(
                "campaignId",
                house.campaign,
                "organizationId",
                at,
                "problem",
                problem,
                "dimension",
                "WORK_STYLE",
                "nature",
                "NONCONFORMING",
                "kind",
                "DEADLINE",
                "responsibleId",
                house.roster.get(at).get(1),
                "dueOn",
                dueOn,
                "origin",
                Map.of("kind", "OTHER"),
                "measures",
                List.of(Map.of("title", "修订考勤制度"), Map.of("title", "公开值班表"))));
    }

    static String raised(Samples.House house, int branch, String problem, String dueOn) {
        return created(as(house.secretaries.get(branch))
                .body(item(house, branch, problem, dueOn))
                .post("/rectification-items"));
    }

    static int version(String who, String item) {
        return as(who).get("/rectification-items/{id}", item).path("version");
    }

    static Map<String, Object> bulk(String who, List<String> items, Map<String, Object> change) {
        return Map.of(
                "items",
                items.stream()
                        .map(id -> Map.of("id", id, "version", version(who, id)))
                        .toList(),
                "change",
                change);
    }
}
