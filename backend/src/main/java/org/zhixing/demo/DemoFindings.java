package org.zhixing.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the first branches found: problems from discussions, sessions and opinions, of which two were merged and some
 * stand in the ledger; and, for their few readers, three on people.
 */
final class DemoFindings {
    private static final int BRANCHES = 3;

    private final DemoLife life;
    private final DemoHouse.Texts texts;
    private final String campaign;
    private final LocalDate due;

    DemoFindings(DemoLife life, DemoHouse.Texts texts, String campaign, LocalDate due) {
        this.life = life;
        this.texts = texts;
        this.campaign = campaign;
        this.due = due;
    }

    /** The branch's findings; the second branch, which everybody looks at first, has the most. */
    void of(int number, String branch) throws Exception {
        if (number > BRANCHES) {
            return;
        }
        String secretary = "secretary" + number;
        List<String> recorded = new ArrayList<>();
        for (DemoHouse.Found found :
                number == 2 ? texts.findings() : texts.findings().subList(number, number + 3)) {
            Map<String, Object> body = body(found, origin(secretary, branch, found));
            body.put("organizationId", branch);
            recorded.add(id(life.post(secretary, "/findings", body)));
        }
        List<String> roster = new ArrayList<>();
        life.get(secretary, "/members?limit=200").get("items").forEach(m -> roster.add(id(m)));
        if (number == 2) {
            life.post(
                    secretary,
                    "/findings/" + recorded.getFirst() + "/merges",
                    Map.of("others", List.of(recorded.get(1))));
            handOver(secretary, recorded.getFirst(), roster.get(2), "公示值班表和值班电话", "支委每周抽查");
            life.post(
                    secretary,
                    "/findings/" + recorded.getLast() + "/transitions",
                    Map.of("to", "DISMISSED", "reason", "合同已在三月公开栏公开，经核对情况不属实"));
        } else {
            handOver(secretary, recorded.getLast(), roster.get(3), "支委会研究，定人定时落实");
        }
        DemoHouse.Found personal = texts.personalFindings().get(number - 1);
        Map<String, Object> body = body(personal, Map.of("kind", "OTHER", "note", "谈心谈话"));
        body.put("memberId", roster.getLast());
        life.post(secretary, "/findings", body);
    }

    private void handOver(String secretary, String finding, String responsible, String... measures) throws Exception {
        life.post(
                secretary,
                "/findings/" + finding + "/items",
                Map.of(
                        "kind",
                        "DEADLINE",
                        "responsibleId",
                        responsible,
                        "dueOn",
                        due.toString(),
                        "measures",
                        List.of(measures).stream()
                                .map(title -> Map.of("title", title))
                                .toList()));
    }

    private Map<String, Object> body(DemoHouse.Found found, Map<String, Object> origin) {
        return new HashMap<>(Map.of(
                "campaignId",
                campaign,
                "text",
                found.text(),
                "dimension",
                found.dimension(),
                "nature",
                found.nature(),
                "origin",
                origin));
    }

    /** The branch's first discussion or held session, where it is one of these that brought the problem to light. */
    private Map<String, Object> origin(String secretary, String branch, DemoHouse.Found found) throws Exception {
        String list =
                switch (String.valueOf(found.origin())) {
                    case "DISCUSSION" -> "/discussions?limit=1&organization=" + branch;
                    case "SESSION" -> "/study-sessions?limit=1&state=HELD&organization=" + branch;
                    default -> null;
                };
        Map<String, Object> origin = new HashMap<>();
        origin.put("kind", found.origin());
        origin.put("note", found.note());
        JsonNode first = list == null ? null : life.get(secretary, list).at("/items/0");
        if (first != null && first.has("id")) {
            origin.put("reference", id(first));
        }
        return origin;
    }

    private static String id(JsonNode thing) {
        return thing.get("id").asText();
    }
}
