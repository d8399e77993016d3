package org.zhixing.study.attendance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;
import static org.zhixing.Samples.etag;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;

/** Checking in by the code that is shown in the room: what it proves, and what it refuses. STU-3 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AttendanceCodeTest {
    @Inject
    Samples samples;

    @Inject
    CheckInCodes codes;

    @Test
    void aShownCodeChecksAMemberInBeforeTheSessionIsHeld() {
        var house = samples.houseWithCampaign();
        String session = session(house, 0, -5);
        Response shown = shown(house, 0, session);
        shown.then()
                .statusCode(200)
                .body("url", equalTo(base(shown.path("url")) + "/c/" + shown.path("code")))
                .body("next.validFrom", equalTo(shown.path("validUntil")))
                .body("checkedIn", equalTo(0));
        checkIn(as(house.people.getFirst()), shown.path("code"))
                .statusCode(201)
                .body("status", equalTo("PRESENT"))
                .body("session.id", equalTo(session))
                .body("branch.id", equalTo(house.branches.getFirst().toString()));
        entry(house, session)
                .body("status", equalTo("PRESENT"))
                .body("means", equalTo("CODE"))
                .body("checkedInAt", notNullValue())
                .body("creditedMinutes", equalTo(0));
        shown(house, 0, session).then().body("checkedIn", equalTo(1));
    }

    @Test
    void whoComesMoreThanTenMinutesAfterTheStartIsLate() {
        var house = samples.houseWithCampaign();
        String session = session(house, 0, -11);
        checkIn(as(house.people.getFirst()), code(house, 0, session))
                .statusCode(201)
                .body("status", equalTo("LATE"));
        entry(house, session).body("status", equalTo("LATE")).body("arrivedAt", notNullValue());
    }

    @Test
    void aCodeIsTakenInTheWindowAfterItsOwnAndNoLonger() {
        var house = samples.houseWithCampaign();
        String session = session(house, 0, -5);
        String code = code(house, 0, session);
        Instant until = codes.read(code).until();
        RequestSpecification member = as(house.people.getFirst());
        QuarkusMock.installMockForType(
                Clock.fixed(until.plusSeconds(15), Clock.systemUTC().getZone()), Clock.class);
        refused(checkIn(member, code), 409, "study/code-expired");
        QuarkusMock.installMockForType(
                Clock.fixed(until.plusMillis(14_999), Clock.systemUTC().getZone()), Clock.class);
        checkIn(member, code).statusCode(201);
    }

    @Test
    void aCodeOfATimeThatIsStillToComeIsNone() {
        var house = samples.houseWithCampaign();
        String session = session(house, 0, -5);
        String code = codes.at(UUID.fromString(session), Instant.now().plusSeconds(120))
                .text();
        refused(checkIn(as(house.people.getFirst()), code), 422, "study/code-broken");
    }

    @Test
    void noChangedCharacterOfACodeGoesUnnoticed() {
        var house = samples.houseWithCampaign();
        String session = session(house, 0, -5);
        String code = code(house, 0, session);
        for (int i : List.of(0, 21, 25, code.length() - 2)) {
            char other = code.charAt(i) == 'A' ? 'B' : 'A';
            String tampered = code.substring(0, i) + other + code.substring(i + 1);
            refused(checkIn(as(house.people.getFirst()), tampered), 422, "study/code-broken");
        }
        for (String nonsense : List.of("x", "!!!!", code + "AAAA", session)) {
            refused(checkIn(as(house.people.getFirst()), nonsense), 422, "study/code-broken");
        }
        checkIn(as(house.people.getFirst()), code).statusCode(201);
    }

    @Test
    void theCodeOfAnotherBranchsSessionIsForeign() {
        var house = samples.houseWithCampaign();
        String session = session(house, 1, -5);
        refused(checkIn(as(house.people.get(0)), code(house, 1, session)), 403, "study/code-foreign");
        checkIn(as(house.people.get(1)), code(house, 1, session)).statusCode(201);
    }

    @Test
    void aSecondUseByTheSameMemberIsRefusedWhateverTheAccountAndTheCode() {
        var house = samples.houseWithCampaign();
        UUID branch = house.branches.getFirst();
        String session = session(house, 0, -5);
        checkIn(as(house.people.getFirst()), code(house, 0, session)).statusCode(201);
        refused(checkIn(as(house.people.getFirst()), code(house, 0, session)), 409, "study/code-used");
        String second =
                samples.secondAccount(house, branch, house.roster.get(branch).get(1), Role.MEMBER);
        refused(checkIn(as(second), code(house, 0, session)), 409, "study/code-used");
        shown(house, 0, session).then().body("checkedIn", equalTo(1));
    }

    @Test
    void ofTwoUsesAtTheSameTimeExactlyOneCounts() throws Exception {
        var house = samples.houseWithCampaign();
        String session = session(house, 0, -5);
        String code = code(house, 0, session);
        UUID branch = house.branches.getFirst();
        String second =
                samples.secondAccount(house, branch, house.roster.get(branch).get(1), Role.MEMBER);
        List<RequestSpecification> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(as(i % 2 == 0 ? house.people.getFirst() : second));
        }
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(callers.size())) {
            List<Future<Integer>> answers = callers.stream()
                    .map(caller -> threads.submit(() -> {
                        go.await();
                        return checkIn(caller, code).extract().statusCode();
                    }))
                    .toList();
            go.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409);
        }
        shown(house, 0, session).then().body("checkedIn", equalTo(1));
    }

    @Test
    void aRepeatedRequestGetsTheSameAnswerAndChecksInOnce() {
        var house = samples.houseWithCampaign();
        String session = session(house, 0, -5);
        String code = code(house, 0, session);
        String key = UUID.randomUUID().toString();
        RequestSpecification member = as(house.people.getFirst()).header("Idempotency-Key", key);
        String first = checkIn(member, code).statusCode(201).extract().path("arrivedAt");
        checkIn(member, code).statusCode(201).body("arrivedAt", equalTo(first));
        shown(house, 0, session).then().body("checkedIn", equalTo(1));
    }

    @Test
    void nobodyChecksInWithoutSigningInOrWithoutBeingAMember() {
        var house = samples.houseWithCampaign();
        String code = code(house, 0, session(house, 0, -5));
        given().basePath("/api/v1")
                .contentType(ContentType.JSON)
                .body(Map.of("code", code))
                .post("/check-ins")
                .then()
                .statusCode(401);
        refused(checkIn(as(house.office), code), 403, "study/check-in-needs-member");
    }

    @Test
    void codesAreShownAndTakenFromAnHourBeforeTheSessionToItsEnd() {
        var house = samples.houseWithCampaign();
        String early = session(house, 0, 61);
        refused(shown(house, 0, early).then(), 409, "study/check-in-closed");
        String unseen = codes.at(UUID.fromString(early), Instant.now()).text();
        refused(checkIn(as(house.people.getFirst()), unseen), 409, "study/check-in-closed");
        shown(house, 0, session(house, 0, 58)).then().statusCode(200);
        refused(shown(house, 0, session(house, 0, -121)).then(), 409, "study/check-in-closed");
        String cancelled = session(house, 0, -5);
        as(house.secretaries.getFirst())
                .body(Map.of("to", "CANCELLED", "reason", "停电"))
                .post("/study-sessions/{id}/transitions", cancelled)
                .then()
                .statusCode(200);
        refused(shown(house, 0, cancelled).then(), 409, "study/check-in-closed");
    }

    @Test
    void anAccountMayTryThirtyTimesAMinute() {
        var house = samples.houseWithCampaign();
        QuarkusMock.installMockForType(
                Clock.fixed(Instant.now(), Clock.systemUTC().getZone()), Clock.class);
        RequestSpecification member = as(house.people.getFirst());
        for (int i = 0; i < 30; i++) {
            checkIn(member, "guess").statusCode(422);
        }
        refused(checkIn(member, "guess"), 429, "rate-limited");
        checkIn(as(house.secretaries.getFirst()), "guess").statusCode(422);
    }

    @Test
    void theHoursOfWhoCheckedInCountTheMomentTheSessionIsHeld() {
        var house = samples.houseWithCampaign();
        String session = session(house, 0, -5);
        checkIn(as(house.people.getFirst()), code(house, 0, session)).statusCode(201);
        entry(house, session).body("creditedMinutes", equalTo(0));
        hold(house, session);
        entry(house, session).body("creditedMinutes", equalTo(120));
    }

    @Test
    void whoChecksInWhileTheSessionIsHeldHasTheirHoursAtOnce() {
        var house = samples.houseWithCampaign();
        String session = session(house, 0, -5);
        hold(house, session);
        checkIn(as(house.people.getFirst()), code(house, 0, session)).statusCode(201);
        entry(house, session).body("creditedMinutes", equalTo(120));
    }

    @Test
    void aRollThatWasReadBeforeACheckInIsStale() {
        var house = samples.houseWithCampaign();
        String session = session(house, 0, -5);
        hold(house, session);
        String before = etag(as(house.secretaries.getFirst()).get("/study-sessions/{id}/attendance", session));
        checkIn(as(house.people.getFirst()), code(house, 0, session)).statusCode(201);
        take(house, session, before, Map.of(), null).statusCode(412);
    }

    @Test
    void takingACheckInBackNeedsAReasonEvenTheFirstTimeAndIsKept() {
        var house = samples.houseWithCampaign();
        String session = session(house, 0, -5);
        checkIn(as(house.people.getFirst()), code(house, 0, session)).statusCode(201);
        hold(house, session);
        refused(take(house, session, Map.of(1, "ABSENT"), null), 422, "validation")
                .body("errors.code", contains("study/checked-in-needs-reason"));
        take(house, session, Map.of(1, "ABSENT"), "手机由他人代扫").statusCode(200);
        entry(house, session)
                .body("status", equalTo("ABSENT"))
                .body("means", equalTo("ROLL"))
                .body("creditedMinutes", equalTo(0));
        as(house.secretaries.getFirst())
                .get("/study-sessions/{id}/attendance/corrections", session)
                .then()
                .body("items.reason", contains("手机由他人代扫"))
                .body("items.from", contains("PRESENT"))
                .body("items.to", contains("ABSENT"));
    }

    @Test
    void aRollThatAgreesWithTheCheckInsNeedsNoReasonAndLeavesThemAsTheyCameIn() {
        var house = samples.houseWithCampaign();
        String session = session(house, 0, -5);
        checkIn(as(house.people.getFirst()), code(house, 0, session)).statusCode(201);
        hold(house, session);
        take(house, session, Map.of(2, "ABSENT"), null)
                .statusCode(200)
                .body("entries.means", contains("ROLL", "CODE", "ROLL", "ROLL"));
    }

    @Test
    void aPrintedSheetIsFoundByItsCodeAndKeyedInInItsOrder() {
        var house = samples.houseWithCampaign();
        String session = session(house, 0, -5);
        hold(house, session);
        RequestSpecification secretary = as(house.secretaries.getFirst());
        Response sheet = secretary.body(Map.of()).post("/study-sessions/{id}/sheets", session);
        sheet.then().statusCode(201).body("lines.number", contains(1, 2, 3, 4));
        String code = sheet.path("code");
        assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{8}");
        String later = created(as(house.secretaries.getFirst())
                .body(Map.of(
                        "branchId", house.branches.getFirst(),
                        "name", "安然",
                        "category", "ORDINARY",
                        "stage", "FULL",
                        "memberSince", "2020-01-01"))
                .post("/members"));
        Response found = as(house.secretaries.getFirst()).get("/sheet-codes/{c}", code.toLowerCase());
        found.then()
                .statusCode(200)
                .body("session.id", equalTo(session))
                .body("lines.added", contains(false, false, false, false, true))
                .body("lines[4].member.id", equalTo(later));
        as(house.secretaries.get(1)).get("/sheet-codes/{c}", code).then().statusCode(404);
        String slip = (code.charAt(0) == '1' ? '2' : '1') + code.substring(1);
        refused(as(house.secretaries.getFirst()).get("/sheet-codes/{c}", slip).then(), 422, "study/sheet-code-wrong");
    }

    @Test
    void whatWasKeyedInFromASheetSaysSoAndCannotPassForACode() {
        var house = samples.houseWithCampaign();
        String session = session(house, 0, -5);
        hold(house, session);
        keyed(house, session, "CODE").statusCode(422);
        keyed(house, session, "SHEET")
                .statusCode(200)
                .body("entries.means", contains("SHEET", "SHEET", "SHEET", "SHEET"));
    }

    private ValidatableResponse keyed(Samples.House house, String session, String means) {
        String secretary = house.secretaries.getFirst();
        return as(secretary)
                .header("If-Match", etag(as(secretary).get("/study-sessions/{id}/attendance", session)))
                .body(Map.of("entries", entries(house, Map.of()), "means", means))
                .put("/study-sessions/{id}/attendance", session)
                .then();
    }

    /** A session of two hours that begins so many minutes from now. */
    private static String session(Samples.House house, int branch, int minutes) {
        Instant start = Instant.now().plus(Duration.ofMinutes(minutes));
        return created(as(house.secretaries.get(branch))
                .body(Map.of(
                        "campaignId", house.campaign,
                        "organizationId", house.branches.get(branch),
                        "title", "扫码的学习",
                        "startsAt", start.toString(),
                        "endsAt", start.plus(Duration.ofHours(2)).toString()))
                .post("/study-sessions"));
    }

    private static Response shown(Samples.House house, int branch, String session) {
        return as(house.secretaries.get(branch)).get("/study-sessions/{id}/check-in-codes", session);
    }

    private static String code(Samples.House house, int branch, String session) {
        return shown(house, branch, session).then().statusCode(200).extract().path("code");
    }

    private static ValidatableResponse checkIn(RequestSpecification caller, String code) {
        return caller.body(Map.of("code", code)).post("/check-ins").then();
    }

    private static ValidatableResponse refused(ValidatableResponse answer, int status, String slug) {
        return answer.statusCode(status).body("type", equalTo("urn:zhixing:problem:" + slug));
    }

    private static String base(String url) {
        return url.substring(0, url.indexOf("/c/"));
    }

    private static void hold(Samples.House house, String session) {
        as(house.secretaries.getFirst())
                .body(Map.of("to", "HELD"))
                .post("/study-sessions/{id}/transitions", session)
                .then()
                .statusCode(200);
    }

    /** The roll's entry of the member who checks in. */
    private static ValidatableResponse entry(Samples.House house, String session) {
        UUID member = house.roster.get(house.branches.getFirst()).get(1);
        return as(house.secretaries.getFirst())
                .get("/study-sessions/{id}/attendance", session)
                .then()
                .rootPath("entries.find { it.memberId == '" + member + "' }");
    }

    private static List<Map<String, Object>> entries(Samples.House house, Map<Integer, String> exceptions) {
        List<UUID> roster = house.roster.get(house.branches.getFirst());
        List<Map<String, Object>> entries = new ArrayList<>();
        for (int i = 0; i < roster.size(); i++) {
            entries.add(Map.of("memberId", roster.get(i), "status", exceptions.getOrDefault(i, "PRESENT")));
        }
        return entries;
    }

    private static ValidatableResponse take(
            Samples.House house, String session, Map<Integer, String> exceptions, String reason) {
        return take(
                house,
                session,
                etag(as(house.secretaries.getFirst()).get("/study-sessions/{id}/attendance", session)),
                exceptions,
                reason);
    }

    private static ValidatableResponse take(
            Samples.House house, String session, String etag, Map<Integer, String> exceptions, String reason) {
        Map<String, Object> body = new HashMap<>(Map.of("entries", entries(house, exceptions)));
        body.put("correctionReason", reason);
        return as(house.secretaries.getFirst())
                .header("If-Match", etag)
                .body(body)
                .put("/study-sessions/{id}/attendance", session)
                .then();
    }
}
