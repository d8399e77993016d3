package org.zhixing.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What one branch makes of what was said: supported contributions, and drafts that were merged, reworded and judged. */
final class DemoDrafts {
    /** Where these stand among the demo's contributions. */
    private static final int DREDGING = 1;

    private static final int VISITING = 4;
    private static final int LONELY = 8;
    private static final int ACCOUNTS = 5;

    private final DemoLife life;
    private final String branch;
    private final String secretary;
    private final List<String> contributions;

    DemoDrafts(DemoLife life, DemoHouse.Texts texts, String branch, String secretary) {
        this.life = life;
        this.branch = branch;
        this.secretary = secretary;
        this.contributions = texts.contributions();
    }

    /** The first question stays open, the second is being refined. */
    void distil(List<String> members) throws Exception {
        List<String> open = said("Q1");
        for (int i = 0; i < open.size(); i++) {
            for (int m = 0; m < members.size() && (i + m) % 3 == 0; m++) {
                support(members.get(m), "Q1", open.get(i));
            }
        }
        String discussion = discussion("Q2");
        List<String> roster = new ArrayList<>();
        life.get(secretary, "/members?organization=" + branch)
                .get("items")
                .forEach(m -> roster.add(m.get("id").asText()));
        List<String> said = new ArrayList<>();
        for (int what : List.of(DREDGING, VISITING, LONELY, ACCOUNTS)) {
            said.add(say(discussion, what, roster.get(5 + what)));
        }
        support(members.getFirst(), "Q2", said.getFirst());
        life.post(secretary, discussion + "/transitions", Map.of("to", "REFINING"));
        String dredge = draft(discussion, "党员户每户包一段沟渠，经常清淤", said.subList(0, 1));
        String visit = draft(discussion, "支委每月到困难户走访", said.subList(1, 2));
        String phone = draft(discussion, "党员与独居老人就近结对，留下电话", said.subList(2, 3));
        change(dredge, "党员户每户包一段沟渠，每月清淤一次，立牌写明责任人和电话，请群众监督。");
        life.send(
                secretary,
                "POST",
                visit + "/merges",
                Map.of(
                        "others",
                        List.of(phone.substring(phone.lastIndexOf('/') + 1)),
                        "text",
                        "支委每月到困难户走访一次，党员与独居老人就近结对、留下电话，有事随叫随到。"),
                life.etag(secretary, visit),
                "application/json");
        judgeAll(dredge);
        judge(visit, "FITS_GROUP", Map.of("holds", false, "note", "支委三人中两人常年在外，需调整人选"));
        life.post(
                secretary, discussion + "/contributions/" + said.get(3) + "/drop", Map.of("reason", "属于村务公开，已列入整改台账"));
    }

    /** Another discussion, refined to drafts that are ready for the vote; its id. */
    String ready(String campaign, String topic, List<String> roster) throws Exception {
        String id = life.post(
                        secretary,
                        "/discussions",
                        Map.of("campaignId", campaign, "organizationId", branch, "topicCode", topic))
                .get("id")
                .asText();
        String discussion = "/discussions/" + id;
        life.post(secretary, discussion + "/transitions", Map.of("to", "OPEN"));
        List<String> said = new ArrayList<>();
        for (int what : List.of(VISITING, ACCOUNTS)) {
            said.add(say(discussion, what, roster.get(what)));
        }
        life.post(secretary, discussion + "/transitions", Map.of("to", "REFINING"));
        judgeAll(draft(discussion, "支委每月到困难户走访一次，当场记下难处，下月答复办得怎样。", said.subList(0, 1)));
        judgeAll(draft(discussion, "村务每月公开一次，花了多少钱、办了什么事，一笔一笔写清楚。", said.subList(1, 2)));
        return id;
    }

    private void judgeAll(String draft) throws Exception {
        judge(draft, "CONFORMS", Map.of("holds", true, "citation", "党章第三条第（六）项"));
        for (String aspect : List.of("OF_ITS_TIME", "FITS_GROUP", "FITS_POST")) {
            judge(draft, aspect, Map.of("holds", true));
        }
    }

    private String say(String discussion, int contribution, String member) throws Exception {
        return life.post(
                        secretary,
                        discussion + "/contributions",
                        Map.of("text", contributions.get(contribution), "memberId", member))
                .get("id")
                .asText();
    }

    private String draft(String discussion, String text, List<String> sources) throws Exception {
        return "/requirements/"
                + life.post(secretary, discussion + "/requirements", Map.of("text", text, "contributionIds", sources))
                        .get("id")
                        .asText();
    }

    private void change(String draft, String text) throws Exception {
        life.send(
                secretary,
                "PATCH",
                draft,
                Map.of("text", text),
                life.etag(secretary, draft),
                "application/merge-patch+json");
    }

    private void judge(String draft, String aspect, Map<String, ?> judgement) throws Exception {
        String path = draft + "/judgements/" + aspect;
        life.send(secretary, "PUT", path, judgement, life.etag(secretary, draft), "application/json");
    }

    private void support(String member, String topic, String contribution) throws Exception {
        String path = discussion(topic) + "/contributions/" + contribution;
        String author = life.get(member, path).at("/author/id").asText();
        if (!author.equals(life.get(member, "/me").path("memberId").asText())) {
            life.post(member, path + "/support", Map.of());
        }
    }

    private String discussion(String topic) throws Exception {
        return "/discussions/"
                + life.get(secretary, "/discussions?organization=" + branch + "&topic=" + topic)
                        .at("/items/0/id")
                        .asText();
    }

    private List<String> said(String topic) throws Exception {
        List<String> ids = new ArrayList<>();
        for (JsonNode one : life.get(secretary, discussion(topic) + "/contributions?sort=createdAt")
                .get("items")) {
            ids.add(one.get("id").asText());
        }
        return ids;
    }
}
