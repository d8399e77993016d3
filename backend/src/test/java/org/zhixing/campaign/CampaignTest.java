package org.zhixing.campaign;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.zhixing.Samples.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** Batches take branches in, and each branch stands in exactly one phase: CAM-2. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CampaignTest {
    @Inject
    Samples samples;

    @Test
    void aBranchGoesFromPhaseToPhaseAndNeverOverOne() { // CAM-2
        var house = samples.houseWithCampaign();
        samples.batch(house);
        UUID branch = house.branches.getFirst();
        as(house.office)
                .get("/campaigns/{id}/branches/{branch}", house.campaign, branch)
                .then()
                .statusCode(200)
                .body("phase", equalTo("STUDY"))
                .body("enteredOn", equalTo("2026-03-02"))
                .body("allowedTransitions", contains("APPRAISAL"));
        move(house, branch, "RECTIFICATION").statusCode(409).body("allowed", contains("APPRAISAL"));
        move(house, branch, "APPRAISAL").statusCode(200).body("phase", equalTo("APPRAISAL"));
        as(house.office)
                .get("/campaigns/{id}/branches?phase=STUDY", house.campaign)
                .then()
                .body("items", hasSize(1));
        as(house.secretaries.getFirst())
                .body(Map.of("to", "STUDY"))
                .post("/campaigns/{id}/branches/{branch}/phase-transitions", house.campaign, branch)
                .then()
                .statusCode(403);
    }

    @Test
    void aBranchFoundedLaterIsTakenInAndTheOthersStayWhereTheyAre() { // CAM-2
        var house = samples.houseWithCampaign();
        String batch = samples.batch(house);
        move(house, house.branches.getFirst(), "APPRAISAL").statusCode(200);
        String late = as(house.office)
                .body(Map.of(
                        "parentId",
                        house.committee,
                        "code",
                        "L" + house.committee.toString().substring(24),
                        "name",
                        "后建支部",
                        "establishedOn",
                        "2026-03-20"))
                .post("/branches")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as(house.office)
                .body(Map.of("organizationIds", List.of(house.committee)))
                .post("/campaigns/{id}/batches/{batch}/enrolments", house.campaign, batch)
                .then()
                .statusCode(200)
                .body("branchCount", equalTo(3));
        as(house.office)
                .get("/campaigns/{id}/branches/{branch}", house.campaign, late)
                .then()
                .body("phase", equalTo("STUDY"))
                .body("enteredOn", equalTo("2026-03-20"));
        as(house.office)
                .get("/campaigns/{id}/branches", house.campaign)
                .then()
                .body("items.phase", hasItem("APPRAISAL"));
    }

    @Test
    void anotherHousesOrganisationIsNotTakenIn() { // the scope holds for ids in a body too
        var house = samples.houseWithCampaign();
        var stranger = samples.house();
        String batch = samples.batch(house);
        as(house.office)
                .body(Map.of("organizationIds", List.of(stranger.committee)))
                .post("/campaigns/{id}/batches/{batch}/enrolments", house.campaign, batch)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/organizationIds/0"));
    }

    private static io.restassured.response.ValidatableResponse move(Samples.House house, UUID branch, String to) {
        return as(house.office)
                .body(Map.of("to", to))
                .post("/campaigns/{id}/branches/{branch}/phase-transitions", house.campaign, branch)
                .then();
    }
}
