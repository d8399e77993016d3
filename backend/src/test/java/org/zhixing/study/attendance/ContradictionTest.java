package org.zhixing.study.attendance;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** What the records of attendance say against each other is shown, and nothing else is. STU-3 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ContradictionTest {
    @Inject
    Samples samples;

    Samples.House house;

    @BeforeEach
    void build() {
        house = samples.houseWithCampaign();
    }

    @Test
    void sessionsThatFollowEachOtherAreNoContradiction() {
        present(session(3, "09:00", "11:00"));
        present(session(3, "11:00", "12:00"));
        contradictions(0).body("items", empty()).body("total", equalTo(0));
    }

    @Test
    void twoRoomsAtOneTimeAreOneContradictionPerMember() {
        String one = session(3, "09:00", "11:00");
        String other = session(3, "10:30", "12:00");
        present(one);
        present(other);
        contradictions(0)
                .body("items", hasSize(4))
                .body("total", equalTo(4))
                .body("items[0].kind", equalTo("TWO_ROOMS"))
                .body("items[0].first.session", notNullValue())
                .body("items[0].second.session", notNullValue());
        LeaveTest.take(house, other, Map.of(0, "ABSENT", 1, "ABSENT", 2, "ABSENT"));
        contradictions(0).body("items", hasSize(1));
    }

    @Test
    void whoCameLateFromTheOtherRoomWasNotInTwo() {
        String one = session(3, "09:00", "10:30");
        String other = session(3, "10:00", "12:00");
        present(one);
        LeaveTest.hold(house, other);
        String secretary = house.secretaries.getFirst();
        var roster = house.roster.get(house.branches.getFirst());
        as(secretary)
                .header("If-Match", Samples.etag(as(secretary).get("/study-sessions/{id}/attendance", other)))
                .body(Map.of(
                        "entries",
                        roster.stream()
                                .map(m -> Map.of(
                                        "memberId",
                                        m,
                                        "status",
                                        "LATE",
                                        "arrivedAt",
                                        m.equals(roster.getFirst())
                                                ? "2026-03-03T10:10:00+08:00"
                                                : "2026-03-03T10:30:00+08:00"))
                                .toList()))
                .put("/study-sessions/{id}/attendance", other)
                .then()
                .statusCode(200);
        contradictions(0)
                .body("items", hasSize(1))
                .body("items[0].member.id", equalTo(roster.getFirst().toString()));
    }

    @Test
    void anotherBranchsSessionIsToldByItsTimeAloneToWhoDoesNotReachIt() {
        UUID member = house.roster.get(house.branches.getFirst()).get(1);
        present(session(3, "09:00", "11:00"));
        as(house.office)
                .body(Map.of("toBranchId", house.branches.get(1), "on", LocalDate.of(2026, 3, 4), "reason", "调动"))
                .post("/members/{id}/transfers", member)
                .then()
                .statusCode(201);
        String there = created(as(house.secretaries.get(1))
                .body(Map.of(
                        "campaignId", house.campaign,
                        "organizationId", house.branches.get(1),
                        "title", "那边的学习",
                        "startsAt", "2026-03-04T09:00:00+08:00",
                        "endsAt", "2026-03-04T11:00:00+08:00"))
                .post("/study-sessions"));
        String secretary = house.secretaries.get(1);
        as(secretary)
                .body(Map.of("to", "HELD"))
                .post("/study-sessions/{id}/transitions", there)
                .then()
                .statusCode(200);
        var entries = new java.util.ArrayList<>(house.roster.get(house.branches.get(1)));
        entries.add(member);
        as(secretary)
                .header("If-Match", Samples.etag(as(secretary).get("/study-sessions/{id}/attendance", there)))
                .body(Map.of(
                        "entries",
                        entries.stream()
                                .map(m -> Map.of("memberId", m, "status", "PRESENT"))
                                .toList()))
                .put("/study-sessions/{id}/attendance", there)
                .then()
                .statusCode(200);
        contradictions(0).body("items", empty());
        as(house.secretaries.get(1))
                .body(Map.of(
                        "heldFrom", "2026-03-03T10:00:00+08:00",
                        "heldTo", "2026-03-03T12:00:00+08:00",
                        "reason", "日期登记错了"))
                .post("/study-sessions/{id}/corrections", there)
                .then()
                .statusCode(200);
        contradictions(0)
                .body("items", hasSize(1))
                .body("items[0].first.session", notNullValue())
                .body("items[0].second.session", nullValue())
                .body("items[0].second.heldBy", nullValue())
                .body("items[0].second.from", equalTo("2026-03-03T02:00:00Z"));
        contradictions(1).body("items", hasSize(1)).body("items[0].second.session", nullValue());
        as(house.office)
                .get("/branches/{id}/attendance-contradictions", house.branches.getFirst())
                .then()
                .body("items[0].second.session.title", equalTo("那边的学习"));
    }

    @Test
    void approvedLeaveOfSomebodyPresentIsOneAndRefusedLeaveIsNone() {
        String session = session(3, "09:00", "11:00");
        String leave = created(LeaveTest.ask(house.people.getFirst(), session, null, "有事"));
        present(session);
        contradictions(0).body("items", empty());
        LeaveTest.move(house.secretaries.getFirst(), leave, "APPROVED", null).statusCode(200);
        contradictions(0).body("items.kind", contains("LEAVE_AND_PRESENT"));
        LeaveTest.take(house, session, Map.of(1, "LEAVE"));
        contradictions(0).body("items", empty());
    }

    @Test
    void whoCheckedInAndIsAbsentOnTheRollIsOneWithTheReasonThatWasGiven() {
        Instant start = Instant.now().minus(Duration.ofMinutes(5));
        String session = created(as(house.secretaries.getFirst())
                .body(Map.of(
                        "campaignId", house.campaign,
                        "organizationId", house.branches.getFirst(),
                        "title", "扫码的学习",
                        "startsAt", start.toString(),
                        "endsAt", start.plus(Duration.ofHours(2)).toString()))
                .post("/study-sessions"));
        String code = as(house.secretaries.getFirst())
                .get("/study-sessions/{id}/check-in-codes", session)
                .path("code");
        as(house.people.getFirst())
                .body(Map.of("code", code))
                .post("/check-ins")
                .then()
                .statusCode(201);
        present(session);
        contradictions(0).body("items", empty());
        LeaveTest.take(house, session, Map.of(1, "ABSENT"));
        contradictions(0).body("items.kind", contains("CODE_AND_ABSENT")).body("items.explained", contains("核对"));
    }

    @Test
    void aMakeUpWhileInAnotherSessionIsOne() {
        UUID member = house.roster.get(house.branches.getFirst()).get(1);
        String missed = session(3, "09:00", "11:00");
        LeaveTest.hold(house, missed);
        LeaveTest.take(house, missed, Map.of(1, "ABSENT"));
        created(as(house.secretaries.getFirst())
                .body(Map.of(
                        "memberId", member,
                        "from", "2026-03-05T09:00:00+08:00",
                        "to", "2026-03-05T11:00:00+08:00",
                        "how", "支委送学上门"))
                .post("/study-sessions/{id}/make-ups", missed));
        String before = session(5, "11:00", "12:00");
        present(before);
        contradictions(0).body("items", empty());
        String same = session(5, "10:00", "10:30");
        present(same);
        contradictions(0)
                .body("items.kind", contains("MADE_UP_ELSEWHERE"))
                .body("items[0].first.session.id", equalTo(missed))
                .body("items[0].second.session.id", equalTo(same));
    }

    private String session(int day, String from, String to) {
        String date = "2026-03-%02dT".formatted(day);
        return created(as(house.secretaries.getFirst())
                .body(Map.of(
                        "campaignId", house.campaign,
                        "organizationId", house.branches.getFirst(),
                        "title", "学习" + from,
                        "startsAt", date + from + ":00+08:00",
                        "endsAt", date + to + ":00+08:00"))
                .post("/study-sessions"));
    }

    /** Held, and everyone there. */
    private void present(String session) {
        LeaveTest.hold(house, session);
        LeaveTest.take(house, session, Map.of());
    }

    private ValidatableResponse contradictions(int branch) {
        return as(house.secretaries.get(branch))
                .get("/branches/{id}/attendance-contradictions?total=true", house.branches.get(branch))
                .then()
                .statusCode(200);
    }
}
