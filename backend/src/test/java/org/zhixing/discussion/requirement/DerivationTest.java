package org.zhixing.discussion.requirement;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.etag;
import static org.zhixing.Samples.move;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** What the committee adopts holds in its branches, save where they have spelled it out. DIS-6 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DerivationTest {
    @Inject
    Samples samples;

    private Samples.House house;
    private UUID branch;
    private String secretary;
    private String above;
    private String discussion;
    private String draft;

    @BeforeEach
    void theCommitteeHasAdoptedAndTheBranchRefines() {
        house = samples.houseWithCampaign();
        branch = house.branches.getFirst();
        secretary = house.secretaries.getFirst();
        above = adopted("党员联系服务群众，每月至少一次。");
        discussion = samples.refined(house, branch);
        draft = samples.requirement(discussion, "党员联系服务群众，每月至少两次，记入民情日记。");
    }

    @Test
    void theBranchReadsWhatItSpellsOutThoughItIsNotItsOwn() {
        derive(above, null, null).statusCode(200).body("derivedFrom.text", equalTo("党员联系服务群众，每月至少一次。"));
        as(house.people.getFirst())
                .get("/requirements/{id}/derivation", draft)
                .then()
                .statusCode(200)
                .body("text", equalTo("党员联系服务群众，每月至少两次，记入民情日记。"))
                .body("derivedFrom.organization.id", equalTo(house.committee.toString()));
    }

    @Test
    void whatIsAdoptedAboveHoldsBelowUntilTheBranchAdoptsItsOwnVersion() {
        derive(above, null, null).statusCode(200);
        effective("").body("items.id", contains(above)).body("items.own", contains(false));
        adopt(discussion, draft);
        effective("").body("items.id", contains(draft)).body("items.own", contains(true));
        as(house.secretaries.get(1))
                .get("/organizations/{id}/effective-requirements", house.branches.get(1))
                .then()
                .statusCode(200)
                .body("items.id", contains(above));
    }

    @Test
    void aVersionForCadresReplacesTheGeneralOneForCadresAlone() {
        derive(above, "CADRE", null).statusCode(200);
        adopt(discussion, draft);
        effective("").body("items.id", contains(above, draft));
        effective("?category=CADRE").body("items.id", contains(draft));
        effective("?category=ORDINARY").body("items.id", contains(above));
        as(secretary)
                .queryParam("dryRun", true)
                .body(Map.of("campaignId", house.campaign, "organizationId", branch))
                .post("/criteria")
                .then()
                .statusCode(200)
                .body("made.source.requirementId", org.hamcrest.Matchers.hasItems(above, draft));
    }

    @Test
    void aVersionForATradeReplacesTheGeneralOneInThatTradeAlone() {
        derive(above, null, "农业").statusCode(200);
        adopt(discussion, draft);
        effective("?trade=农业").body("items.id", contains(draft));
        effective("?trade=医疗").body("items.id", contains(above));
    }

    @Test
    void whatIsForNobodyInParticularIsForEverybody() {
        adopt(discussion, draft);
        effective("?category=CADRE&trade=农业").body("items.id", contains(above, draft));
    }

    @Test
    void aVersionIsForNoMoreThanWhatItCameFrom() {
        String cadres = samples.refined(house, house.committee);
        String forCadres = samples.requirement(cadres, "党员干部带头公开承诺。");
        put(house.office, forCadres, Map.of("forCategory", "CADRE")).statusCode(200);
        adopt(cadres, forCadres);
        derive(forCadres, null, null).statusCode(422).body("errors[0].code", equalTo("requirement/wider-than-above"));
        derive(forCadres, "ORDINARY", null).statusCode(422);
        derive(forCadres, "CADRE", "农业").statusCode(200);
    }

    @Test
    void itComesFromWhatIsAdoptedAboveAndFromNothingElse() {
        String refined = samples.refined(house, house.committee);
        String notYet = samples.requirement(refined, "还在讨论。");
        derive(notYet, null, null).statusCode(422).body("errors[0].code", equalTo("requirement/above-not-adopted"));
        derive(draft, null, null).statusCode(422).body("errors[0].code", equalTo("requirement/not-above"));
        Samples.House elsewhere = samples.houseWithCampaign();
        String foreign = samples.requirement(samples.refined(elsewhere, elsewhere.committee), "别处的。");
        derive(foreign, null, null)
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/derivedFromId"))
                .body("errors[0].code", equalTo("reference-unknown"));
    }

    @Test
    void whomItIsForIsAPartOfWhatIsVotedOn() {
        move(house, discussion, "VOTING").then().statusCode(200);
        derive(above, null, null).statusCode(409).body("type", equalTo("urn:zhixing:problem:discussion/not-refining"));
        move(house, discussion, "REFINING").then().statusCode(200);
        derive(above, "CADRE", null).statusCode(200).body("edition", equalTo(2));
        derive(above, "CADRE", null).statusCode(200).body("edition", equalTo(2));
        derive(null, "CADRE", null).statusCode(200).body("derivedFrom", nullValue());
    }

    @Test
    void aStaleDerivationIsRefused() {
        as(secretary)
                .header("If-Match", "\"77\"")
                .body(Map.of("derivedFromId", above))
                .put("/requirements/{id}/derivation", draft)
                .then()
                .statusCode(412);
    }

    private String adopted(String text) {
        String committees = samples.refined(house, house.committee);
        String requirement = samples.requirement(committees, text);
        adopt(committees, requirement);
        return requirement;
    }

    private void adopt(String what, String requirement) {
        samples.judge(requirement);
        move(house, what, "VOTING").then().statusCode(200);
        int edition = as(house.office)
                .get("/requirements/{id}/derivation", requirement)
                .then()
                .extract()
                .path("edition");
        as(house.office)
                .body(Map.of(
                        "requirementId", requirement, "edition", edition, "choice", "AGREE", "exceptions", List.of()))
                .put("/discussions/{id}/votes", what)
                .then()
                .statusCode(200);
        move(house, what, "ADOPTED").then().statusCode(200);
    }

    private ValidatableResponse derive(String from, String category, String trade) {
        Map<String, Object> body = new HashMap<>();
        body.put("derivedFromId", from);
        body.put("forCategory", category);
        body.put("forTrade", trade);
        return put(secretary, draft, body);
    }

    private static ValidatableResponse put(String who, String requirement, Map<String, ?> body) {
        return as(who).header("If-Match", etag(as(who).get("/requirements/{id}/derivation", requirement)))
                .body(body)
                .put("/requirements/{id}/derivation", requirement)
                .then();
    }

    private ValidatableResponse effective(String query) {
        return as(house.people.getFirst())
                .get("/organizations/" + branch + "/effective-requirements" + query)
                .then()
                .statusCode(200);
    }
}
