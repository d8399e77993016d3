package org.zhixing.study.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.zhixing.Samples.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** A roll that was sent from where the connection is bad: its repeat is the same roll. STU-3. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RollOnceTest {
    @Inject
    Samples samples;

    private Samples.House house;
    private String secretary;
    private String session;
    private String etag;

    @BeforeEach
    void aHeldSession() {
        house = samples.houseWithCampaign();
        secretary = house.secretaries.getFirst();
        session = as(secretary)
                .body(Map.of(
                        "campaignId", house.campaign,
                        "organizationId", house.branches.getFirst(),
                        "title", "专题学习",
                        "startsAt", "2026-03-03T08:30:00+08:00",
                        "endsAt", "2026-03-03T11:30:00+08:00"))
                .post("/study-sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as(secretary)
                .body(Map.of("to", "HELD"))
                .post("/study-sessions/{id}/transitions", session)
                .then()
                .statusCode(200);
        etag = as(secretary).get("/study-sessions/{id}/attendance", session).header("ETag");
    }

    @Test
    void aRollWhoseAnswerWasLostIsAnsweredAgainAndTakenOnce() {
        String key = UUID.randomUUID().toString();
        Response first = take(key, "ABSENT", null, etag);
        assertThat(first.statusCode()).isEqualTo(200);
        Response again = take(key, "ABSENT", null, etag);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.jsonPath().getList("entries"))
                .isEqualTo(first.jsonPath().getList("entries"));
        as(secretary)
                .get("/study-sessions/{id}/attendance/corrections", session)
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void theRepeatLeavesALaterCorrectionAlone() {
        String key = UUID.randomUUID().toString();
        Response first = take(key, "ABSENT", null, etag);
        take(UUID.randomUUID().toString(), "PRESENT", "签到表核对后更正", first.header("ETag"))
                .then()
                .statusCode(200);
        take(key, "ABSENT", null, etag).then().statusCode(200);
        as(secretary)
                .get("/study-sessions/{id}/attendance", session)
                .then()
                .body("entries.find { it.memberId == '" + first(house) + "' }.status", equalTo("PRESENT"));
    }

    @Test
    void withoutTheKeyARepeatFindsANewerVersion() {
        take(null, "ABSENT", null, etag).then().statusCode(200);
        take(null, "ABSENT", null, etag).then().statusCode(412);
    }

    @Test
    void aKeyStandsForOneRollAndNoOther() {
        String key = UUID.randomUUID().toString();
        take(key, "ABSENT", null, etag).then().statusCode(200);
        take(key, "PRESENT", null, etag)
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:zhixing:problem:idempotency-other-body"));
    }

    /** Everybody present but for the first on the roster. */
    private Response take(String key, String status, String reason, String version) {
        Map<String, Object> body = new java.util.HashMap<>();
        body.put(
                "entries",
                house.roster.get(house.branches.getFirst()).stream()
                        .map(m -> Map.of("memberId", m, "status", m.equals(first(house)) ? status : "PRESENT"))
                        .toList());
        body.put("correctionReason", reason);
        var request = as(secretary).header("If-Match", version).body(body);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.put("/study-sessions/{id}/attendance", session);
    }

    private static UUID first(Samples.House house) {
        List<UUID> roster = house.roster.get(house.branches.getFirst());
        return roster.getFirst();
    }
}
