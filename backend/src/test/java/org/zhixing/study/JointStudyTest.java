package org.zhixing.study;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** Sessions of several branches, make-ups of what was missed, and times put right: the hours follow. STU-1, STU-2, STU-4 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class JointStudyTest {
    @Inject
    Samples samples;

    @Test
    void eachBranchOfAJointSessionTakesItsOwnRoll() {
        var house = samples.houseWithCampaign();
        String session = joint(house, 10, house.branches);
        hold(house.office, session);
        as(house.secretaries.get(0))
                .get("/study-sessions/{id}/attendance", session)
                .then()
                .body("branchId", equalTo(house.branches.get(0).toString()))
                .body("entries", hasSize(4));
        take(house, 0, session, Map.of()).statusCode(200);
        take(house, 1, session, Map.of(0, "ABSENT")).statusCode(200);
        as(house.office)
                .get("/study-sessions/{id}", session)
                .then()
                .body("branches", equalTo(2))
                .body("rollTaken", equalTo(true))
                .body("expected", equalTo(8))
                .body("attended", equalTo(7));
        as(house.secretaries.get(0))
                .get("/study-sessions/{id}/branches", session)
                .then()
                .body("items.branch.name", contains("第1支部"));
        as(house.office)
                .get("/study-sessions/{id}/branches", session)
                .then()
                .body("items.attended", containsInAnyOrder(4, 3));
        as(house.office)
                .get("/progress?campaign=" + house.campaign)
                .then()
                .body("self.sessionsHeld", equalTo(1))
                .body("self.attendanceAttended", equalTo(7))
                .body("self.creditedMinutes", equalTo(7 * 120));
    }

    @Test
    void whoReachesSeveralBranchesSaysWhoseRollIsMeant() {
        var house = samples.houseWithCampaign();
        String session = joint(house, 10, house.branches);
        as(house.office)
                .get("/study-sessions/{id}/attendance", session)
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:zhixing:problem:study/branch-needed"));
        as(house.office)
                .get("/study-sessions/{id}/attendance?branch={b}", session, house.branches.get(1))
                .then()
                .statusCode(200)
                .body("entries", hasSize(4));
        as(house.secretaries.get(0))
                .get("/study-sessions/{id}/attendance?branch={b}", session, house.branches.get(1))
                .then()
                .statusCode(404);
    }

    @Test
    void aCoveredBranchSeesAJointSessionAndCannotChangeIt() {
        var house = samples.houseWithCampaign();
        String session = joint(house, 10, house.branches);
        Response seen = as(house.secretaries.get(0)).get("/study-sessions/{id}", session);
        seen.then().statusCode(200);
        as(house.secretaries.get(0))
                .body(Map.of("to", "HELD"))
                .post("/study-sessions/{id}/transitions", session)
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:zhixing:problem:study/of-higher-organization"));
        String first = joint(house, 11, List.of(house.branches.get(0)));
        as(house.secretaries.get(1)).get("/study-sessions/{id}", first).then().statusCode(404);
    }

    @Test
    void aBranchOfAnotherTreeCannotBeGathered() {
        var house = samples.houseWithCampaign();
        var stranger = samples.house();
        as(house.office)
                .body(plan(house, 10, List.of(house.branches.get(0), stranger.branches.get(0))))
                .post("/study-sessions")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/branchIds/1"));
    }

    @Test
    void aMakeUpCountsOnceForWhatWasMissedAndIsGoneWhenRetracted() {
        var house = samples.houseWithCampaign();
        String session = samples.session(house, 3);
        hold(house.secretaries.getFirst(), session);
        take(house, 0, session, Map.of(1, "ABSENT")).statusCode(200);
        UUID member = house.roster.get(house.branches.getFirst()).get(1);
        String makeUp =
                created(makeUp(house, session, member, "2026-03-07T19:00:00+08:00", "2026-03-07T22:30:00+08:00"));
        hours(house, member, 120);
        makeUp(house, session, member, "2026-03-08T19:00:00+08:00", "2026-03-08T21:00:00+08:00")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/memberId"));
        as(house.secretaries.getFirst())
                .get("/study-sessions/{id}/attendance", session)
                .then()
                .body("entries.find { it.memberId == '" + member + "' }.status", equalTo("MADE_UP"));
        as(house.secretaries.getFirst())
                .body(Map.of("reason", "登记错人"))
                .post("/study-sessions/{id}/make-ups/{u}/retraction", session, makeUp)
                .then()
                .statusCode(200);
        hours(house, member, 0);
        as(house.secretaries.getFirst())
                .get("/study-sessions/{id}/attendance", session)
                .then()
                .body("entries.find { it.memberId == '" + member + "' }.status", equalTo("ABSENT"));
    }

    @Test
    void nobodyMakesUpWhileSittingInAnotherSession() {
        var house = samples.houseWithCampaign();
        String secretary = house.secretaries.getFirst();
        UUID member = house.roster.get(house.branches.getFirst()).get(1);
        String missed = samples.session(house, 3);
        hold(secretary, missed);
        take(house, 0, missed, Map.of(1, "LEAVE")).statusCode(200);
        String attended = samples.session(house, 5);
        hold(secretary, attended);
        take(house, 0, attended, Map.of()).statusCode(200);
        makeUp(house, missed, member, "2026-03-05T10:30:00+08:00", "2026-03-05T12:30:00+08:00")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/from"));
    }

    @Test
    void madeUpCannotBeMarkedOnTheRoll() {
        var house = samples.houseWithCampaign();
        String session = samples.session(house, 3);
        hold(house.secretaries.getFirst(), session);
        take(house, 0, session, Map.of(1, "MADE_UP"))
                .statusCode(422)
                .body("errors.pointer", contains("/entries/1/status"));
    }

    @Test
    void timesPutRightChangeTheHoursOfAllWhoWereThereAndKeepWhatStood() {
        var house = samples.houseWithCampaign();
        String secretary = house.secretaries.getFirst();
        UUID member = house.roster.get(house.branches.getFirst()).get(1);
        String session = samples.session(house, 3);
        hold(secretary, session);
        take(house, 0, session, Map.of()).statusCode(200);
        hours(house, member, 120);
        as(secretary)
                .body(Map.of(
                        "heldFrom", "2026-03-03T13:00:00+08:00",
                        "heldTo", "2026-03-03T14:30:00+08:00",
                        "reason", "改在下午"))
                .post("/study-sessions/{id}/corrections", session)
                .then()
                .statusCode(200)
                .body("half", equalTo("PM"));
        hours(house, member, 90);
        as(secretary)
                .get("/study-sessions/{id}/corrections", session)
                .then()
                .body("items.reason", contains("改在下午"))
                .body("items[0].wasFrom", equalTo("2026-03-03T01:00:00Z"));
        as(house.office)
                .get("/progress?campaign=" + house.campaign)
                .then()
                .body("self.creditedMinutes", equalTo(4 * 90));
    }

    private String joint(Samples.House house, int day, List<UUID> branches) {
        return created(as(house.office).body(plan(house, day, branches)).post("/study-sessions"));
    }

    private static Map<String, Object> plan(Samples.House house, int day, List<UUID> branches) {
        return Map.of(
                "campaignId",
                house.campaign,
                "organizationId",
                house.committee,
                "branchIds",
                branches,
                "title",
                "联合学习",
                "startsAt",
                "2026-03-%02dT09:00:00+08:00".formatted(day),
                "endsAt",
                "2026-03-%02dT11:00:00+08:00".formatted(day));
    }

    private static void hold(String who, String session) {
        as(who).body(Map.of("to", "HELD"))
                .post("/study-sessions/{id}/transitions", session)
                .then()
                .statusCode(200);
    }

    /** Everyone of a branch present but for the exceptions, by their place on the roster. */
    private static ValidatableResponse take(
            Samples.House house, int branch, String session, Map<Integer, String> exceptions) {
        List<UUID> roster = house.roster.get(house.branches.get(branch));
        List<Map<String, Object>> entries = new java.util.ArrayList<>();
        for (int i = 0; i < roster.size(); i++) {
            entries.add(
                    new HashMap<>(Map.of("memberId", roster.get(i), "status", exceptions.getOrDefault(i, "PRESENT"))));
        }
        String secretary = house.secretaries.get(branch);
        return as(secretary)
                .header("If-Match", etag(as(secretary).get("/study-sessions/{id}/attendance", session)))
                .body(Map.of("entries", entries))
                .put("/study-sessions/{id}/attendance", session)
                .then();
    }

    private static Response makeUp(Samples.House house, String session, UUID member, String from, String to) {
        return as(house.secretaries.getFirst())
                .body(Map.of("memberId", member, "from", from, "to", to, "how", "支委送学上门"))
                .post("/study-sessions/{id}/make-ups", session);
    }

    private static void hours(Samples.House house, UUID member, int minutes) {
        as(house.secretaries.getFirst())
                .get("/branches/{id}/hours?campaign=" + house.campaign, house.branches.getFirst())
                .then()
                .body("items.find { it.member.id == '" + member + "' }.creditedMinutes", equalTo(minutes));
    }
}
