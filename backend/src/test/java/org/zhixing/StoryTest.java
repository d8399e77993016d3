package org.zhixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.zhixing.Samples.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhixing.platform.database.TestDatabase;

/** The main story over HTTP: a session with its roll and hours, a discussion, a problem from raised to closed, the sums. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StoryTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};

    @Inject
    Samples samples;

    @Test
    void aHeldSessionsRollGivesHoursAndCountsInTheProgressOfAllAbove() { // STU-1, STU-2, STU-3, STU-5, PRO-2
        var house = samples.houseWithCampaign();
        UUID branch = house.branches.getFirst();
        String secretary = house.secretaries.getFirst();
        String session = plan(house, branch, secretary);
        as(secretary)
                .body(Map.of("to", "HELD"))
                .post("/study-sessions/{id}/transitions", session)
                .then()
                .statusCode(200)
                .body("state", equalTo("HELD"));
        Response roll = as(secretary).get("/study-sessions/{id}/attendance", session);
        roll.then().statusCode(200).body("entries", hasSize(4));
        List<UUID> roster = house.roster.get(branch);
        List<Map<String, Object>> entries = List.of(
                Map.of("memberId", roster.get(0), "status", "PRESENT"),
                Map.of("memberId", roster.get(1), "status", "LATE", "arrivedAt", "2026-03-03T09:30:00+08:00"),
                Map.of("memberId", roster.get(2), "status", "LEAVE", "leaveReason", "外出务工"),
                Map.of("memberId", roster.get(3), "status", "ABSENT"));
        as(secretary)
                .header("If-Match", roll.header("ETag"))
                .body(Map.of("entries", entries))
                .put("/study-sessions/{id}/attendance", session)
                .then()
                .statusCode(200)
                .body("entries.find { it.name == '陈志强' }.creditedMinutes", equalTo(180))
                .body("entries.find { it.name == '李建国' }.creditedMinutes", equalTo(120))
                .body("entries.find { it.name == '王秀兰' }.creditedMinutes", equalTo(0));
        as(secretary)
                .get("/branches/{id}/hours?campaign=" + house.campaign, branch)
                .then()
                .body("items.find { it.member.name == '陈志强' }.remainingMinutes", equalTo(2220));
        as(house.office)
                .get("/progress?campaign=" + house.campaign)
                .then()
                .statusCode(200)
                .body("self.members", equalTo(8))
                .body("self.sessionsHeld", equalTo(1))
                .body("self.creditedMinutes", equalTo(300))
                .body("self.attendanceExpected", equalTo(4))
                .body("self.attendanceAttended", equalTo(2))
                .body("children.items.find { it.organization.name == '第2支部' }.creditedMinutes", equalTo(0));
    }

    @Test
    void anItemIsClosedFromAboveAndNeverByThoseWhoOwnIt() { // REC-1, REC-2
        var house = samples.houseWithCampaign();
        UUID branch = house.branches.getFirst();
        String secretary = house.secretaries.getFirst();
        Response raised = as(secretary)
                .body(Map.of(
                        "campaignId",
                        house.campaign,
                        "organizationId",
                        branch,
                        "problem",
                        "排水沟渠多年淤堵，雨季内涝",
                        "dimension",
                        "SERVANT_SPIRIT",
                        "nature",
                        "NONCONFORMING",
                        "kind",
                        "DEADLINE",
                        "responsibleId",
                        house.roster.get(branch).getFirst(),
                        "dueOn",
                        "2030-04-30",
                        "origin",
                        Map.of("kind", "DISCUSSION"),
                        "measures",
                        List.of(Map.of("title", "党员包段清淤"))))
                .post("/rectification-items");
        raised.then().statusCode(201).body("allowedTransitions", contains("IN_PROGRESS"));
        String id = raised.path("id");
        String measure = raised.path("measures[0].id");
        move(secretary, id, "SUBMITTED").then().statusCode(409).body("allowed", hasItem("IN_PROGRESS"));
        move(secretary, id, "IN_PROGRESS").then().statusCode(200);
        move(secretary, id, "SUBMITTED")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:zhixing:problem:rectification/measure-not-proven"));
        as(secretary)
                .contentType("multipart/form-data")
                .multiPart("file", "清淤后.png", PNG, "image/png")
                .multiPart("measureId", measure)
                .post("/rectification-items/{id}/evidence", id)
                .then()
                .statusCode(201)
                .body("fileName", equalTo("清淤后.png"));
        as(secretary)
                .contentType("application/merge-patch+json")
                .header(
                        "If-Match",
                        as(secretary).get("/rectification-items/{id}", id).header("ETag"))
                .body(Map.of("state", "DONE"))
                .patch("/rectification-items/{id}/measures/{m}", id, measure)
                .then()
                .statusCode(200);
        move(secretary, id, "SUBMITTED").then().statusCode(200).body("allowedTransitions", hasSize(0));
        move(secretary, id, "CLOSED")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:zhixing:problem:rectification/verifier-from-above"));
        move(house.secretaries.get(1), id, "CLOSED").then().statusCode(404);
        as(house.supervisor)
                .get("/rectification-items/{id}", id)
                .then()
                .body("allowedTransitions", contains("RETURNED", "CLOSED"));
        move(house.supervisor, id, "CLOSED").then().statusCode(200).body("state", equalTo("CLOSED"));
        as(house.office)
                .get("/progress?campaign=" + house.campaign)
                .then()
                .body("self.itemsOpen", equalTo(0))
                .body("self.itemsClosed", equalTo(1));
        as(secretary).get("/rectification-items/{id}/log", id).then().body("items.size()", equalTo(6));
    }

    @Test
    void membersSpeakForThemselvesAndRecordersForOthers() { // DIS-1, DIS-2
        var house = samples.houseWithCampaign();
        UUID branch = house.branches.getFirst();
        String secretary = house.secretaries.getFirst();
        String id = as(secretary)
                .body(Map.of("campaignId", house.campaign, "organizationId", branch, "topicCode", "Q1"))
                .post("/discussions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String member = house.people.getFirst();
        as(member)
                .body(Map.of("text", "我先说"))
                .post("/discussions/{id}/contributions", id)
                .then()
                .statusCode(409);
        as(secretary)
                .body(Map.of("to", "OPEN"))
                .post("/discussions/{id}/transitions", id)
                .then()
                .statusCode(200);
        Response said = as(member).body(Map.of("text", "我先说")).post("/discussions/{id}/contributions", id);
        said.then().statusCode(201).body("author.name", equalTo("李建国")).body("mine", equalTo(true));
        UUID other = house.roster.get(branch).get(2);
        as(member)
                .body(Map.of("text", "替人说", "memberId", other))
                .post("/discussions/{id}/contributions", id)
                .then()
                .statusCode(403);
        as(secretary)
                .body(Map.of(
                        "text",
                        "同意",
                        "memberId",
                        other,
                        "replyTo",
                        said.path("id").toString()))
                .post("/discussions/{id}/contributions", id)
                .then()
                .statusCode(201)
                .body("recordedBy", equalTo("书记1"));
        as(member)
                .get("/discussions/{id}/contributions", id)
                .then()
                .body("items", hasSize(1))
                .body("items[0].replies[0].text", equalTo("同意"));
        as(secretary)
                .get("/discussions/{id}/coverage", id)
                .then()
                .body("items.findAll { it.contributions == 0 }.size()", equalTo(2));
    }

    @Test
    void theSameIdempotencyKeyHasOneEffectAndOneAnswer() {
        var house = samples.houseWithCampaign();
        UUID branch = house.branches.getFirst();
        Map<String, Object> body = Map.of(
                "campaignId", house.campaign,
                "organizationId", branch,
                "title", "学习",
                "startsAt", "2026-03-03T08:30:00+08:00",
                "endsAt", "2026-03-03T11:30:00+08:00");
        String key = UUID.randomUUID().toString();
        String secretary = house.secretaries.getFirst();
        Response first = as(secretary).header("Idempotency-Key", key).body(body).post("/study-sessions");
        Response again = as(secretary).header("Idempotency-Key", key).body(body).post("/study-sessions");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        Map<String, Object> other = new java.util.HashMap<>(body);
        other.put("title", "另一次");
        as(secretary)
                .header("Idempotency-Key", key)
                .body(other)
                .post("/study-sessions")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:zhixing:problem:idempotency-other-body"));
        as(secretary).get("/study-sessions").then().body("items", hasSize(1));
    }

    static String plan(Samples.House house, UUID branch, String by) {
        return as(by).body(Map.of(
                        "campaignId", house.campaign,
                        "organizationId", branch,
                        "title", "专题学习",
                        "startsAt", "2026-03-03T08:30:00+08:00",
                        "endsAt", "2026-03-03T11:30:00+08:00"))
                .post("/study-sessions")
                .then()
                .statusCode(201)
                .body("half", equalTo("AM"))
                .extract()
                .path("id");
    }

    private static Response move(String by, String id, String to) {
        return as(by).body(Map.of("to", to)).post("/rectification-items/{id}/transitions", id);
    }
}
