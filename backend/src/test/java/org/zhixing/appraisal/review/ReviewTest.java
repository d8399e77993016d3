package org.zhixing.appraisal.review;

import static org.hamcrest.Matchers.*;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;

/** Meetings of democratic review: planned, held, recorded. APP-1. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ReviewTest {
    @Inject
    Samples samples;

    private Samples.House house;
    private String secretary;
    private UUID branch;
    private List<UUID> roster;

    @BeforeEach
    void furnish() {
        house = samples.houseWithCampaign();
        secretary = house.secretaries.getFirst();
        branch = house.branches.getFirst();
        roster = house.roster.get(branch);
    }

    @Test
    void aPlannedReviewIsHeldWithWhoWasThereAndWhatItCameTo() {
        String id = planned("2026-04-24");
        as(secretary)
                .get("/reviews/{id}", id)
                .then()
                .body("subjects.name", hasItem("李建国"))
                .body("allowedTransitions", containsInAnyOrder("HELD", "CANCELLED"));
        held(id, List.of()).then().statusCode(422).body("errors[0].pointer", is("/attendeeIds"));
        held(id, roster)
                .then()
                .statusCode(200)
                .body("state", is("HELD"))
                .body("attendees", hasSize(4))
                .body("conclusion", is("评议认为……"));
        held(id, roster).then().statusCode(409).body("allowed", empty());
    }

    @Test
    void aReviewIsNotHeldBeforeItsDay() {
        String id = planned(LocalDate.now().plusDays(3).toString());
        held(id, roster).then().statusCode(409).body("type", endsWith("appraisal/review-in-future"));
    }

    @Test
    void onlyMembersOfTheBranchAreReviewed() {
        UUID other = house.roster.get(house.branches.getLast()).getFirst();
        plan("2026-04-24", List.of(roster.getFirst(), other))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/memberIds/1"));
        plan("2026-04-24", List.of()).then().statusCode(201);
    }

    @Test
    void whatWasSaidAboutAMemberIsReadByThatMemberTheSecretaryAndTheSupervisor() {
        String id = planned("2026-04-24");
        hear(id, roster.get(1), "多到三组走走").then().statusCode(201);
        hear(id, null, "会议太多").then().statusCode(201);
        hear(id, roster.get(3), "没有评议他").then().statusCode(422);
        for (String reader : List.of(secretary, house.supervisor, house.people.getFirst())) {
            opinions(reader, id).then().body("items.text", containsInAnyOrder("多到三组走走", "会议太多"));
        }
        String colleague = samples.secondAccount(house, branch, roster.get(2), Role.MEMBER);
        for (String other : List.of(colleague, house.office)) {
            opinions(other, id).then().body("items.text", contains("会议太多"));
        }
        opinions(house.people.getLast(), id).then().statusCode(404);
    }

    @Test
    void onceABoxIsOpenWhoIsReviewedStays() {
        String id = planned("2026-04-24");
        created(as(secretary)
                .body(Map.of("kind", "GRADE", "byCriterion", false))
                .post("/reviews/{id}/ballot-box", id));
        change(id, Map.of("memberIds", List.of())).then().statusCode(409).body("type", endsWith("review-voted-on"));
        change(id, Map.of("place", "村部二楼")).then().statusCode(200).body("place", is("村部二楼"));
        as(secretary)
                .body(Map.of("to", "CANCELLED", "reason", "防汛"))
                .post("/reviews/{id}/transitions", id)
                .then()
                .statusCode(409);
    }

    @Test
    void aCancelledReviewNeedsAReasonAndChangesNoMore() {
        String id = planned("2026-04-24");
        as(secretary)
                .body(Map.of("to", "CANCELLED"))
                .post("/reviews/{id}/transitions", id)
                .then()
                .statusCode(422);
        as(secretary)
                .body(Map.of("to", "CANCELLED", "reason", "防汛"))
                .post("/reviews/{id}/transitions", id)
                .then()
                .statusCode(200);
        change(id, Map.of("place", "别处")).then().statusCode(409).body("type", endsWith("review-cancelled"));
    }

    /** CAM-5: the gate of the appraisal phase counts what was held and handed in. */
    @Test
    void theGateCountsReviewsHeldAndSelfAnalysesHandedIn() {
        house = samples.houseWithCampaign(
                Samples.TEMPLATE.replace(
                        "requiredActions: []",
                        "requiredActions: [{code: REVIEW, phase: STUDY, subject: BRANCH, name: 评议, metric: reviews-held, target: 1},"
                                + " {code: ANALYSIS, phase: STUDY, subject: MEMBER, name: 党性分析, metric: self-analyses, target: 1}]"));
        samples.batch(house);
        secretary = house.secretaries.getFirst();
        branch = house.branches.getFirst();
        roster = house.roster.get(branch);
        gate().body("actions.value", contains(0, 0)).body("actions.state", contains("UNMET", "UNMET"));
        held(planned("2026-04-24"), roster).then().statusCode(200);
        String analysis =
                created(as(secretary).body(Map.of("campaignId", house.campaign)).post("/self-analyses"));
        as(secretary)
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(Map.of("text", "总的看……"))
                .patch("/self-analyses/{id}", analysis)
                .then()
                .statusCode(200);
        gate().body("actions.value", contains(1, 0));
        as(secretary).body(Map.of("to", "SUBMITTED")).post("/self-analyses/{id}/transitions", analysis);
        gate().body("actions.value", contains(1, 1)).body("actions.state", contains("MET", "UNMET"));
    }

    private io.restassured.response.ValidatableResponse gate() {
        return as(secretary)
                .get("/campaigns/{id}/gates/{branch}", house.campaign, branch)
                .then()
                .statusCode(200);
    }

    private String planned(String date) {
        return created(plan(date, List.of(roster.get(1), roster.get(2))));
    }

    private Response plan(String date, List<UUID> members) {
        return as(secretary)
                .body(Map.of(
                        "campaignId",
                        house.campaign,
                        "organizationId",
                        branch,
                        "title",
                        "民主评议会",
                        "date",
                        date,
                        "ofOrganization",
                        true,
                        "memberIds",
                        members))
                .post("/reviews");
    }

    private Response held(String id, List<UUID> present) {
        return as(secretary)
                .body(Map.of("to", "HELD", "attendeeIds", present, "conclusion", "评议认为……"))
                .post("/reviews/{id}/transitions", id);
    }

    private Response hear(String id, UUID about, String text) {
        return as(secretary)
                .body(about == null ? Map.of("text", text) : Map.of("text", text, "memberId", about))
                .post("/reviews/{id}/opinions", id);
    }

    private static Response opinions(String who, String id) {
        return as(who).get("/reviews/{id}/opinions", id);
    }

    private Response change(String id, Map<String, ?> change) {
        return as(secretary)
                .contentType("application/merge-patch+json")
                .header("If-Match", Samples.etag(as(secretary).get("/reviews/{id}", id)))
                .body(change)
                .patch("/reviews/{id}", id);
    }
}
