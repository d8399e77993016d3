package org.zhixing.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notes and reflections of the demo's members: accepted, returned and waiting. */
final class DemoWriting {
    private final DemoLife life;
    private final DemoHouse.Texts texts;
    private final String campaign;

    DemoWriting(DemoLife life, DemoHouse.Texts texts, String campaign) {
        this.life = life;
        this.texts = texts;
        this.campaign = campaign;
    }

    /** Of a branch, keyed in from paper by its secretary; a member who has an account hands in for themselves. */
    void of(String secretary, List<String> roster, double diligence) throws Exception {
        int branch = Integer.parseInt(secretary.replaceAll("\\D", ""));
        // Nobody reviews their own.
        List<String> others = new ArrayList<>(roster);
        others.remove(life.get(secretary, "/me").path("memberId").asText());
        int many = (int) (6 * diligence);
        for (int i = 0; i < many; i++) {
            DemoHouse.Written reflection =
                    texts.reflections().get((branch + i) % texts.reflections().size());
            String author = others.get(2 + i);
            String path = handIn(secretary, "/reflections", reflection, author);
            if (i % 3 == 0) {
                move(secretary, path, "ACCEPTED", null);
            } else if (i % 3 == 1) {
                move(secretary, path, "RETURNED", "请结合本职工作，再谈谈今后的打算");
            }
            move(
                    secretary,
                    handIn(
                            secretary,
                            "/study-notes",
                            texts.notes().get(i % texts.notes().size()),
                            author),
                    "ACCEPTED",
                    null);
        }
        String member = "member" + branch;
        if (life.knows(member)) {
            handIn(
                    member,
                    "/reflections",
                    texts.reflections().get(branch % texts.reflections().size()),
                    null);
        }
    }

    private String handIn(String user, String collection, DemoHouse.Written written, @Nullable String author)
            throws Exception {
        Map<String, Object> body =
                new HashMap<>(Map.of("campaignId", campaign, "title", written.title(), "text", written.text()));
        body.put("memberId", author);
        JsonNode draft = life.post(user, collection, body);
        String path = collection + "/" + draft.get("id").asText();
        move(user, path, "SUBMITTED", null);
        return path;
    }

    private void move(String user, String path, String to, @Nullable String comment) throws Exception {
        Map<String, Object> body = new HashMap<>(Map.of("to", to));
        body.put("comment", comment);
        life.post(user, path + "/transitions", body);
    }
}
