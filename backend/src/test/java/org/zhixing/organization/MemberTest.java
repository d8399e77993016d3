package org.zhixing.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.zhixing.Samples.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** A member's record: who sees it, and what goes along when the member moves. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MemberTest {
    private static final String NUMBER = "11010519491231002X"; // GB 11643's own example.

    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    @Test
    void aTransferredMembersHoursGoAlongAndBothPeriodsStay() { // ORG-2
        var house = samples.houseWithCampaign();
        UUID from = house.branches.get(0);
        UUID to = house.branches.get(1);
        UUID member = house.roster.get(from).get(2);
        String session = samples.session(house, 3);
        as(house.secretaries.getFirst())
                .body(Map.of("to", "HELD"))
                .post("/study-sessions/{id}/transitions", session)
                .then()
                .statusCode(200);
        List<Map<String, Object>> entries = house.roster.get(from).stream()
                .map(m -> Map.<String, Object>of("memberId", m, "status", "PRESENT"))
                .toList();
        as(house.secretaries.getFirst())
                .header(
                        "If-Match",
                        as(house.secretaries.getFirst())
                                .get("/study-sessions/{id}/attendance", session)
                                .header("ETag"))
                .body(Map.of("entries", entries))
                .put("/study-sessions/{id}/attendance", session)
                .then()
                .statusCode(200);

        as(house.office)
                .body(Map.of("toBranchId", to, "on", "2026-03-10", "reason", "工作调动"))
                .post("/members/{id}/transfers", member)
                .then()
                .statusCode(201)
                .body("branch.id", equalTo(to.toString()));

        as(house.office)
                .get("/branches/{id}/hours?campaign=" + house.campaign, to)
                .then()
                .body("items.find { it.member.id == '" + member + "' }.creditedMinutes", equalTo(120));
        as(house.secretaries.getFirst()).get("/members/{id}", member).then().statusCode(404);
        as(house.office)
                .get("/members/{id}/memberships", member)
                .then()
                .body("items", hasSize(2))
                .body("items.find { it.branch.id == '" + from + "' }.to", equalTo("2026-03-10"))
                .body("items.find { it.branch.id == '" + to + "' }.to", nullValue());
    }

    @Test
    void theListTurnsItsPagesInTheOrderOfJoiningToo() {
        var house = samples.house();
        String secretary = house.secretaries.getFirst();
        List<String> seen = new java.util.ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            var page = as(secretary).get("/members?sort=-joinedOn&limit=3&cursor=" + cursor);
            page.then().statusCode(200);
            seen.addAll(page.path("items.id"));
            cursor = page.path("next");
        }
        assertThat(seen).doesNotHaveDuplicates().hasSize(4);
    }

    @Test
    void numbersAreMaskedAndTheirReadingIsOnRecord() { // ORG-4
        var house = samples.house();
        String secretary = house.secretaries.getFirst();
        String id = as(secretary)
                .body(Map.of(
                        "branchId",
                        house.branches.getFirst(),
                        "name",
                        "赵一",
                        "idNumber",
                        NUMBER,
                        "phone",
                        "13900001234",
                        "category",
                        "ORDINARY",
                        "stage",
                        "FULL"))
                .post("/members")
                .then()
                .statusCode(201)
                .body("idNumber", not(containsString("19491231")))
                .extract()
                .path("id");
        as(house.people.getFirst())
                .body(Map.of("reason", "想看看"))
                .post("/members/{id}/disclosures", id)
                .then()
                .statusCode(403);
        as(secretary)
                .body(Map.of("reason", "办理组织关系介绍信"))
                .post("/members/{id}/disclosures", id)
                .then()
                .statusCode(200)
                .body("idNumber", equalTo(NUMBER))
                .body("phone", equalTo("13900001234"));
        assertThat(entities.createNativeQuery(
                                "select reason || changes from audit_event where subjects @> array[cast(:id as uuid)] and operation = 'discloseMember'",
                                String.class)
                        .setParameter("id", UUID.fromString(id))
                        .getResultList())
                .singleElement()
                .asString()
                .contains("办理组织关系介绍信")
                .doesNotContain(NUMBER);
        assertThat(entities.createNativeQuery(
                                "select count(*) from member where cast(member.* as text) like '%19491231%'",
                                Long.class)
                        .getSingleResult())
                .isEqualTo(0L);
    }

    @Test
    void aDryRunOfAMoveSaysWhatWouldBeAndLeavesEverything() {
        var house = samples.houseWithCampaign();
        String session = samples.session(house, 3);
        as(house.secretaries.getFirst())
                .body(Map.of("to", "HELD"))
                .post("/study-sessions/{id}/transitions?dryRun=true", session)
                .then()
                .statusCode(200)
                .body("state", equalTo("HELD"));
        as(house.secretaries.getFirst())
                .get("/study-sessions/{id}", session)
                .then()
                .body("state", equalTo("PLANNED"));
    }
}
