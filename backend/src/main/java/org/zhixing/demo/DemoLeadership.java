package org.zhixing.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How the demo's campaign is led: a group and a plan of the committee, leaders tied to most branches, and the two
 * meetings to which all branches are gathered. Some are left without, so that there is something to be seen to.
 */
final class DemoLeadership {
    private static final List<String> LEADERS = List.of("赵明远", "钱向东", "孙丽萍", "周立军", "吴晓梅");
    private static final String PLAN = """
            一、总体要求：按照统一部署，坚持正面教育、自我教育为主，边学边改。
            二、时间安排：学习动员、分析评议、整改提高三个阶段，各六周。
            三、主要措施：每周集中学习两个半天；围绕四个如何开展大讨论；建立整改台账，逐项销号。
            四、组织领导：工委成立领导小组，班子成员挂点到支部，办公室负责日常工作。""";

    private final DemoLife life;
    private final String campaign;

    DemoLeadership(DemoLife life, String campaign) {
        this.life = life;
        this.campaign = campaign;
    }

    /** The committee's leading group and its plan, approved by the document that ordered the campaign. */
    void above(String committee) throws Exception {
        life.send(
                "office",
                "PUT",
                "/campaigns/" + campaign + "/leading-groups/" + committee,
                Map.of(
                        "leaders",
                        List.of(
                                leader("HEAD", 0, "工委书记"),
                                leader("DEPUTY", 1, "工委副书记"),
                                leader("MEMBER", 2, "组织委员"),
                                leader("MEMBER", 3, "纪检委员")),
                        "officeName",
                        "教育活动办公室（工委组织科）",
                        "officeContact",
                        "工委办公楼二楼 204 室"),
                "\"0\"",
                "application/json");
        String scheme = life.post(
                        "office",
                        "/campaigns/" + campaign + "/schemes",
                        Map.of("organizationId", committee, "title", "城郊工委教育活动实施方案", "text", PLAN))
                .get("id")
                .asText();
        String moves = "/campaigns/" + campaign + "/schemes/" + scheme + "/transitions";
        life.post("office", moves, Map.of("to", "SUBMITTED"));
        life.post("office", moves, Map.of("to", "APPROVED", "document", "云组发〔2026〕3 号", "note", "同意实施"));
    }

    /** All branches at the mobilisation on the first day, and at the training of their backbone two days later; leaders for the first five. */
    void branches(String committee, List<JsonNode> branches, List<Double> diligence, LocalDate monday)
            throws Exception {
        List<String> ids = branches.stream().map(b -> b.get("id").asText()).toList();
        for (int i = 0; i < Math.min(ids.size(), LEADERS.size()); i++) {
            life.post(
                    "office",
                    "/campaigns/" + campaign + "/liaisons",
                    Map.of("branchId", ids.get(i), "name", LEADERS.get(i), "since", monday.toString()));
        }
        Random luck = new Random(monday.toEpochDay() + 1);
        String mobilisation = gathering(committee, ids, "MOBILISATION", "教育活动动员大会", monday);
        String training = gathering(committee, ids, "TRAINING", "支部书记和记录员培训", monday.plusDays(2));
        for (int i = 0; i < ids.size(); i++) {
            String secretary = "secretary" + (i + 1);
            double share = diligence.get(i);
            roll(secretary, mobilisation, ids.get(i), member -> luck.nextDouble() < share);
            Set<String> backbone = share > 0.65 ? backbone(secretary) : Set.of();
            roll(secretary, training, ids.get(i), backbone::contains);
        }
    }

    private String gathering(String committee, List<String> branches, String kind, String title, LocalDate day)
            throws Exception {
        String id = life.post(
                        "office",
                        "/study-sessions",
                        Map.of(
                                "campaignId",
                                campaign,
                                "organizationId",
                                committee,
                                "branchIds",
                                branches,
                                "kind",
                                kind,
                                "title",
                                title,
                                "startsAt",
                                day + "T09:00:00+08:00",
                                "endsAt",
                                day + "T11:00:00+08:00",
                                "place",
                                "工委礼堂"))
                .get("id")
                .asText();
        life.post("office", "/study-sessions/" + id + "/transitions", Map.of("to", "HELD"));
        return id;
    }

    private Set<String> backbone(String secretary) throws Exception {
        Set<String> backbone = new HashSet<>();
        for (JsonNode member : life.get(secretary, "/members?limit=200").get("items")) {
            if (List.of("支部书记", "记录员").contains(member.path("post").asText())) {
                backbone.add(member.get("id").asText());
            }
        }
        return backbone;
    }

    private void roll(String secretary, String session, String branch, Predicate<String> present) throws Exception {
        List<Map<String, Object>> entries = new ArrayList<>();
        String path = "/study-sessions/" + session + "/attendance?branch=" + branch;
        for (JsonNode entry : life.get(secretary, path).get("entries")) {
            String member = entry.get("memberId").asText();
            entries.add(Map.of("memberId", member, "status", present.test(member) ? "PRESENT" : "ABSENT"));
        }
        life.send(secretary, "PUT", path, Map.of("entries", entries), life.etag(secretary, path), "application/json");
    }

    private static Map<String, Object> leader(String part, int index, String post) {
        return Map.of("part", part, "name", LEADERS.get(index), "post", post);
    }
}
