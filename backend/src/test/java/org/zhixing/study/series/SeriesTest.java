package org.zhixing.study.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** Sessions planned week after week, and what is at the same time. STU-1, STU-5 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SeriesTest {
    @Inject
    Samples samples;

    @Test
    void whatADryRunShowsIsWhatIsMadeAndItLeavesNothing() {
        var house = samples.houseWithCampaign();
        String secretary = house.secretaries.getFirst();
        Map<String, Object> wanted = twiceAWeek(house);
        JsonPath shown = as(secretary)
                .body(wanted)
                .post("/study-session-series?dryRun=true")
                .then()
                .statusCode(201)
                .body("sessions", hasSize(6))
                .body("sessions.title[2]", equalTo("专题学习 3：优良作风"))
                .extract()
                .jsonPath();
        listed(secretary, house).body("items", empty());
        JsonPath made = as(secretary)
                .body(wanted)
                .post("/study-session-series")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        for (String field : List.of("title", "topic", "startsAt", "endsAt", "state", "ordinal", "conflicts")) {
            assertThat(made.getList("sessions." + field)).isEqualTo(shown.getList("sessions." + field));
        }
        assertThat(made.getList("sessions.startsAt"))
                .startsWith("2026-03-03T00:30:00Z", "2026-03-06T06:00:00Z", "2026-03-10T00:30:00Z");
        listed(secretary, house)
                .body("items", hasSize(6))
                .body("items.seriesId", everyItem(equalTo(made.getString("id"))));
        as(house.people.getFirst())
                .get("/study-session-series/{id}", made.getString("id"))
                .then()
                .body("sessions.id", equalTo(made.getList("sessions.id")));
        as(house.secretaries.get(1))
                .get("/study-session-series/{id}", made.getString("id"))
                .then()
                .statusCode(404);
    }

    @Test
    void aLaterChangeLeavesWhatWasHeldAndWhatComesBefore() {
        var house = samples.houseWithCampaign();
        String secretary = house.secretaries.getFirst();
        JsonPath made = as(secretary)
                .body(twiceAWeek(house))
                .post("/study-session-series")
                .jsonPath();
        String fourth = made.getString("sessions[3].id");
        as(secretary)
                .body(Map.of("to", "HELD"))
                .post("/study-sessions/{id}/transitions", fourth)
                .then()
                .statusCode(200);
        as(secretary)
                .body(Map.of(
                        "from",
                        "2026-03-10",
                        "place",
                        "镇党校",
                        "title",
                        "学习{n}",
                        "slots",
                        List.of(Map.of("dayOfWeek", "TUESDAY", "from", "14:00", "to", "16:00"))))
                .post("/study-session-series/{id}/changes", made.getString("id"))
                .then()
                .statusCode(200)
                .body("sessions.place", contains("村部", "村部", "镇党校", "村部", "镇党校", "镇党校"))
                .body("sessions.title[4]", equalTo("学习5"))
                .body("sessions.title[3]", equalTo(made.getString("sessions[3].title")))
                .body("sessions.startsAt[2]", equalTo("2026-03-10T06:00:00Z"))
                .body("sessions.startsAt[5]", equalTo("2026-03-20T06:00:00Z"));
        as(secretary)
                .body(Map.of("from", "2026-03-13", "reason", "春耕"))
                .post("/study-session-series/{id}/cancellations", made.getString("id"))
                .then()
                .body("sessions.state", contains("PLANNED", "PLANNED", "PLANNED", "HELD", "CANCELLED", "CANCELLED"));
        as(secretary)
                .body(Map.of("from", "2026-03-13", "reason", "春耕"))
                .post("/study-session-series/{id}/cancellations", made.getString("id"))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/from"));
    }

    @Test
    void aBranchSeesTheSeriesOfItsCommitteeAndDoesNotChangeIt() {
        var house = samples.houseWithCampaign();
        Map<String, Object> joint = new HashMap<>(twiceAWeek(house));
        joint.put("organizationId", house.committee);
        joint.put("branchIds", house.branches);
        String series = created(as(house.office).body(joint).post("/study-session-series"));
        for (String secretary : house.secretaries) {
            as(secretary).get("/study-session-series/{id}", series).then().body("sessions", hasSize(6));
        }
        as(house.secretaries.getFirst())
                .body(Map.of("from", "2026-03-03", "reason", "不去"))
                .post("/study-session-series/{id}/cancellations", series)
                .then()
                .statusCode(403);
    }

    @Test
    void whatIsAtTheSameTimeIsSaidOnBothSidesAndForbidsNothing() {
        var house = samples.houseWithCampaign();
        String secretary = house.secretaries.getFirst();
        String first = session(house, 0, "09:00", "11:00", "陈志强", "会议室");
        String overlapping = session(house, 0, "10:00", "12:00", "王秀兰", "会议室");
        String adjacent = session(house, 0, "12:00", "13:00", "王秀兰", "会议室");
        String elsewhere = session(house, 1, "10:00", "12:00", "陈志强", "二楼");
        conflicts(secretary, first)
                .then()
                .body("items.sessionId", contains(overlapping))
                .body("items[0].common", contains("BRANCH", "PLACE"));
        conflicts(secretary, overlapping).then().body("items.sessionId", contains(first));
        conflicts(secretary, adjacent).then().body("items", empty());
        // The other branch's lies outside the secretary's reach, but not the office's.
        as(house.office)
                .get("/study-sessions/{id}/conflicts", elsewhere)
                .then()
                .body("items.sessionId", contains(first))
                .body("items[0].common", contains("PRESENTER"));
        as(secretary)
                .queryParam("branch", house.branches.getFirst())
                .queryParam("from", "2026-03-03T11:30:00+08:00")
                .queryParam("to", "2026-03-03T12:30:00+08:00")
                .queryParam("except", adjacent)
                .get("/study-session-conflicts")
                .then()
                .statusCode(200)
                .body("items.sessionId", contains(overlapping));
        as(secretary)
                .body(Map.of("to", "CANCELLED", "reason", "改期"))
                .post("/study-sessions/{id}/transitions", overlapping);
        conflicts(secretary, first).then().body("items", empty());
    }

    @Test
    void aSeriesSaysWhichOfItsTimesAreTaken() {
        var house = samples.houseWithCampaign();
        String taken = session(house, 0, "08:00", "09:00", "外请", "镇上");
        as(house.secretaries.getFirst())
                .body(twiceAWeek(house))
                .post("/study-session-series?dryRun=true")
                .then()
                .body("sessions[0].conflicts.sessionId", contains(taken))
                .body("sessions[1].conflicts", empty());
    }

    @Test
    void aSeriesSaysWhichOfItsTimesAreBusyAndPassesOverThemWhereAsked() { // CAM-4
        var house = samples.houseWithCampaign();
        String secretary = house.secretaries.getFirst();
        busy(house.office, house.committee, "2026-03-10", "2026-03-13", "PM", "防汛");
        busy(secretary, house.branches.getFirst(), "2026-03-09", "2026-03-10", null, "春耕");
        busy(house.secretaries.get(1), house.branches.get(1), "2026-03-02", "2026-03-22", null, "别处的事");
        as(secretary)
                .body(twiceAWeek(house))
                .post("/study-session-series?dryRun=true")
                .then()
                .statusCode(201)
                .body(
                        "sessions.busy.reason",
                        contains(List.of(), List.of(), List.of("春耕"), List.of("防汛"), List.of(), List.of()))
                .body("sessions[3].busy[0].organization.id", equalTo(house.committee.toString()))
                .body("passedOver", empty());
        Map<String, Object> around = new HashMap<>(twiceAWeek(house));
        around.put("skipBusy", true);
        as(secretary)
                .body(around)
                .post("/study-session-series?dryRun=true")
                .then()
                .statusCode(201)
                .body("sessions", hasSize(4))
                .body("sessions.busy.flatten()", empty())
                .body("sessions.topic", contains("党的宗旨", "党的纪律", "优良作风", "服务群众"))
                .body("passedOver.startsAt", contains("2026-03-10T00:30:00Z", "2026-03-13T06:00:00Z"))
                .body("passedOver.busy.reason", contains(List.of("春耕"), List.of("防汛")));
        around.remove("until");
        around.put("count", 6);
        String made = as(secretary)
                .body(around)
                .post("/study-session-series")
                .then()
                .statusCode(201)
                .body("sessions", hasSize(6))
                .body("sessions.startsAt[5]", equalTo("2026-03-27T06:00:00Z"))
                .extract()
                .path("id");
        // What comes into the calendar later is said of the sessions that stand.
        busy(secretary, house.branches.getFirst(), "2026-03-27", "2026-03-27", null, "防火");
        as(secretary)
                .get("/study-session-series/{id}", made)
                .then()
                .body("sessions[5].busy.reason", contains("防火"))
                .body("sessions[0].busy", empty());
    }

    @Test
    void aSeriesForWhichTooLittleTimeIsFreeIsRefused() { // CAM-4
        var house = samples.houseWithCampaign();
        busy(house.office, house.committee, "2026-03-01", "2026-03-31", null, "防汛");
        Map<String, Object> around = new HashMap<>(twiceAWeek(house));
        around.put("skipBusy", true);
        as(house.secretaries.getFirst())
                .body(around)
                .post("/study-session-series?dryRun=true")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/skipBusy"));
    }

    private static void busy(String who, UUID organization, String from, String to, String half, String reason) {
        Map<String, Object> period =
                new HashMap<>(Map.of("organizationId", organization, "from", from, "to", to, "reason", reason));
        if (half != null) {
            period.put("half", half);
        }
        created(as(who).body(period).post("/busy-periods"));
    }

    private static Response conflicts(String who, String session) {
        return as(who).get("/study-sessions/{id}/conflicts", session);
    }

    private static io.restassured.response.ValidatableResponse listed(String who, Samples.House house) {
        return as(who).get("/study-sessions?organization=" + house.branches.getFirst())
                .then()
                .statusCode(200);
    }

    private static String session(
            Samples.House house, int branch, String from, String to, String presenter, String place) {
        return created(as(house.secretaries.get(branch))
                .body(Map.of(
                        "campaignId",
                        house.campaign,
                        "organizationId",
                        house.branches.get(branch),
                        "title",
                        "学习",
                        "startsAt",
                        "2026-03-03T" + from + ":00+08:00",
                        "endsAt",
                        "2026-03-03T" + to + ":00+08:00",
                        "presenter",
                        presenter,
                        "place",
                        place))
                .post("/study-sessions"));
    }

    private static Map<String, Object> twiceAWeek(Samples.House house) {
        return Map.of(
                "campaignId",
                house.campaign,
                "organizationId",
                house.branches.getFirst(),
                "title",
                "专题学习 {n}：{topic}",
                "topics",
                List.of("党的宗旨", "党的纪律", "优良作风", "服务群众", "廉洁自律", "改进工作"),
                "slots",
                List.of(
                        Map.of("dayOfWeek", "FRIDAY", "from", "14:00", "to", "16:30"),
                        Map.of("dayOfWeek", "TUESDAY", "from", "08:30", "to", "11:30")),
                "from",
                "2026-03-02",
                "until",
                "2026-03-22",
                "place",
                "村部");
    }
}
