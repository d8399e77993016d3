package org.zhixing.appraisal.finding;

import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhixing.Samples;

/** What tests of findings say again and again. */
public final class FindingWorld {
    private FindingWorld() {}

    public static Map<String, Object> unit(Samples.House house, UUID organization, String text) {
        Map<String, Object> body = body(house, text);
        body.put("organizationId", organization);
        return body;
    }

    public static Map<String, Object> personal(Samples.House house, UUID member, String text) {
        Map<String, Object> body = body(house, text);
        body.put("memberId", member);
        return body;
    }

    private static Map<String, Object> body(Samples.House house, String text) {
        return new HashMap<>(Map.of(
                "campaignId",
                house.campaign,
                "text",
                text,
                "dimension",
                "WORK_STYLE",
                "nature",
                "NONCONFORMING",
                "origin",
                Map.of("kind", "OTHER", "note", text)));
    }

    /** A finding on the house's first branch, recorded by its secretary. */
    public static String found(Samples.House house, String text) {
        return recorded(house.secretaries.getFirst(), unit(house, house.branches.getFirst(), text));
    }

    public static String recorded(String by, Map<String, Object> body) {
        return created(as(by).body(body).post("/findings"));
    }

    public static Response handOver(Samples.House house, String by, String finding, String... others) {
        return as(by).body(Map.of(
                        "kind",
                        "DEADLINE",
                        "responsibleId",
                        house.roster.get(house.branches.getFirst()).get(2),
                        "dueOn",
                        "2027-03-01",
                        "measures",
                        List.of(Map.of("title", "公示值班表")),
                        "alsoFindingIds",
                        List.of(others)))
                .post("/findings/{id}/items", finding);
    }
}
