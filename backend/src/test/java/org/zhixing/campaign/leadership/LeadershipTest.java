package org.zhixing.campaign.leadership;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;
import static org.zhixing.Samples.etag;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;

/** Leading group, office, liaison of leaders to branches, scheme with approval. CAM-3. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LeadershipTest {
    @Inject
    Samples samples;

    @Test
    void aGroupHasOneHeadAndItsBranchesReadWhoItIs() {
        var house = samples.houseWithCampaign();
        UUID member = house.roster.get(house.branches.getFirst()).getFirst();
        Response none = as(house.office).get("/campaigns/{id}/leading-groups/{o}", house.campaign, house.committee);
        none.then().statusCode(200).body("leaders", empty());
        form(house, house.office, etag(none), List.of(head("赵明远"), head("钱向东")))
                .statusCode(422)
                .body("errors.pointer", contains("/leaders"));
        form(house, house.office, etag(none), List.of(Map.of("part", "HEAD")))
                .statusCode(422)
                .body("errors.pointer", contains("/leaders/0/name"));
        form(house, house.office, etag(none), List.of(head("赵明远"), Map.of("part", "MEMBER", "memberId", member)))
                .statusCode(200)
                .body("leaders.name", contains("赵明远", "陈志强"))
                .body("officeContact", equalTo("二楼"));
        form(house, house.office, etag(none), List.of()).statusCode(412);
        as(house.people.getFirst())
                .get("/campaigns/{id}/leading-groups", house.campaign)
                .then()
                .body("items.organization.id", contains(house.committee.toString()));
        form(house, house.secretaries.getFirst(), "*", List.of()).statusCode(404);
    }

    @Test
    void aLeaderIsTiedToABranchUntilItEnds() {
        var house = samples.houseWithCampaign();
        String liaison = created(as(house.office)
                .body(Map.of("branchId", house.branches.getFirst(), "name", "赵明远", "since", "2026-03-02"))
                .post("/campaigns/{id}/liaisons", house.campaign));
        as(house.office)
                .body(Map.of("branchId", house.committee, "name", "赵明远"))
                .post("/campaigns/{id}/liaisons", house.campaign)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/branchId"));
        as(house.secretaries.get(1))
                .get("/campaigns/{id}/liaisons", house.campaign)
                .then()
                .body("items", empty());
        Response seen = as(house.secretaries.getFirst()).get("/campaigns/{id}/liaisons/{l}", house.campaign, liaison);
        as(house.office)
                .header("If-Match", etag(seen))
                .delete("/campaigns/{id}/liaisons/{l}", house.campaign, liaison)
                .then()
                .statusCode(204);
        as(house.office).get("/campaigns/{id}/liaisons", house.campaign).then().body("items", empty());
        as(house.office)
                .get("/campaigns/{id}/liaisons?ended=true", house.campaign)
                .then()
                .body("items", hasSize(1));
        as(house.office)
                .header("If-Match", "*")
                .delete("/campaigns/{id}/liaisons/{l}", house.campaign, liaison)
                .then()
                .statusCode(409);
    }

    @Test
    void aPlanIsApprovedAboveAndThenFixed() {
        var house = samples.houseWithCampaign();
        String secretary = house.secretaries.getFirst();
        String scheme = scheme(house, secretary, house.branches.getFirst());
        String own = samples.person(house, house.branches.getFirst(), Role.OFFICE);
        move(house, house.office, scheme, Map.of("to", "APPROVED"))
                .statusCode(409)
                .body("allowed", contains("SUBMITTED"));
        move(house, secretary, scheme, Map.of("to", "SUBMITTED")).statusCode(200);
        word(house, secretary, scheme).statusCode(409);
        for (String same : List.of(secretary, own)) {
            move(house, same, scheme, Map.of("to", "APPROVED"))
                    .statusCode(403)
                    .body("type", equalTo("urn:zhixing:problem:campaign/scheme-decided-above"));
        }
        move(house, house.office, scheme, Map.of("to", "RETURNED"))
                .statusCode(422)
                .body("errors.pointer", contains("/note"));
        move(house, house.office, scheme, Map.of("to", "RETURNED", "note", "补充骨干培训"))
                .statusCode(200);
        word(house, secretary, scheme).statusCode(200);
        move(house, secretary, scheme, Map.of("to", "SUBMITTED")).statusCode(200);
        move(house, house.office, scheme, Map.of("to", "APPROVED"))
                .statusCode(200)
                .body("decidedBy", equalTo("办公室"))
                .body("allowedTransitions", empty());
        word(house, secretary, scheme).statusCode(409);
    }

    @Test
    void whoSubmittedAPlanDoesNotApproveIt() {
        var house = samples.houseWithCampaign();
        String scheme = scheme(house, house.office, house.branches.getFirst());
        move(house, house.office, scheme, Map.of("to", "SUBMITTED")).statusCode(200);
        move(house, house.office, scheme, Map.of("to", "APPROVED"))
                .statusCode(403)
                .body("type", equalTo("urn:zhixing:problem:campaign/scheme-own"));
    }

    @Test
    void theTopsPlanNeedsTheDocumentThatApprovedIt() {
        var house = samples.houseWithCampaign();
        String scheme = scheme(house, house.office, house.committee);
        move(house, house.office, scheme, Map.of("to", "SUBMITTED")).statusCode(200);
        move(house, house.office, scheme, Map.of("to", "APPROVED"))
                .statusCode(422)
                .body("errors.pointer", contains("/document"));
        move(house, house.office, scheme, Map.of("to", "APPROVED", "document", "云组发〔2026〕3 号"))
                .statusCode(200);
        as(house.people.getFirst())
                .get("/campaigns/{id}/schemes/{s}", house.campaign, scheme)
                .then()
                .statusCode(200)
                .body("decisionDocument", equalTo("云组发〔2026〕3 号"));
    }

    private static Map<String, String> head(String name) {
        return Map.of("part", "HEAD", "name", name);
    }

    private static ValidatableResponse form(Samples.House house, String who, String etag, List<?> leaders) {
        return as(who).header("If-Match", etag)
                .body(Map.of("leaders", leaders, "officeContact", "二楼"))
                .put("/campaigns/{id}/leading-groups/{o}", house.campaign, house.committee)
                .then();
    }

    private static String scheme(Samples.House house, String who, UUID organization) {
        return created(as(who).body(Map.of("organizationId", organization, "title", "实施方案", "text", "一、总体要求"))
                .post("/campaigns/{id}/schemes", house.campaign));
    }

    private static ValidatableResponse word(Samples.House house, String who, String scheme) {
        return as(who).header("If-Match", "*")
                .body(Map.of("title", "实施方案（修改稿）", "text", "一、总体要求；二、骨干培训"))
                .put("/campaigns/{id}/schemes/{s}", house.campaign, scheme)
                .then();
    }

    private static ValidatableResponse move(Samples.House house, String who, String scheme, Map<String, ?> body) {
        return as(who).body(body)
                .post("/campaigns/{id}/schemes/{s}/transitions", house.campaign, scheme)
                .then();
    }
}
