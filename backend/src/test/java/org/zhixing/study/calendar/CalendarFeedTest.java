package org.zhixing.study.calendar;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;
import org.zhixing.platform.time.Times;

/** Calendars that other programs read: right by RFC 5545, and never more than their owner reaches. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CalendarFeedTest {
    private static final String TITLE = "专题学习：牢记宗旨，服务群众；学用结合, 以𠮷为名、再长也不在字中间折断".repeat(2);

    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    @Test
    void whatAParserReadsIsWhatWasPlanned() throws Exception {
        var house = samples.houseWithCampaign();
        LocalDate day = Times.today(clock).plusDays(3);
        String session = session(house, 0, day, TITLE, "讲课\n提问\\讨论, 小结");
        String feed = address(house.people.getFirst(), Map.of("kind", "MINE"));
        VEvent event = events(feed).getFirst();
        assertThat(value(event, "UID")).isEqualTo(session);
        assertThat(value(event, "SUMMARY")).isEqualTo(TITLE);
        assertThat(value(event, "DESCRIPTION")).contains("讲课\n提问\\讨论, 小结");
        assertThat(value(event, "LOCATION")).isEqualTo("村部, 二楼");
        assertThat(value(event, "DTSTART")).isEqualTo(day.toString().replace("-", "") + "T003000Z");
        assertThat(value(event, "DTEND")).isEqualTo(day.toString().replace("-", "") + "T033000Z");
        assertThat(value(event, "STATUS")).isEqualTo("CONFIRMED");
        int before = Integer.parseInt(value(event, "SEQUENCE"));
        as(house.secretaries.getFirst())
                .body(Map.of("to", "CANCELLED", "reason", "春耕"))
                .post("/study-sessions/{id}/transitions", session)
                .then()
                .statusCode(200);
        VEvent cancelled = events(feed).getFirst();
        assertThat(value(cancelled, "UID")).isEqualTo(session);
        assertThat(value(cancelled, "STATUS")).isEqualTo("CANCELLED");
        assertThat(Integer.parseInt(value(cancelled, "SEQUENCE"))).isGreaterThan(before);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        var house = samples.houseWithCampaign();
        String feed = address(house.people.getFirst(), Map.of("kind", "MINE"));
        String tag = given().get(feed).then().statusCode(200).extract().header("ETag");
        given().header("If-None-Match", tag).get(feed).then().statusCode(304);
        session(house, 0, Times.today(clock), "新安排", null);
        given().header("If-None-Match", tag).get(feed).then().statusCode(200);
    }

    @Test
    void aMembersOwnCalendarHoldsTheirBranchAndABranchsCalendarThatBranch() throws Exception {
        var house = samples.houseWithCampaign();
        LocalDate day = Times.today(clock);
        session(house, 0, day, "一支部", null);
        session(house, 1, day, "二支部", null);
        assertThat(titles(address(house.people.getFirst(), Map.of("kind", "MINE"))))
                .containsExactly("一支部");
        assertThat(titles(address(house.office, Map.of("kind", "MINE")))).containsExactlyInAnyOrder("一支部", "二支部");
        assertThat(titles(address(house.office, Map.of("kind", "BRANCH", "branchId", house.branches.get(1)))))
                .containsExactly("二支部");
        as(house.people.getFirst())
                .body(Map.of("kind", "BRANCH", "branchId", house.branches.get(1)))
                .post("/calendar-feeds")
                .then()
                .statusCode(422);
    }

    @Test
    void aCalendarIsEmptyOnceItsOwnerHasLostTheRole() throws Exception {
        var house = samples.houseWithCampaign();
        session(house, 0, Times.today(clock), "一支部", null);
        String feed = address(house.people.getFirst(), Map.of("kind", "MINE"));
        assertThat(titles(feed)).hasSize(1);
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update role_grant set valid_to = now() where account_id ="
                                + " (select id from account where username = :who)")
                        .setParameter("who", house.people.getFirst())
                        .executeUpdate());
        assertThat(titles(feed)).isEmpty();
    }

    @Test
    void onlyItsOwnerSeesAndRevokesItAndThenItsAddressIsUnknown() {
        var house = samples.houseWithCampaign();
        String member = house.people.getFirst();
        Response made = as(member).body(Map.of("kind", "MINE")).post("/calendar-feeds");
        String id = made.path("id");
        String feed = local(made.path("address"));
        as(house.people.get(1)).delete("/calendar-feeds/{id}", id).then().statusCode(404);
        as(house.office).get("/calendar-feeds").then().body("items", empty());
        as(member).get("/calendar-feeds").then().body("items", hasSize(1)).body("items[0].address", nullValue());
        String unknown = given().get("/calendar/nobodys.ics")
                .then()
                .statusCode(404)
                .extract()
                .asString();
        given().get(feed).then().statusCode(200).contentType("text/calendar");
        as(member).delete("/calendar-feeds/{id}", id).then().statusCode(204);
        assertThat(given().get(feed).then().statusCode(404).extract().asString())
                .isEqualTo(unknown);
        as(member).get("/calendar-feeds").then().body("items", empty());
        assertThat(entities.createNativeQuery(
                                "select count(*) from calendar_feed where encode(token_hash, 'escape') like :t",
                                Long.class)
                        .setParameter("t", "%" + feed.substring(10, 20) + "%")
                        .getSingleResult())
                .isEqualTo(0L);
    }

    @Test
    void aBranchIsNamedExactlyWhereOneIsNeeded() {
        var house = samples.houseWithCampaign();
        as(house.office)
                .body(Map.of("kind", "BRANCH"))
                .post("/calendar-feeds")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/branchId"));
    }

    private static String address(String who, Map<String, Object> feed) {
        Response made = as(who).body(feed).post("/calendar-feeds");
        created(made);
        return local(made.path("address"));
    }

    private static String local(String address) {
        return address.replaceFirst("^https?://[^/]+", "");
    }

    private static List<VEvent> events(String feed) throws Exception {
        byte[] text = given().get(feed)
                .then()
                .statusCode(200)
                .contentType("text/calendar")
                .extract()
                .asByteArray();
        var calendar = new CalendarBuilder().build(new ByteArrayInputStream(text));
        assertThat(calendar.validate().getEntries()).isEmpty();
        return calendar.getComponents("VEVENT");
    }

    private static List<String> titles(String feed) throws Exception {
        return events(feed).stream().map(event -> value(event, "SUMMARY")).toList();
    }

    private static String value(VEvent event, String property) {
        return event.getProperty(property).orElseThrow().getValue();
    }

    private static String session(Samples.House house, int branch, LocalDate day, String title, String agenda) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "campaignId",
                house.campaign,
                "organizationId",
                house.branches.get(branch),
                "title",
                title,
                "startsAt",
                day + "T08:30:00+08:00",
                "endsAt",
                day + "T11:30:00+08:00",
                "place",
                "村部, 二楼"));
        body.put("agenda", agenda);
        return created(as(house.secretaries.get(branch)).body(body).post("/study-sessions"));
    }
}
