package org.zhixing.study.attendance;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;
import static org.zhixing.Samples.etag;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;

/** Leave has a reason and an approver, and what is missed can be made up for. STU-4 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LeaveTest {
    @Inject
    Samples samples;

    @Test
    void approvedLeaveStandsOnTheRollBeforeItIsTakenAndWithItsReasonAfter() {
        var house = samples.houseWithCampaign();
        String session = samples.session(house, 3);
        String leave = created(ask(house.people.getFirst(), session, null, "陪护老人"));
        entry(house, session, 1).body("status", equalTo(null)).body("approvedLeave", equalTo(false));
        move(house.secretaries.getFirst(), leave, "APPROVED", null).statusCode(200);
        entry(house, session, 1)
                .body("status", equalTo("LEAVE"))
                .body("leaveReason", equalTo("陪护老人"))
                .body("approvedLeave", equalTo(true))
                .body("means", equalTo(null));
        hold(house, session);
        take(house, session, Map.of(1, "LEAVE", 2, "LEAVE"));
        entry(house, session, 1).body("leaveReason", equalTo("陪护老人")).body("approvedLeave", equalTo(true));
        entry(house, session, 2).body("status", equalTo("LEAVE")).body("approvedLeave", equalTo(false));
    }

    @Test
    void nobodyDecidesAboutTheirOwnLeave() {
        var house = samples.houseWithCampaign();
        String session = samples.session(house, 3);
        String leave = created(ask(house.secretaries.getFirst(), session, null, "外出开会"));
        refused(move(house.secretaries.getFirst(), leave, "APPROVED", null), 403, "study/leave-own");
    }

    @Test
    void aSecretarysLeaveIsDecidedAbove() {
        var house = samples.houseWithCampaign();
        String session = samples.session(house, 3);
        String leave = created(ask(house.secretaries.getFirst(), session, null, "外出开会"));
        String deputy = samples.person(house, house.branches.getFirst(), Role.SECRETARY);
        refused(move(deputy, leave, "APPROVED", null), 403, "study/leave-of-secretary");
        due(deputy).body("items.kind", not(hasItem("LEAVE_TO_DECIDE")));
        due(house.office).body("items.findAll { it.kind == 'LEAVE_TO_DECIDE' }.target.id", contains(leave));
        move(house.office, leave, "APPROVED", null).statusCode(200);
        due(house.office).body("items.kind", not(hasItem("LEAVE_TO_DECIDE")));
    }

    @Test
    void aMembersLeaveWaitsForTheSecretaryOfTheirBranchAlone() {
        var house = samples.houseWithCampaign();
        String session = samples.session(house, 3);
        String leave = created(ask(house.people.getFirst(), session, null, "陪护老人"));
        due(house.secretaries.get(0)).body("items.findAll { it.kind == 'LEAVE_TO_DECIDE' }.target.id", contains(leave));
        due(house.office).body("items.kind", not(hasItem("LEAVE_TO_DECIDE")));
        due(house.people.getFirst()).body("items.kind", not(hasItem("LEAVE_TO_DECIDE")));
        move(house.secretaries.get(1), leave, "APPROVED", null).statusCode(404);
        String recorder = samples.person(house, house.branches.getFirst(), Role.RECORDER);
        refused(move(recorder, leave, "APPROVED", null), 403, "study/leave-not-approver");
    }

    @Test
    void aRefusalSaysWhyAndLeaveCanBeAskedForAgain() {
        var house = samples.houseWithCampaign();
        String session = samples.session(house, 3);
        String leave = created(ask(house.people.getFirst(), session, null, "有事"));
        refused(ask(house.people.getFirst(), session, null, "有事").then(), 409, "study/leave-asked-before");
        move(house.secretaries.getFirst(), leave, "REFUSED", " ")
                .statusCode(422)
                .body("errors.pointer", contains("/words"));
        move(house.secretaries.getFirst(), leave, "REFUSED", "事由请写具体").statusCode(200);
        refused(move(house.secretaries.getFirst(), leave, "APPROVED", null), 409, "study/leave-move");
        created(ask(house.people.getFirst(), session, null, "孩子家长会"));
    }

    @Test
    void leaveIsTakenBackByWhoeverAskedAndByNobodyElse() {
        var house = samples.houseWithCampaign();
        String session = samples.session(house, 3);
        String leave = created(ask(house.people.getFirst(), session, null, "有事"));
        refused(move(house.secretaries.getFirst(), leave, "WITHDRAWN", null), 403, "study/leave-not-yours");
        move(house.people.getFirst(), leave, "WITHDRAWN", null).statusCode(200).body("state", equalTo("WITHDRAWN"));
    }

    @Test
    void whoKeepsTheRollAsksForOthersAndAMemberForThemselvesOnly() {
        var house = samples.houseWithCampaign();
        String session = samples.session(house, 3);
        UUID third = house.roster.get(house.branches.getFirst()).get(2);
        ask(house.people.getFirst(), session, third, "代请").then().statusCode(422);
        created(ask(house.secretaries.getFirst(), session, third, "代请"));
        UUID elsewhere = house.roster.get(house.branches.get(1)).get(2);
        ask(house.secretaries.getFirst(), session, elsewhere, "代请").then().statusCode(422);
    }

    @Test
    void aMemberSeesNobodyElsesReason() {
        var house = samples.houseWithCampaign();
        String session = samples.session(house, 3);
        UUID third = house.roster.get(house.branches.getFirst()).get(2);
        String leave = created(ask(house.secretaries.getFirst(), session, third, "住院"));
        as(house.people.getFirst()).get("/leave-requests").then().body("items", empty());
        as(house.people.getFirst()).get("/leave-requests/{id}", leave).then().statusCode(404);
        as(house.secretaries.getFirst()).get("/leave-requests").then().body("items.id", contains(leave));
        as(house.secretaries.getFirst()).get("/leave-requests?own=true").then().body("items", empty());
    }

    @Test
    void whatWasMissedIsOpenUntilItIsMadeUpForAndIsOnesOwn() {
        var house = samples.houseWithCampaign();
        String session = samples.session(house, 3);
        hold(house, session);
        take(house, session, Map.of(1, "ABSENT", 2, "LEAVE"));
        List<UUID> roster = house.roster.get(house.branches.getFirst());
        missed(house.people.getFirst(), roster.get(1))
                .body("items.session.id", contains(session))
                .body("items.missedAs", contains("ABSENT"));
        missed(house.people.getFirst(), roster.get(2)).statusCode(404);
        missed(house.secretaries.getFirst(), roster.get(2)).body("items.missedAs", contains("LEAVE"));
        missed(house.secretaries.getFirst(), roster.get(3)).body("items", empty());
        created(as(house.secretaries.getFirst())
                .body(Map.of(
                        "memberId", roster.get(1),
                        "from", "2026-03-07T19:00:00+08:00",
                        "to", "2026-03-07T21:00:00+08:00",
                        "how", "支委送学上门"))
                .post("/study-sessions/{id}/make-ups", session));
        missed(house.people.getFirst(), roster.get(1)).body("items", empty());
    }

    private static ValidatableResponse missed(String who, UUID member) {
        return as(who).get("/members/{id}/missed-sessions", member).then();
    }

    private static ValidatableResponse due(String who) {
        return as(who).get("/me/due").then().statusCode(200);
    }

    static Response ask(String who, String session, UUID member, String reason) {
        Map<String, Object> body = new HashMap<>(Map.of("sessionId", session, "reason", reason));
        body.put("memberId", member);
        return as(who).body(body).post("/leave-requests");
    }

    static ValidatableResponse move(String who, String leave, String to, String words) {
        Map<String, Object> body = new HashMap<>(Map.of("to", to));
        body.put("words", words);
        return as(who).body(body)
                .post("/leave-requests/{id}/transitions", leave)
                .then();
    }

    private static ValidatableResponse refused(ValidatableResponse answer, int status, String slug) {
        return answer.statusCode(status).body("type", equalTo("urn:zhixing:problem:" + slug));
    }

    private static ValidatableResponse entry(Samples.House house, String session, int place) {
        UUID member = house.roster.get(house.branches.getFirst()).get(place);
        return as(house.secretaries.getFirst())
                .get("/study-sessions/{id}/attendance", session)
                .then()
                .rootPath("entries.find { it.memberId == '" + member + "' }");
    }

    static void hold(Samples.House house, String session) {
        as(house.secretaries.getFirst())
                .body(Map.of("to", "HELD"))
                .post("/study-sessions/{id}/transitions", session)
                .then()
                .statusCode(200);
    }

    static void take(Samples.House house, String session, Map<Integer, String> exceptions) {
        List<UUID> roster = house.roster.get(house.branches.getFirst());
        List<Map<String, Object>> entries = new ArrayList<>();
        for (int i = 0; i < roster.size(); i++) {
            entries.add(Map.of("memberId", roster.get(i), "status", exceptions.getOrDefault(i, "PRESENT")));
        }
        String secretary = house.secretaries.getFirst();
        as(secretary)
                .header("If-Match", etag(as(secretary).get("/study-sessions/{id}/attendance", session)))
                .body(Map.of("entries", entries, "correctionReason", "核对"))
                .put("/study-sessions/{id}/attendance", session)
                .then()
                .statusCode(200);
    }
}
