package org.zhixing.appraisal.opinion;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.zhixing.Samples.as;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** Floods are kept out by address and by call, and of the address nothing is kept in clear. APP-3. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(OpinionLimitsTest.Narrow.class)
class OpinionLimitsTest {
    /** Little is let through, and the address is what a header says. */
    public static class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "zhixing.opinion.sends-per-minute-and-address", "3",
                    "zhixing.opinion.per-day-and-call", "5",
                    "zhixing.address-header", "X-Test-Address");
        }
    }

    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    @Test
    void tooManyFromOneAddressOrForOneCallWaitAndNothingThatCameIsLost() {
        Samples.House house = samples.houseWithCampaign();
        String secretary = house.secretaries.getFirst();
        Response call = as(secretary)
                .body(Map.of(
                        "campaignId", house.campaign,
                        "organizationId", house.branches.getFirst(),
                        "title", "意见",
                        "invitation", "请说",
                        "opensOn", "2026-01-01",
                        "closesOn", "2099-12-31"))
                .post("/opinion-calls");
        String code = call.path("code");
        // Two windows at most: whatever minute it is, one address is refused before its seventh.
        int taken = 0;
        Response last;
        do {
            last = send(code, "203.0.113.7");
            taken += last.statusCode() == 201 ? 1 : 0;
        } while (last.statusCode() == 201 && taken < 7);
        last.then().statusCode(429).header("Retry-After", notNullValue()).body("type", notNullValue());
        assertThat(taken).isBetween(3, 5);
        for (int i = taken; i < 5; i++) {
            send(code, "203.0.113." + (20 + i)).then().statusCode(201);
        }
        send(code, "203.0.113.99")
                .then()
                .statusCode(429)
                .body("type", is("urn:zhixing:problem:opinion/full-today"))
                .header("Retry-After", notNullValue());
        as(secretary)
                .queryParam("call", call.<String>path("id"))
                .get("/opinions")
                .then()
                .body("items", hasSize(5));
        assertThat(tablesThatHold("203.0.113."))
                .as("tables that know the address")
                .isEmpty();
    }

    /** All tables of the service are looked through. */
    private List<String> tablesThatHold(String text) {
        return QuarkusTransaction.requiringNew().call(() -> {
            List<String> tables = entities.createNativeQuery(
                            "select cast(table_name as text) from information_schema.tables"
                                    + " where table_schema = current_schema() and table_type = 'BASE TABLE'",
                            String.class)
                    .getResultList();
            assertThat(tables).contains("opinion", "audit_event", "rate_window", "idempotency_record");
            return tables.stream()
                    .filter(table -> (Boolean) entities.createNativeQuery(
                                    "select exists (select 1 from " + table
                                            + " t where cast(to_jsonb(t) as text) like :text)",
                                    Boolean.class)
                            .setParameter("text", "%" + text + "%")
                            .getSingleResult())
                    .toList();
        });
    }

    private static Response send(String code, String address) {
        return given().basePath("/api/v1")
                .header("X-Test-Address", address)
                .multiPart("text", "again")
                .post("/public/opinion-calls/" + code + "/opinions");
    }
}
