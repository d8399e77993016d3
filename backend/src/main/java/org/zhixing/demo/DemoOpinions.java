package org.zhixing.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call for opinions of the committee: what came by poster, from members and on paper; two groups, one of them answered. */
final class DemoOpinions {
    private static final String ANSWER = "三组、村口的 6 盏路灯已于本周全部换新，并指定了看护人。以后发现路灯不亮，请打看护牌上的电话，三天内修好。";

    private final DemoLife life;
    private final String campaign;

    DemoOpinions(DemoLife life, String campaign) {
        this.life = life;
        this.campaign = campaign;
    }

    void of(String committee, List<DemoHouse.Said> opinions, LocalDate from) throws Exception {
        JsonNode call = life.post(
                "office",
                "/opinion-calls",
                Map.of(
                        "campaignId",
                        campaign,
                        "organizationId",
                        committee,
                        "title",
                        "请您给我们提意见",
                        "invitation",
                        "办事方便吗？干部作风怎么样？还有哪些急事难事没办好？请直说，一句话也好。",
                        "opensOn",
                        from.toString(),
                        "closesOn",
                        from.plusWeeks(10).toString()));
        String path = "/opinion-calls/" + call.get("id").asText();
        for (DemoHouse.Said said : opinions) {
            say(call, path, said);
        }
        handle(call.get("id").asText(), opinions);
    }

    private void say(JsonNode call, String path, DemoHouse.Said said) throws Exception {
        Map<String, Object> body = new HashMap<>(Map.of("text", said.text()));
        if (said.dimension() != null) {
            body.put("dimension", said.dimension());
        }
        switch (said.source()) {
            case "PAPER" -> life.post("office", path + "/paper-opinions", body);
            case "MEMBER" -> {
                body.put("signed", false);
                life.post("secretary1", path + "/opinions", body);
            }
            default -> {
                Map<String, String> parts = new LinkedHashMap<>();
                body.forEach((name, value) -> parts.put("\"" + name + "\"", value.toString()));
                life.form("office", "/public/opinion-calls/" + call.get("code").asText() + "/opinions", parts);
            }
        }
    }

    private void handle(String call, List<DemoHouse.Said> opinions) throws Exception {
        Map<String, String> ids = new HashMap<>();
        life.get("office", "/opinions?limit=200&call=" + call)
                .get("items")
                .forEach(o -> ids.put(o.get("text").asText(), o.get("id").asText()));
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (DemoHouse.Said said : opinions) {
            if (said.group() != null) {
                groups.computeIfAbsent(said.group(), title -> new ArrayList<>()).add(ids.get(said.text()));
            } else if (said.setAside() != null) {
                life.post(
                        "office",
                        "/opinions/" + ids.get(said.text()) + "/transitions",
                        Map.of("to", "SET_ASIDE", "reason", said.setAside()));
            }
        }
        List<String> made = new ArrayList<>();
        for (Map.Entry<String, List<String>> group : groups.entrySet()) {
            made.add(life.post(
                            "office",
                            "/opinion-groups",
                            Map.of("callId", call, "title", group.getKey(), "opinionIds", group.getValue()))
                    .get("id")
                    .asText());
        }
        String answered = "/opinion-groups/" + made.getFirst();
        life.send(
                "office",
                "PUT",
                answered + "/answer",
                Map.of("answer", ANSWER),
                life.etag("office", answered),
                "application/json");
    }
}
