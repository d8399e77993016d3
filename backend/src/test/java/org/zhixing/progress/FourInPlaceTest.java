package org.zhixing.progress;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** The four in place are worked out from records, never ticked, and each opens the records that made it. STU-8. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FourInPlaceTest {
    private static final String FOUR = "fourInPlace: [{code: TRAINING, name: 骨干培训到位}, {code: LEADERSHIP, name: 组织领导到位},"
            + " {code: MEASURES, name: 工作措施到位}, {code: MOBILISATION, name: 思想动员到位}]";

    @Inject
    Samples samples;

    @Test
    void nothingIsInPlaceAtFirstAndEachCellSaysWhatIsLacking() {
        var house = house("");
        cells(house)
                .body("cells.code", contains("LEADERSHIP", "MEASURES", "MOBILISATION", "TRAINING"))
                .body("cells.met", contains(false, false, false, false))
                .body("cells[0].why.lack", contains("NO_LEADING_GROUP", "NO_LIAISON"))
                .body("cells[1].why.lack", contains("NO_SCHEME"))
                .body("cells[2].why.lack", contains("NO_MOBILISATION"))
                .body("cells[3].why.lack", contains("NO_TRAINING"));
    }

    @Test
    void leadershipNeedsAHeadHereOrDirectlyAboveAndALeaderTiedToTheBranch() {
        var house = house("");
        form(house, "MEMBER");
        cells(house).body("cells[0].why.lack", contains("NO_LEADING_GROUP", "NO_LIAISON"));
        form(house, "HEAD");
        cells(house).body("cells[0].met", equalTo(false)).body("cells[0].why.lack", contains("NO_LIAISON"));
        String liaison = created(as(house.office)
                .body(Map.of("branchId", house.branches.getFirst(), "name", "赵明远"))
                .post("/campaigns/{id}/liaisons", house.campaign));
        cells(house)
                .body("cells[0].met", equalTo(true))
                .body("cells[0].why", empty())
                .body("cells[0].records.resource", contains("LEADING_GROUP", "LIAISON"))
                .body("cells[0].records.id", contains(house.committee.toString(), liaison));
        as(house.office)
                .header("If-Match", "*")
                .delete("/campaigns/{id}/liaisons/{l}", house.campaign, liaison)
                .then()
                .statusCode(204);
        cells(house).body("cells[0].met", equalTo(false));
    }

    @Test
    void measuresNeedAnApprovedPlanForThePhaseOrTheWhole() {
        var house = house("");
        String appraisal = scheme(house, Map.of("phase", "APPRAISAL"));
        approve(house, appraisal);
        cells(house).body("cells[1].why.lack", contains("NO_SCHEME"));
        String study = scheme(house, Map.of("phase", "STUDY"));
        cells(house).body("cells[1].why.lack", contains("SCHEME_NOT_APPROVED"));
        approve(house, study);
        cells(house)
                .body("cells[1].met", equalTo(true))
                .body("cells[1].records.id", contains(study))
                .body("cells[1].records.proves", contains(true));
        as(house.office)
                .get(
                        "/branches/{b}/four-in-place?campaign={c}&phase=APPRAISAL",
                        house.branches.getFirst(),
                        house.campaign)
                .then()
                .body("cells[1].records.id", contains(appraisal));
        as(house.office)
                .get("/branches/{b}/four-in-place?campaign={c}", house.branches.get(1), house.campaign)
                .then()
                .body("cells[1].met", equalTo(false)); // a branch's plan is not its neighbour's
    }

    @Test
    void aMobilisationNeedsItsAttendance() {
        var house = house("");
        held(house, "STUDY", 3, Map.of());
        cells(house).body("cells[2].why.lack", contains("NO_MOBILISATION")); // a study session moves nobody
        held(house, "MOBILISATION", 4, Map.of(1, "ABSENT"));
        cells(house)
                .body("cells[2].met", equalTo(false))
                .body("cells[2].why[0].lack", equalTo("MOBILISATION_ATTENDANCE"))
                .body("cells[2].why[0].value", equalTo(75))
                .body("cells[2].why[0].needed", equalTo(80))
                .body("cells[2].records", hasSize(1));
        String full = held(house, "MOBILISATION", 5, Map.of());
        cells(house).body("cells[2].met", equalTo(true)).body("cells[2].records[0].id", equalTo(full));
    }

    @Test
    void theTemplateMayAskForLessAttendance() {
        var house = house("\ninPlaceRule: {mobilisationAttendance: 75}");
        held(house, "MOBILISATION", 4, Map.of(1, "ABSENT"));
        cells(house).body("cells[2].met", equalTo(true));
    }

    @Test
    void aTrainingNeedsTheSecretaryOrTheRecorder() {
        var house = house("");
        held(house, "TRAINING", 4, Map.of(0, "ABSENT"));
        cells(house)
                .body("cells[3].met", equalTo(false))
                .body("cells[3].why.lack", contains("TRAINING_WITHOUT_BACKBONE"));
        held(house, "TRAINING", 5, Map.of(1, "ABSENT"));
        cells(house).body("cells[3].met", equalTo(true));
    }

    @Test
    void theTreeShowsWhatTheCallerReaches() {
        var house = house("");
        held(house, "TRAINING", 5, Map.of());
        as(house.office)
                .get("/four-in-place?campaign={c}&organization={o}", house.campaign, house.committee)
                .then()
                .statusCode(200)
                .body(
                        "items.branch.id",
                        contains(
                                house.branches.get(0).toString(),
                                house.branches.get(1).toString()))
                .body("items.cells[0].met", contains(false, false, false, true))
                .body("items.cells[1].met", contains(false, false, false, false));
        as(house.secretaries.get(1))
                .get("/four-in-place?campaign={c}", house.campaign)
                .then()
                .body("items", hasSize(1));
        as(house.secretaries.get(1))
                .get("/branches/{b}/four-in-place?campaign={c}", house.branches.getFirst(), house.campaign)
                .then()
                .statusCode(404);
    }

    private Samples.House house(String more) {
        var house = samples.houseWithCampaign(Samples.TEMPLATE.replace("fourInPlace: []", FOUR + more));
        samples.batch(house);
        return house;
    }

    private static void form(Samples.House house, String part) {
        as(house.office)
                .header("If-Match", "*")
                .body(Map.of("leaders", List.of(Map.of("part", part, "name", "赵明远"))))
                .put("/campaigns/{id}/leading-groups/{o}", house.campaign, house.committee)
                .then()
                .statusCode(200);
    }

    private static String scheme(Samples.House house, Map<String, String> more) {
        Map<String, Object> body = new java.util.HashMap<>(more);
        body.putAll(Map.of("organizationId", house.branches.getFirst(), "title", "方案", "text", "一、总体要求"));
        return created(as(house.secretaries.getFirst()).body(body).post("/campaigns/{id}/schemes", house.campaign));
    }

    private static void approve(Samples.House house, String scheme) {
        for (var step :
                List.of(Map.entry(house.secretaries.getFirst(), "SUBMITTED"), Map.entry(house.office, "APPROVED"))) {
            as(step.getKey())
                    .body(Map.of("to", step.getValue()))
                    .post("/campaigns/{id}/schemes/{s}/transitions", house.campaign, scheme)
                    .then()
                    .statusCode(200);
        }
    }

    private static String held(Samples.House house, String kind, int day, Map<Integer, String> otherwise) {
        String secretary = house.secretaries.getFirst();
        UUID branch = house.branches.getFirst();
        String session = created(as(secretary)
                .body(Map.of(
                        "campaignId",
                        house.campaign,
                        "organizationId",
                        branch,
                        "kind",
                        kind,
                        "title",
                        "会议" + day,
                        "startsAt",
                        "2026-03-0" + day + "T09:00:00+08:00",
                        "endsAt",
                        "2026-03-0" + day + "T11:00:00+08:00"))
                .post("/study-sessions"));
        as(secretary)
                .body(Map.of("to", "HELD"))
                .post("/study-sessions/{id}/transitions", session)
                .then()
                .statusCode(200);
        List<UUID> roster = house.roster.get(branch);
        as(secretary)
                .header("If-Match", "*")
                .body(Map.of(
                        "entries",
                        IntStream.range(0, roster.size())
                                .mapToObj(i -> Map.of(
                                        "memberId", roster.get(i), "status", otherwise.getOrDefault(i, "PRESENT")))
                                .toList()))
                .put("/study-sessions/{id}/attendance", session)
                .then()
                .statusCode(200);
        return session;
    }

    private static ValidatableResponse cells(Samples.House house) {
        return as(house.secretaries.getFirst())
                .get("/branches/{b}/four-in-place?campaign={c}", house.branches.getFirst(), house.campaign)
                .then()
                .statusCode(200);
    }
}
