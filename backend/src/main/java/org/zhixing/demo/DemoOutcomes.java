package org.zhixing.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the first branches of the demo achieved, measured week after week, each tied to an item of the ledger. */
final class DemoOutcomes {
    /** What was achieved, in which field and integration, and how its indicator went. */
    private record Achieved(
            String title,
            String field,
            String integration,
            String indicator,
            String unit,
            int people,
            List<Integer> values) {}

    private static final String SOURCE = "支部每周登记";

    private static final List<Achieved> ACHIEVED = List.of(
            new Achieved("办证等候时间缩短", "PUBLIC_SERVICE", "LIVELIHOOD", "办证平均等候时间", "分钟", 3_200, List.of(45, 31, 18)),
            new Achieved("三组沟渠清淤通水", "AGRICULTURE", "LIVELIHOOD", "能灌上水的田", "亩", 420, List.of(160, 260, 380)),
            new Achieved("村道垃圾当日清运", "ENVIRONMENT", "GRASSROOTS", "当日清运的垃圾点", "个", 1_150, List.of(6, 11, 14)));

    private final DemoLife life;
    private final String campaign;
    private final LocalDate monday;

    DemoOutcomes(DemoLife life, String campaign, LocalDate monday) {
        this.life = life;
        this.campaign = campaign;
        this.monday = monday;
    }

    /** The branch's outcome; only the first branches have one so far. */
    void of(int number, String branch) throws Exception {
        if (number > ACHIEVED.size()) {
            return;
        }
        String secretary = "secretary" + number;
        Achieved a = ACHIEVED.get(number - 1);
        List<Map<String, String>> items = new ArrayList<>();
        JsonNode item = life.get(secretary, "/rectification-items?limit=1&state=CLOSED&organization=" + branch)
                .at("/items/0");
        if (item.has("id")) {
            items.add(Map.of(
                    "itemId",
                    item.get("id").asText(),
                    "measureId",
                    item.at("/measures/0/id").asText()));
        }
        String outcome = life.post(
                        secretary,
                        "/outcomes",
                        Map.of(
                                "campaignId", campaign,
                                "organizationId", branch,
                                "title", a.title(),
                                "field", a.field(),
                                "integration", a.integration(),
                                "indicator",
                                        Map.of(
                                                "indicator", a.indicator(),
                                                "unit", a.unit(),
                                                "baselineValue", a.values().getFirst(),
                                                "baselineOn", monday.toString(),
                                                "baselineSource", SOURCE),
                                "beneficiaries", "附近群众",
                                "beneficiaryCount", a.people(),
                                "items", items))
                .get("id")
                .asText();
        for (int week = 1; week < a.values().size(); week++) {
            life.post(
                    secretary,
                    "/outcomes/" + outcome + "/values",
                    Map.of(
                            "observedOn", monday.plusWeeks(week).toString(),
                            "value", a.values().get(week),
                            "source", SOURCE));
        }
    }
}
