package org.zhixing.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Votes on the requirements of a branch whose discussion is refined and judged: one vote over, one under way. */
final class DemoVotes {
    private static final String REASON = "外出务工的党员做不到每月一次，建议改为每季度一次";

    private final DemoLife life;

    private final DemoHouse.Texts texts;
    private final String campaign;

    DemoVotes(DemoLife life, DemoHouse.Texts texts, String campaign) {
        this.life = life;
        this.texts = texts;
        this.campaign = campaign;
    }

    /** A branch that has adopted what it made of the third question, and votes on what it made of the fourth. */
    void of(String branch, String secretary) throws Exception {
        List<String> roster = new ArrayList<>();
        life.get(secretary, "/members?limit=200")
                .get("items")
                .forEach(m -> roster.add(m.get("id").asText()));
        DemoDrafts drafts = new DemoDrafts(life, texts, branch, secretary);
        adopted(secretary, drafts.ready(campaign, "Q3", roster), roster);
        underWay(secretary, drafts.ready(campaign, "Q4", roster), roster);
    }

    /** A meeting agrees but for one who objects and one who stays away; the objection is answered, and all is adopted. */
    private void adopted(String secretary, String discussion, List<String> roster) throws Exception {
        move(secretary, discussion, "VOTING");
        for (JsonNode tally : tallies(secretary, discussion)) {
            String requirement = id(tally);
            enter(
                    secretary,
                    discussion,
                    tally,
                    List.of(
                            except(roster.get(roster.size() - 2), "OBJECT", REASON),
                            except(roster.getLast(), null, null)));
            JsonNode objection = life.get(secretary, "/requirements/" + requirement + "/votes?choice=OBJECT")
                    .at("/items/0/vote");
            life.send(
                    secretary,
                    "PUT",
                    "/requirements/" + requirement + "/votes/"
                            + objection.get("id").asText() + "/answer",
                    Map.of(
                            "text",
                            "外出党员可以就地参加志愿服务，由流入地出具说明，同样算数",
                            "wording",
                            objection.get("wording").asInt()),
                    null,
                    "application/json");
        }
        move(secretary, discussion, "ADOPTED");
    }

    /** Half of the branch has voted on the first requirement, one of them against it; on the others nobody yet. */
    private void underWay(String secretary, String discussion, List<String> roster) throws Exception {
        move(secretary, discussion, "VOTING");
        List<Map<String, Object>> exceptions = new ArrayList<>();
        exceptions.add(except(roster.get(1), "OBJECT", REASON));
        exceptions.add(except(roster.get(2), "RESERVE", "先试行三个月再定"));
        roster.subList(roster.size() / 2, roster.size()).forEach(m -> exceptions.add(except(m, null, null)));
        enter(secretary, discussion, tallies(secretary, discussion).get(0), exceptions);
    }

    private void enter(String secretary, String discussion, JsonNode tally, List<Map<String, Object>> exceptions)
            throws Exception {
        life.send(
                secretary,
                "PUT",
                "/discussions/" + discussion + "/votes",
                Map.of(
                        "requirementId",
                        id(tally),
                        "edition",
                        tally.at("/requirement/edition").asInt(),
                        "choice",
                        "AGREE",
                        "exceptions",
                        exceptions),
                null,
                "application/json");
    }

    private static Map<String, Object> except(String member, @Nullable String choice, @Nullable String reason) {
        Map<String, Object> exception = new HashMap<>(Map.of("memberId", member));
        exception.put("choice", choice);
        exception.put("reason", reason);
        return exception;
    }

    private JsonNode tallies(String secretary, String discussion) throws Exception {
        return life.get(secretary, "/discussions/" + discussion + "/votes").get("items");
    }

    private static String id(JsonNode tally) {
        return tally.at("/requirement/id").asText();
    }

    private void move(String secretary, String discussion, String to) throws Exception {
        life.post(secretary, "/discussions/" + discussion + "/transitions", Map.of("to", to));
    }
}
