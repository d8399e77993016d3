package org.zhixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.platform.database.TestDatabase;

/** What a page costs does not depend on how much there is: PRO-2, and one statement per page, never one per row. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StatementsTest {
    @Inject
    Samples samples;

    @Inject
    SessionFactory sessions;

    @Inject
    Scheduler scheduler;

    /** Background jobs send statements too, and these are not the page's. */
    @BeforeEach
    void alone() {
        scheduler.pause();
    }

    @AfterEach
    void together() {
        scheduler.resume();
    }

    @Test
    void theRootsProgressCostsTheSameWithSevenAndWithTwoThousandBranches() { // PRO-2
        var house = samples.houseWithCampaign();
        samples.branches(house, 5);
        assertThat(read(house, "/progress?campaign=" + house.campaign, "children.items"))
                .hasSize(7);
        long few = statements(house.office, "/progress?campaign=" + house.campaign);
        samples.branches(house, 1993);
        assertThat((int) as(house.office)
                        .get("/organizations/{id}", house.committee)
                        .<Integer>path("branchCount"))
                .isEqualTo(2000);
        assertThat(statements(house.office, "/progress?campaign=" + house.campaign))
                .isEqualTo(few);
    }

    @Test
    void noListRunsAStatementPerRow() {
        var house = samples.houseWithCampaign(
                Samples.TEMPLATE
                        .replace("fourInPlace: []", "fourInPlace: [{code: LEADERSHIP, name: 组织领导到位}]")
                        .replace(
                                "requiredActions: []",
                                "requiredActions: [{code: HOURS, phase: STUDY, subject: MEMBER, name: 学习, metric: study-minutes, target: 120},"
                                        + " {code: CLOSED, phase: STUDY, subject: BRANCH, name: 销号, metric: items-closed, target: 100}]"));
        UUID branch = house.branches.getFirst();
        String secretary = house.secretaries.getFirst();
        String discussion = null;
        String session = null;
        String item = null;
        samples.batch(house);
        for (UUID led : house.branches) {
            as(house.office)
                    .header("If-Match", "\"0\"")
                    .body(Map.of("leaders", List.of(Map.of("part", "HEAD", "name", "组长"))))
                    .put("/campaigns/{id}/leading-groups/{org}", house.campaign, led)
                    .then()
                    .statusCode(200);
            created(as(house.office)
                    .body(Map.of("branchId", led, "name", "挂点领导"))
                    .post("/campaigns/{id}/liaisons", house.campaign));
            created(as(house.office)
                    .body(Map.of("organizationId", led, "title", "方案", "text", "安排"))
                    .post("/campaigns/{id}/schemes", house.campaign));
        }
        for (int n = 0; n < 4; n++) {
            session = samples.session(house, 3 + n);
            item = created(as(secretary)
                    .body(Map.of(
                            "campaignId",
                            house.campaign,
                            "organizationId",
                            branch,
                            "problem",
                            "问题问题" + n,
                            "dimension",
                            "SERVANT_SPIRIT",
                            "nature",
                            "NONCONFORMING",
                            "kind",
                            "DEADLINE",
                            "responsibleId",
                            house.roster.get(branch).get(n),
                            "dueOn",
                            "2027-03-01",
                            "origin",
                            Map.of("kind", "OTHER"),
                            "measures",
                            List.of(Map.of("title", "措施一"), Map.of("title", "措施二"))))
                    .post("/rectification-items"));
        }
        for (int n = 0; n < 3; n++) {
            String finding = created(as(secretary)
                    .body(Map.of(
                            "campaignId",
                            house.campaign,
                            "organizationId",
                            branch,
                            "text",
                            "问题问题" + n,
                            "criterionId",
                            samples.criterion(UUID.fromString(house.campaign), branch, null, "标准" + n),
                            "dimension",
                            "WORK_STYLE",
                            "nature",
                            "NONCONFORMING",
                            "origin",
                            Map.of("kind", "OTHER")))
                    .post("/findings"));
            created(as(secretary)
                    .body(Map.of(
                            "kind",
                            "DEADLINE",
                            "responsibleId",
                            house.roster.get(branch).get(n),
                            "dueOn",
                            "2027-03-01",
                            "measures",
                            List.of()))
                    .post("/findings/{id}/items", finding));
            created(as(house.supervisor)
                    .body(Map.of(
                            "campaignId",
                            house.campaign,
                            "memberId",
                            house.roster.get(branch).get(n),
                            "text",
                            "问题问题" + n,
                            "dimension",
                            "WORK_STYLE",
                            "nature",
                            "NONCONFORMING",
                            "origin",
                            Map.of("kind", "OTHER")))
                    .post("/findings"));
        }
        for (UUID member : house.roster.get(branch)) {
            String reflection = created(as(secretary)
                    .body(Map.of("campaignId", house.campaign, "memberId", member, "title", "心得", "text", "学有所得"))
                    .post("/reflections"));
            as(secretary)
                    .body(Map.of("to", "SUBMITTED"))
                    .post("/reflections/{id}/transitions", reflection)
                    .then()
                    .statusCode(200);
        }
        for (int b = 0; b < 2; b++) {
            discussion = created(as(house.secretaries.get(b))
                    .body(Map.of(
                            "campaignId", house.campaign, "organizationId", house.branches.get(b), "topicCode", "Q1"))
                    .post("/discussions"));
        }
        List<String> said = new ArrayList<>();
        UUID second = house.branches.get(1);
        as(house.secretaries.get(1))
                .body(Map.of("to", "OPEN"))
                .post("/discussions/{id}/transitions", discussion)
                .then()
                .statusCode(200);
        for (UUID member : house.roster.get(second)) {
            String contribution = created(as(house.secretaries.get(1))
                    .body(Map.of("text", "说一句", "memberId", member))
                    .post("/discussions/{id}/contributions", discussion));
            created(as(house.secretaries.get(1))
                    .body(Map.of("text", "同意", "memberId", member, "replyTo", contribution))
                    .post("/discussions/{id}/contributions", discussion));
            said.add(contribution);
        }
        as(house.secretaries.get(1))
                .body(Map.of("to", "REFINING"))
                .post("/discussions/{id}/transitions", discussion)
                .then()
                .statusCode(200);
        String draft = null;
        for (int n = 0; n < 3; n++) {
            draft = created(as(house.secretaries.get(1))
                    .body(Map.of("text", "要求" + n, "contributionIds", said))
                    .post("/discussions/{id}/requirements", discussion));
        }

        String voted = samples.refined(house, branch);
        String requirement = samples.requirement(voted, "要求一");
        samples.requirement(voted, "要求二");
        Samples.move(house, voted, "VOTING").then().statusCode(200);
        for (String choice : List.of("AGREE", "RESERVE")) {
            as(secretary)
                    .body(Map.of("requirementId", requirement, "edition", 1, "choice", choice, "exceptions", List.of()))
                    .put("/discussions/{id}/votes", voted)
                    .then()
                    .statusCode(200);
        }

        List<String> lists = new ArrayList<>(List.of(
                "/organizations",
                "/branches",
                "/members",
                "/accounts",
                "/role-grants",
                "/campaign-templates",
                "/study-sessions",
                "/reflections",
                "/discussions",
                "/discussions/" + discussion + "/contributions",
                "/discussions/" + discussion + "/coverage",
                "/discussions/" + voted + "/votes",
                "/requirements/" + requirement + "/votes",
                "/requirements/" + requirement + "/votes/changes",
                "/requirements?discussion=" + discussion,
                "/requirements/" + draft + "/sources",
                "/rectification-items",
                "/findings",
                "/rectification-items/" + item + "/log",
                "/campaigns/" + house.campaign + "/branches",
                "/campaigns/" + house.campaign + "/gates",
                "/campaigns/" + house.campaign + "/leading-groups",
                "/campaigns/" + house.campaign + "/liaisons",
                "/campaigns/" + house.campaign + "/schemes",
                "/four-in-place?campaign=" + house.campaign,
                "/branches/" + branch + "/hours?campaign=" + house.campaign,
                "/progress?campaign=" + house.campaign));
        for (String list : lists) {
            String limited = list + (list.contains("?") ? "&" : "?") + "limit=";
            long one = statements(house.office, limited + 1);
            assertThat(statements(house.office, limited + 200)).as(list).isEqualTo(one);
        }
        long one = statements(house.supervisor, "/findings?of=PERSON&limit=1");
        assertThat(statements(house.supervisor, "/findings?of=PERSON&limit=200"))
                .isEqualTo(one);
        assertThat(session).isNotNull();
    }

    private List<Object> read(Samples.House house, String path, String list) {
        return as(house.office).get(path).then().statusCode(200).extract().path(list);
    }

    /** How many statements the second of two equal requests sends: the first fills what is filled once. */
    private long statements(String username, String path) {
        var caller = as(username);
        caller.get(path).then().statusCode(200);
        long before = sessions.getStatistics().getPrepareStatementCount();
        caller.get(path).then().statusCode(200);
        return sessions.getStatistics().getPrepareStatementCount() - before;
    }
}
