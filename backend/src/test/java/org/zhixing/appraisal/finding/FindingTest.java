package org.zhixing.appraisal.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;
import static org.zhixing.appraisal.finding.FindingWorld.found;
import static org.zhixing.appraisal.finding.FindingWorld.handOver;
import static org.zhixing.appraisal.finding.FindingWorld.personal;
import static org.zhixing.appraisal.finding.FindingWorld.recorded;
import static org.zhixing.appraisal.finding.FindingWorld.unit;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** What is found is named, measured, merged without losing where it comes from, and handed over in one step. APP-4 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FindingTest {
    @Inject
    Samples samples;

    Samples.House house;
    String secretary;
    UUID branch;

    @BeforeEach
    void house() {
        house = samples.houseWithCampaign();
        secretary = house.secretaries.getFirst();
        branch = house.branches.getFirst();
    }

    @Test
    void aFindingNamesItsOriginACheckItsNatureAndWhatItWasMeasuredAgainst() {
        String discussion = created(as(secretary)
                .body(Map.of("campaignId", house.campaign, "organizationId", branch, "topicCode", "Q1"))
                .post("/discussions"));
        UUID criterion = samples.criterion(UUID.fromString(house.campaign), house.committee, null, "按时坐班");
        Map<String, Object> body = unit(house, branch, "值班时间随意更改");
        body.put("origin", Map.of("kind", "DISCUSSION", "reference", discussion, "note", "6 人提到"));
        body.put("criterionId", criterion);
        as(house.people.getFirst())
                .get("/findings/{id}", recorded(secretary, body))
                .then()
                .statusCode(200)
                .body("dimension", equalTo("WORK_STYLE"))
                .body("nature", equalTo("NONCONFORMING"))
                .body("criterion.text", equalTo("按时坐班"))
                .body("member", nullValue())
                .body("origins", hasSize(1))
                .body("origins[0].kind", equalTo("DISCUSSION"))
                .body("origins[0].reference", equalTo(discussion))
                .body("allowedTransitions", empty())
                .body("changeable", equalTo(false));
    }

    @Test
    void theCriterionIsOfTheOrganisationOrOfOneAboveIt() {
        UUID beside = samples.criterion(UUID.fromString(house.campaign), house.branches.get(1), null, "隔壁支部的标准");
        Map<String, Object> body = unit(house, branch, "值班时间随意更改");
        body.put("criterionId", beside);
        as(house.office)
                .body(body)
                .post("/findings")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/criterionId"));
    }

    @Test
    void whatItComesFromIsWithinReachAndOfItsKind() {
        String foreign = created(as(house.secretaries.get(1))
                .body(Map.of("campaignId", house.campaign, "organizationId", house.branches.get(1), "topicCode", "Q1"))
                .post("/discussions"));
        String session = samples.session(house, 3);
        for (var origin : List.of(
                Map.of("kind", "DISCUSSION", "reference", foreign),
                Map.of("kind", "DISCUSSION", "reference", session),
                Map.of("kind", "OTHER", "reference", session))) {
            Map<String, Object> body = unit(house, branch, "值班时间随意更改");
            body.put("origin", origin);
            as(secretary)
                    .body(body)
                    .post("/findings")
                    .then()
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/origin/reference"));
        }
    }

    @Test
    void membersReadWhatWasFoundAndDoNotRecordForTheirBranch() {
        as(house.people.getFirst())
                .body(unit(house, branch, "值班时间随意更改"))
                .post("/findings")
                .then()
                .statusCode(403);
    }

    @Test
    void itIsPutRightWhileItIsOpenAndAgainstWhatWasRead() {
        String finding = found(house, "值班时间随意更改");
        var patch = as(secretary).contentType("application/merge-patch+json").body(Map.of("text", "值班时间常变"));
        patch.patch("/findings/{id}", finding).then().statusCode(428);
        as(secretary)
                .contentType("application/merge-patch+json")
                .header("If-Match", "\"0\"")
                .body(Map.of("text", "值班时间常变"))
                .patch("/findings/{id}", finding)
                .then()
                .statusCode(200)
                .body("text", equalTo("值班时间常变"));
        move(secretary, finding, "DISMISSED", "情况不属实").statusCode(200);
        as(secretary)
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(Map.of("text", "改后"))
                .patch("/findings/{id}", finding)
                .then()
                .statusCode(422);
        as(secretary)
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(Map.of("text", "改后的问题"))
                .patch("/findings/{id}", finding)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:zhixing:problem:finding/not-open"));
    }

    @Test
    void aDismissalHasAReasonAndCanBeTakenBack() {
        String finding = found(house, "值班时间随意更改");
        move(secretary, finding, "DISMISSED", null).statusCode(422);
        move(secretary, finding, "HANDED_OVER", null).statusCode(409).body("allowed", contains("DISMISSED"));
        move(secretary, finding, "SETTLED", null).statusCode(409);
        move(secretary, finding, "DISMISSED", "情况不属实").statusCode(200).body("stateReason", equalTo("情况不属实"));
        move(secretary, finding, "OPEN", null)
                .statusCode(200)
                .body("state", equalTo("OPEN"))
                .body("stateReason", nullValue());
    }

    @Test
    void mergingKeepsEveryOriginAndSaysWhatBecameOfWhat() {
        String first = found(house, "值班时间随意更改");
        String second = found(house, "值班表贴了没人管");
        String third = found(house, "群众来办事找不到人");
        merge(second, third).statusCode(200);
        merge(first, second)
                .statusCode(200)
                .body("origins.note", containsInAnyOrder("值班时间随意更改", "值班表贴了没人管", "群众来办事找不到人"))
                .body("merged.id", contains(second));
        as(secretary)
                .get("/findings/{id}", second)
                .then()
                .body("state", equalTo("MERGED"))
                .body("mergedInto", equalTo(first))
                .body("merged.id", contains(third))
                .body("origins", hasSize(2));
        merge(first, third).statusCode(409);
        merge(third, first).statusCode(409);
        merge(first, first).statusCode(409).body("type", equalTo("urn:zhixing:problem:finding/merge-itself"));
    }

    @Test
    void onlyFindingsAboutTheSameAreMerged() {
        String here = found(house, "值班时间随意更改");
        String there = recorded(house.secretaries.get(1), unit(house, house.branches.get(1), "值班时间随意更改"));
        String person =
                recorded(secretary, personal(house, house.roster.get(branch).get(1), "本人开会常迟到"));
        merge(here, there).statusCode(422).body("errors[0].pointer", equalTo("/others/0"));
        as(house.office)
                .body(Map.of("others", List.of(there)))
                .post("/findings/{id}/merges", here)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:zhixing:problem:finding/merge-unlike"));
        merge(here, person).statusCode(409);
        merge(person, here).statusCode(409);
    }

    @Test
    void whatSaysNearlyTheSameIsSuggested() {
        String one = found(house, "值班时间随意更改，群众来办事常扑空");
        String like = found(house, "值班时间经常更改，群众来办事扑空");
        found(house, "排水沟渠多年淤堵，雨季内涝");
        as(secretary).get("/findings/{id}/similar", one).then().statusCode(200).body("items.id", contains(like));
    }

    @Test
    void handingOverFillsTheItemFromTheFindingInOneStep() {
        String finding = found(house, "值班时间随意更改");
        String other = found(house, "值班表贴了没人管");
        String item = created(handOver(house, secretary, finding, other));
        as(house.people.getFirst())
                .get("/rectification-items/{id}", item)
                .then()
                .statusCode(200)
                .body("problem", equalTo("值班时间随意更改"))
                .body("dimension", equalTo("WORK_STYLE"))
                .body("nature", equalTo("NONCONFORMING"))
                .body("origin.kind", equalTo("OTHER"))
                .body("origin.note", equalTo("值班时间随意更改"))
                .body("measures.title", contains("公示值班表"))
                .body("findings.id", contains(finding, other));
        for (String each : List.of(finding, other)) {
            as(secretary).get("/findings/{id}", each).then().body("state", equalTo("HANDED_OVER"));
            as(secretary).get("/findings/{id}/items", each).then().body("items.id", contains(item));
            handOver(house, secretary, each).then().statusCode(409);
        }
    }

    @Test
    void theOfficeRaisesOneItemForFindingsOfSeveralBranches() {
        String here = found(house, "值班时间随意更改");
        String there = recorded(house.secretaries.get(1), unit(house, house.branches.get(1), "值班时间随意更改"));
        Map<String, Object> item = new java.util.HashMap<>(Map.of(
                "campaignId",
                house.campaign,
                "organizationId",
                house.committee,
                "problem",
                "各支部值班不落实",
                "dimension",
                "WORK_STYLE",
                "nature",
                "NONCONFORMING",
                "kind",
                "LONG_TERM",
                "responsibleId",
                house.roster.get(branch).getFirst(),
                "dueOn",
                "2027-03-01",
                "origin",
                Map.of("kind", "OTHER"),
                "measures",
                List.of()));
        item.put("findingIds", List.of(here, there));
        as(house.office)
                .body(item)
                .post("/rectification-items")
                .then()
                .statusCode(201)
                .body("findings.id", contains(here, there));
        String third = found(house, "会议记录不全不细");
        item.put("organizationId", house.branches.get(1));
        item.put("responsibleId", house.roster.get(house.branches.get(1)).getFirst());
        item.put("findingIds", List.of(third));
        as(house.office)
                .body(item)
                .post("/rectification-items")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/findingIds/0"));
    }

    @Test
    void aCancelledItemGivesItsFindingsBack() {
        String finding = found(house, "值班时间随意更改");
        String item = created(handOver(house, secretary, finding));
        as(house.office)
                .body(Map.of("to", "CANCELLED", "note", "并入其他事项"))
                .post("/rectification-items/{id}/transitions", item)
                .then()
                .statusCode(200);
        as(secretary)
                .get("/findings/{id}", finding)
                .then()
                .body("state", equalTo("OPEN"))
                .body("forLedger", equalTo(true));
        String again = created(handOver(house, secretary, finding));
        as(secretary).get("/findings/{id}/items", finding).then().body("items.id", containsInAnyOrder(item, again));
    }

    @Test
    void theListIsFilteredAndTheGateCountsWhatStands() {
        String open = found(house, "值班时间随意更改");
        String dismissed = found(house, "会议记录不全不细");
        move(secretary, dismissed, "DISMISSED", "已经补齐");
        recorded(secretary, personal(house, house.roster.get(branch).get(1), "本人开会常迟到"));
        as(house.office)
                .get("/findings?state=OPEN&organization=" + branch + "&total=true&q=值班")
                .then()
                .body("items.id", contains(open))
                .body("total", equalTo(1));
        as(house.office)
                .get("/findings?campaign=" + house.campaign + "&sort=createdAt")
                .then()
                .body("items.id", contains(open, dismissed))
                .body("items.id", not(hasItem(nullValue())));
        assertThat(samples.figure("findings-recorded", house, branch)).isEqualTo(1);
    }

    private io.restassured.response.ValidatableResponse move(String by, String finding, String to, String reason) {
        Map<String, Object> body = new java.util.HashMap<>(Map.of("to", to));
        body.put("reason", reason);
        return as(by).body(body).post("/findings/{id}/transitions", finding).then();
    }

    private io.restassured.response.ValidatableResponse merge(String into, String other) {
        return as(secretary)
                .body(Map.of("others", List.of(other)))
                .post("/findings/{id}/merges", into)
                .then();
    }
}
