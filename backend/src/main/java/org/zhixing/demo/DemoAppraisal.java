package org.zhixing.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The appraisal of one branch of the demo: its criteria, a few self-analyses from paper, a review and its count. */
final class DemoAppraisal {
    private static final List<String> SAID = List.of(
            "带头学、带头干还不够，包片的三组去得少。打算每周到组里走一趟，事情当面说清。",
            "群众来问政策，有时答得急。打算把常问的事写成一张明白纸，贴在便民点。",
            "招商的路子想得少，守着老办法。打算和合作社一起把育苗棚用起来。",
            "会开得多、现场去得少。打算能在田头说的就不进会议室。",
            "公用物资登记不及时。打算月底对一次账，贴到公开栏。");

    private final DemoLife life;
    private final String campaign;
    private final String branch;
    private final String secretary;

    DemoAppraisal(DemoLife life, String campaign, String branch, String secretary) {
        this.life = life;
        this.campaign = campaign;
        this.branch = branch;
        this.secretary = secretary;
    }

    void of(List<String> roster, LocalDate today) throws Exception {
        JsonNode criteria = life.post(secretary, "/criteria", Map.of("campaignId", campaign, "organizationId", branch))
                .get("made");
        String own = life.get(secretary, "/me").path("memberId").asText();
        List<String> others = new ArrayList<>(roster);
        others.remove(own);
        for (int i = 0; i < 3; i++) {
            String path = analysis(others.get(i), criteria, i);
            if (i > 0) {
                life.post(
                        secretary,
                        path + "/transitions",
                        Map.of("to", i == 1 ? "RETURNED" : "ACCEPTED", "comment", "请把打算写具体"));
            }
        }
        review(others, today.minusDays(3));
    }

    private String analysis(String member, JsonNode criteria, int which) throws Exception {
        String path = "/self-analyses/"
                + life.post(secretary, "/self-analyses", Map.of("campaignId", campaign, "memberId", member))
                        .get("id")
                        .asText();
        List<Map<String, String>> answers = new ArrayList<>();
        for (JsonNode c : criteria) {
            answers.add(Map.of(
                    "criterionId", c.get("id").asText(), "text", SAID.get((answers.size() + which) % SAID.size())));
        }
        life.send(
                secretary,
                "PATCH",
                path,
                Map.of("answers", answers, "text", "总的看，为群众办事的劲头还要再足一些，说到的要做到。"),
                "*",
                "application/merge-patch+json");
        life.post(secretary, path + "/transitions", Map.of("to", "SUBMITTED"));
        return path;
    }

    private void review(List<String> members, LocalDate date) throws Exception {
        List<String> reviewed = members.subList(0, 3);
        Map<String, Object> plan = new HashMap<>(Map.of(
                "campaignId",
                campaign,
                "organizationId",
                branch,
                "title",
                "民主评议会",
                "date",
                date.toString(),
                "place",
                "村部会议室",
                "ofOrganization",
                true,
                "memberIds",
                reviewed));
        String path =
                "/reviews/" + life.post(secretary, "/reviews", plan).get("id").asText();
        life.post(secretary, path + "/opinions", Map.of("text", "支部开会通知要提前，外出务工的也要告诉到。"));
        life.post(secretary, path + "/opinions", Map.of("memberId", reviewed.getFirst(), "text", "办事细，希望多到三组走走。"));
        life.post(secretary, path + "/ballot-box", Map.of("kind", "GRADE", "byCriterion", false));
        List<Map<String, Object>> lines = List.of(
                counted(1, 0, 7, 3, 1, 0),
                counted(2, 1, 8, 2, 0, 0),
                counted(3, 0, 6, 4, 1, 0),
                counted(4, 0, 9, 1, 1, 0));
        life.send(
                secretary,
                "PUT",
                path + "/ballot-box/papers",
                Map.of("papers", 11, "memberIds", List.of(), "lines", lines),
                "*",
                "application/json");
        life.post(secretary, path + "/ballot-box/transitions", Map.of("to", "CLOSED"));
        life.post(
                secretary,
                path + "/transitions",
                Map.of(
                        "to",
                        "HELD",
                        "attendeeIds",
                        members.subList(0, Math.min(12, members.size())),
                        "conclusion",
                        "评议认为，支部能围绕群众的急事办事，水渠清淤、夜间照明办得实；联系外出党员、公开村务还要加把劲。"));
    }

    /** The papers of one question; there are eleven in the box. */
    private static Map<String, Object> counted(int question, int invalid, Integer... counts) {
        return Map.of("question", question, "counts", List.of(counts), "invalid", invalid);
    }
}
