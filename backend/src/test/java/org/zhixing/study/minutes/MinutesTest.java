package org.zhixing.study.minutes;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.etag;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;

/** Minutes are what two others who were there say they are. STU-6 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MinutesTest {
    @Inject
    Samples samples;

    private Samples.House house;
    private String secretary;
    private String session;

    /** Held and written by the secretary; the fourth of the roster was absent. */
    @BeforeEach
    void held() {
        house = samples.houseWithCampaign();
        secretary = house.secretaries.getFirst();
        session = samples.session(house, 3);
        as(secretary).body(Map.of("to", "HELD")).post("/study-sessions/{id}/transitions", session);
        List<UUID> roster = house.roster.get(house.branches.getFirst());
        as(secretary)
                .header("If-Match", etag(as(secretary).get("/study-sessions/{id}/attendance", session)))
                .body(Map.of(
                        "entries",
                        List.of(
                                Map.of("memberId", roster.get(0), "status", "PRESENT"),
                                Map.of("memberId", roster.get(1), "status", "PRESENT"),
                                Map.of("memberId", roster.get(2), "status", "PRESENT"),
                                Map.of("memberId", roster.get(3), "status", "ABSENT"))))
                .put("/study-sessions/{id}/attendance", session)
                .then()
                .statusCode(200);
        write("议定每月清沟一次");
    }

    @Test
    void twoWhoWereThereConfirmTheMinutes() {
        String second = other(2);
        confirm(house.people.getFirst(), 1).statusCode(200).body("confirmed", equalTo(false));
        confirm(second, 1)
                .statusCode(200)
                .body("confirmed", equalTo(true))
                .body("confirmations.member.name", contains("李建国", "王秀兰"));
    }

    @Test
    void whoConfirmsInAnotherBranchOfAJointSessionCountsAndIsNotNamed() {
        String joint = Samples.created(as(house.office)
                .body(Map.of(
                        "campaignId",
                        house.campaign,
                        "organizationId",
                        house.committee,
                        "branchIds",
                        house.branches,
                        "title",
                        "联合学习",
                        "startsAt",
                        "2026-03-05T09:00:00+08:00",
                        "endsAt",
                        "2026-03-05T11:00:00+08:00"))
                .post("/study-sessions"));
        as(house.office).body(Map.of("to", "HELD")).post("/study-sessions/{id}/transitions", joint);
        for (int b = 0; b < 2; b++) {
            String who = house.secretaries.get(b);
            as(who).header("If-Match", etag(as(who).get("/study-sessions/{id}/attendance", joint)))
                    .body(Map.of(
                            "entries",
                            house.roster.get(house.branches.get(b)).stream()
                                    .map(m -> Map.of("memberId", m, "status", "PRESENT"))
                                    .toList()))
                    .put("/study-sessions/{id}/attendance", joint)
                    .then()
                    .statusCode(200);
        }
        as(house.office)
                .header("If-Match", etag(as(house.office).get("/study-sessions/{id}/minutes", joint)))
                .body(Map.of("text", "议定"))
                .put("/study-sessions/{id}/minutes", joint);
        as(house.people.getLast())
                .body(Map.of("version", 1))
                .post("/study-sessions/{id}/minutes/confirmations", joint)
                .then()
                .statusCode(200)
                .body("confirmations", hasSize(1));
        as(house.people.getFirst())
                .get("/study-sessions/{id}/minutes", joint)
                .then()
                .body("confirmations", hasSize(0))
                .body("confirmationsMissing", equalTo(1))
                .body("present", hasSize(4));
    }

    @Test
    void whoWasThereIsListedFromTheRoll() {
        as(house.office)
                .get("/study-sessions/{id}/minutes", session)
                .then()
                .body("present.name", hasSize(3))
                .body("missing.name", contains("𠮷田芳"));
    }

    @Test
    void whoWasNotThereCannotConfirm() {
        confirm(other(3), 1).statusCode(409).body("type", equalTo("urn:zhixing:problem:study/confirm-attendees-only"));
    }

    @Test
    void whoWroteTheMinutesCannotConfirmThem() {
        confirm(secretary, 1).statusCode(409).body("type", equalTo("urn:zhixing:problem:study/confirm-own-minutes"));
    }

    @Test
    void nobodyConfirmsTwice() {
        confirm(house.people.getFirst(), 1).statusCode(200);
        confirm(house.people.getFirst(), 1)
                .statusCode(409)
                .body("type", equalTo("urn:zhixing:problem:study/confirmed-already"));
    }

    @Test
    void aNewVersionIsConfirmedAnewAndTheOldOneNoMore() {
        confirm(house.people.getFirst(), 1).statusCode(200);
        write("议定每月清沟两次");
        confirm(house.people.getFirst(), 1)
                .statusCode(409)
                .body("type", equalTo("urn:zhixing:problem:study/minutes-superseded"));
        as(house.people.getFirst())
                .get("/study-sessions/{id}/minutes", session)
                .then()
                .body("confirmations", hasSize(0))
                .body("mayConfirm", equalTo(true));
        as(secretary)
                .get("/study-sessions/{id}/minutes/versions", session)
                .then()
                .body("items.text", contains("议定每月清沟两次", "议定每月清沟一次"));
    }

    @Test
    void minutesWaitForThoseWhoWereThereUntilTwoHaveConfirmed() {
        due(house.people.getFirst()).body("items.kind", hasItem("MINUTES_TO_CONFIRM"));
        due(secretary).body("items.kind", not(hasItem("MINUTES_TO_CONFIRM")));
        confirm(house.people.getFirst(), 1).statusCode(200);
        due(house.people.getFirst()).body("items.kind", not(hasItem("MINUTES_TO_CONFIRM")));
    }

    private static ValidatableResponse due(String who) {
        return as(who).get("/me/due").then().statusCode(200);
    }

    private String other(int place) {
        UUID branch = house.branches.getFirst();
        return samples.secondAccount(house, branch, house.roster.get(branch).get(place), Role.MEMBER);
    }

    private ValidatableResponse confirm(String who, int version) {
        return as(who).body(Map.of("version", version))
                .post("/study-sessions/{id}/minutes/confirmations", session)
                .then();
    }

    private void write(String text) {
        Response stands = as(secretary).get("/study-sessions/{id}/minutes", session);
        as(secretary)
                .header("If-Match", etag(stands))
                .body(Map.of("text", text))
                .put("/study-sessions/{id}/minutes", session)
                .then()
                .statusCode(200);
    }
}
