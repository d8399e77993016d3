package org.zhixing.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The demo's materials: published by the office and a branch, put into the reading lists and into sessions. */
final class DemoReading {
    private final DemoLife life;
    private final String campaign;
    private final List<String> texts = new ArrayList<>();

    DemoReading(DemoLife life, String campaign) {
        this.life = life;
        this.campaign = campaign;
    }

    /** What everybody reads. */
    void publish(List<DemoHouse.Reading> readings, String committee) throws Exception {
        int position = 0;
        for (DemoHouse.Reading r : readings) {
            String id = publish("office", committee, r);
            position += 10;
            Map<String, Object> place = Map.of(
                    "phase", r.phase(),
                    "categories", Objects.requireNonNullElse(r.categories(), List.of()),
                    "required", r.required(),
                    "position", position);
            String path = "/materials/" + id;
            life.send(
                    "office",
                    "PUT",
                    path + "/assignments",
                    Map.of("assignments", List.of(place)),
                    life.etag("office", path),
                    "application/json");
            if (r.text() != null && r.phase().equals("STUDY")) {
                texts.add(id);
            }
        }
    }

    /** A branch's own notes on what it studies. */
    void publishOwn(String secretary, JsonNode branch) throws Exception {
        publish(
                secretary,
                branch.get("id").asText(),
                new DemoHouse.Reading(
                        branch.get("name").asText() + "学习安排",
                        null,
                        null,
                        false,
                        "# 每周两个半天\n\n外出的党员由支部寄送材料，回来后补课。",
                        null,
                        "STUDY",
                        false,
                        null));
    }

    private String publish(String user, String organization, DemoHouse.Reading r) throws Exception {
        Map<String, Object> body = new HashMap<>();
        body.put("campaignId", campaign);
        body.put("organizationId", organization);
        body.put("kind", r.text() == null ? "LINK" : "TEXT");
        body.put("title", r.title());
        body.put("author", r.author());
        body.put("source", r.source());
        body.put("setText", r.setText());
        body.put("text", r.text());
        body.put("url", r.url());
        return life.post(user, "/materials", body).get("id").asText();
    }

    /** The nth session of a branch studies one of the texts. */
    void study(String secretary, String session, int n) throws Exception {
        String path = "/study-sessions/" + session + "/materials";
        life.send(
                secretary,
                "PUT",
                path,
                Map.of("materialIds", List.of(texts.get(n % texts.size()))),
                life.etag(secretary, path),
                "application/json");
    }
}
