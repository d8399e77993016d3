package org.zhixing.identity.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.zhixing.Samples.as;
import static org.zhixing.identity.client.Systems.bearer;
import static org.zhixing.identity.client.Systems.change;
import static org.zhixing.identity.client.Systems.client;
import static org.zhixing.identity.client.Systems.token;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** What a system reaches with its token: its scopes, within its subtree, as they are at this moment. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ClientAccessTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};

    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    private Samples.House house;
    private String admin;

    @BeforeEach
    void aHouse() {
        house = samples.house();
        admin = samples.admin(house);
    }

    @Test
    void aTokenThatReadsDoesNotWrite() {
        String token = token(admin, client(admin, house.committee, "members:read"));
        bearer(token).get("/members").then().statusCode(200);
        bearer(token)
                .body(Map.of("branchId", house.branches.getFirst(), "name", "新人"))
                .post("/members")
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", equalTo("Bearer error=\"insufficient_scope\", scope=\"members:write\""))
                .body("type", equalTo("urn:zhixing:problem:insufficient-scope"));
        bearer(token).get("/branches").then().statusCode(403);
    }

    @Test
    void numbersInClearNeedAScopeOfTheirOwnHoweverTheAddressIsSpelt() {
        UUID member = house.roster.get(house.branches.getFirst()).getFirst();
        String token = token(admin, client(admin, house.committee, "members:read", "members:write"));
        for (String path : List.of(
                "/members/lookups",
                "/members/lookups/",
                "/members//lookups",
                "/members;a=b/lookups",
                "/%6dembers/lookups",
                "/members/" + member + "/disclosures",
                "/members/" + member + "/disclosures/",
                "/members/" + member + "/disclosures?a=/x")) {
            int status = bearer(token)
                    .urlEncodingEnabled(false)
                    .body(Map.of("idNumber", "11010519491231002X", "reason", "核对"))
                    .post(path)
                    .statusCode();
            assertThat(status).as(path).isIn(403, 404, 405);
        }
        String disclosing = token(admin, client(admin, house.committee, "members:disclose"));
        bearer(disclosing)
                .body(Map.of("reason", "组织关系核对"))
                .post("/members/{id}/disclosures", member)
                .then()
                .statusCode(200);
        bearer(disclosing).get("/members").then().statusCode(403);
    }

    @Test
    void aSystemSeesItsOwnSubtreeOnly() {
        UUID own = house.branches.getFirst();
        UUID other = house.branches.get(1);
        String token =
                token(admin, client(admin, own, "branches:read", "branches:write", "members:read", "members:write"));
        bearer(token).get("/branches").then().statusCode(200).body("items.id", containsInAnyOrder(own.toString()));
        bearer(token).get("/branches/{id}", other).then().statusCode(404);
        bearer(token)
                .get("/members/{id}", house.roster.get(other).getFirst())
                .then()
                .statusCode(404);
        bearer(token)
                .body(Map.of("branchId", other, "name", "新人", "category", "ORDINARY", "stage", "FULL"))
                .post("/members")
                .then()
                .statusCode(422);
        bearer(token)
                .body(Map.of(
                        "branchId",
                        own,
                        "name",
                        "新人",
                        "category",
                        "ORDINARY",
                        "stage",
                        "FULL",
                        "joinedOn",
                        "2020-01-01"))
                .post("/members")
                .then()
                .statusCode(201);
    }

    @Test
    void whatAnAdministratorTakesIsGoneAtTheNextRequest() {
        String client = client(admin, house.committee, "members:read", "branches:read");
        String token = token(admin, client);
        change(admin, client, Map.of("scopes", List.of("branches:read")));
        bearer(token).get("/members").then().statusCode(403);
        bearer(token).get("/branches").then().statusCode(200);

        change(admin, client, Map.of("enabled", false));
        bearer(token)
                .get("/branches")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer error=\"invalid_token\""))
                .body("type", equalTo("urn:zhixing:problem:token-refused"));
        change(admin, client, Map.of("enabled", true));
        bearer(token).get("/branches").then().statusCode(200);

        change(admin, client, Map.of("expiresAt", "2020-01-01T00:00:00Z"));
        bearer(token).get("/branches").then().statusCode(401);

        String second = client(admin, house.committee, "branches:read");
        String ended = token(admin, second);
        as(admin).delete("/api-clients/{id}/tokens", second).then().statusCode(204);
        bearer(ended).get("/branches").then().statusCode(401);
    }

    @Test
    void aTokenEndsAfterTenMinutes() {
        String token = token(admin, client(admin, house.committee, "branches:read"));
        QuarkusMock.installMockForType(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(590)), Clock.class);
        bearer(token).get("/branches").then().statusCode(200);
        QuarkusMock.installMockForType(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(600)), Clock.class);
        bearer(token).get("/branches").then().statusCode(401);
    }

    @Test
    void aBranchThatMovesAwayIsGoneAtOnce() {
        Samples.House elsewhere = samples.house();
        UUID branch = house.branches.getFirst();
        String token = token(admin, client(admin, house.committee, "branches:read"));
        bearer(token).get("/branches/{id}", branch).then().statusCode(200);
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery("""
                        update organization o set parent_id = p.id, path = p.path || nextval('organization_node') || '/'
                        from organization p where o.id = :branch and p.id = :parent""")
                .setParameter("branch", branch)
                .setParameter("parent", elsewhere.committee)
                .executeUpdate());
        bearer(token).get("/branches/{id}", branch).then().statusCode(404);
        bearer(token).get("/branches").then().body("items.id", not(hasItem(branch.toString())));
    }

    @Test
    void beyondTheLimitASystemWaitsForTheNextMinute() {
        String client = client(admin, house.committee, "branches:read");
        change(admin, client, Map.of("requestsPerMinute", 2));
        String token = token(admin, client);
        Instant minute = Instant.now().plusSeconds(60 - Instant.now().getEpochSecond() % 60);
        QuarkusMock.installMockForType(Clock.fixed(minute.plusSeconds(15), ZoneOffset.UTC), Clock.class);
        bearer(token)
                .get("/branches")
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", equalTo("\"client\";q=2;w=60"))
                .header("RateLimit", equalTo("\"client\";r=1;t=45"));
        bearer(token).get("/members").then().statusCode(403).header("RateLimit", equalTo("\"client\";r=0;t=45"));
        bearer(token)
                .get("/branches")
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("45"))
                .header("RateLimit-Policy", equalTo("\"client\";q=2;w=60"))
                .header("RateLimit", equalTo("\"client\";r=0;t=45"))
                .body("type", equalTo("urn:zhixing:problem:rate-limited"));
        QuarkusMock.installMockForType(Clock.fixed(minute.plusSeconds(60), ZoneOffset.UTC), Clock.class);
        bearer(token).get("/branches").then().statusCode(200).header("RateLimit", equalTo("\"client\";r=1;t=60"));
    }

    @Test
    void aSystemWorksOnAnItemAndNeverDecidesAboutIt() { // REC-2
        house = samples.houseWithCampaign();
        admin = samples.admin(house);
        UUID branch = house.branches.getFirst();
        String token =
                token(admin, client(admin, house.committee, "rectification-items:read", "rectification-items:write"));
        Response raised = bearer(token)
                .body(Map.of(
                        "campaignId",
                        house.campaign,
                        "organizationId",
                        branch,
                        "problem",
                        "沟渠年年堵",
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
                        Map.of("kind", "OTHER"),
                        "measures",
                        List.of(Map.of("title", "清淤"))))
                .post("/rectification-items");
        raised.then().statusCode(201);
        String item = raised.path("id");
        String measure = raised.path("measures[0].id");
        move(token, item, "IN_PROGRESS").then().statusCode(200);
        bearer(token)
                .contentType("multipart/form-data")
                .multiPart("file", "photo.png", PNG, "image/png")
                .multiPart("measureId", measure)
                .post("/rectification-items/{id}/evidence", item)
                .then()
                .statusCode(201);
        Response now = bearer(token).get("/rectification-items/{id}", item);
        bearer(token)
                .header("If-Match", now.header("ETag"))
                .contentType("application/merge-patch+json")
                .body(Map.of("state", "DONE"))
                .patch("/rectification-items/{id}/measures/{measure}", item, measure)
                .then()
                .statusCode(200);
        move(token, item, "SUBMITTED").then().statusCode(200).body("allowedTransitions", equalTo(List.of()));
        move(token, item, "CLOSED").then().statusCode(403);
        move(token, item, "RETURNED").then().statusCode(403);
        bearer(token).get("/rectification-items/{id}/log", item).then().body("items.by", hasItem("外部系统"));
        as(house.office)
                .body(Map.of("to", "CLOSED"))
                .post("/rectification-items/{id}/transitions", item)
                .then()
                .statusCode(200);
    }

    @Test
    void aSystemImportsARosterUnderItsOwnName() {
        String token = token(admin, client(admin, house.committee, "imports:read", "imports:write"));
        Response job = bearer(token)
                .contentType("multipart/form-data")
                .multiPart(
                        "file", "roster.csv", "姓名,类别,支部\n赵明,普通党员,第1支部\n".getBytes(StandardCharsets.UTF_8), "text/csv")
                .multiPart("organizationId", house.committee.toString())
                .post("/imports");
        job.then().statusCode(202).body("startedBy", equalTo("外部系统"));
        assertThat((String) finished(token, job.path("id")).path("state")).isEqualTo("DONE");
        Response applied = bearer(token).post("/imports/{id}/applications", job.<String>path("id"));
        applied.then().statusCode(202);
        finished(token, applied.path("id"))
                .then()
                .body("state", equalTo("DONE"))
                .body("created", equalTo(1));
        bearer(token).get("/imports").then().statusCode(200).body("items.startedBy", hasItem("外部系统"));
    }

    @Test
    void whatPeopleDoIsNotForSystems() {
        String[] all = ClientScopes.KNOWN.keySet().toArray(String[]::new);
        String token = token(admin, client(admin, house.committee, all));
        for (String path : List.of("/me", "/me/due", "/accounts", "/role-grants", "/api-clients")) {
            bearer(token).get(path).then().statusCode(403);
        }
        bearer(token)
                .body(Map.of("text", "代人发言"))
                .post("/discussions/{id}/contributions", UUID.randomUUID())
                .then()
                .statusCode(403);
        bearer(token)
                .body(Map.of("accountId", UUID.randomUUID(), "role", "ADMIN", "organizationId", house.committee))
                .post("/role-grants")
                .then()
                .statusCode(403);
    }

    @Test
    void aTokenIsNoCookieAndACookieIsNoToken() {
        String token = token(admin, client(admin, house.committee, "branches:read"));
        given().basePath("/api/v1")
                .cookie("zhixing_session", token)
                .get("/branches")
                .then()
                .statusCode(401);
        String cookie = given().basePath("/api/v1")
                .contentType(ContentType.JSON)
                .body(Map.of("username", house.office, "password", Samples.PASSWORD))
                .post("/session")
                .cookie("zhixing_session");
        bearer(cookie).get("/branches").then().statusCode(401);
        bearer(token)
                .cookie("zhixing_session", cookie)
                .get("/branches")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("invalid_request"))
                .body("type", equalTo("urn:zhixing:problem:two-identities"));
        given().basePath("/api/v1")
                .header("Authorization", "bearer " + token)
                .get("/branches")
                .then()
                .statusCode(200);
    }

    @Test
    void useIsNotedOnceAMinute() {
        String client = client(admin, house.committee, "branches:read");
        as(admin).get("/api-clients/{id}", client).then().body("lastUsedAt", nullValue());
        String token = token(admin, client);
        Instant now = Instant.now();
        QuarkusMock.installMockForType(Clock.fixed(now, ZoneOffset.UTC), Clock.class);
        bearer(token).get("/branches").then().statusCode(200);
        String first = as(admin).get("/api-clients/{id}", client).path("lastUsedAt");
        QuarkusMock.installMockForType(Clock.fixed(now.plusSeconds(50), ZoneOffset.UTC), Clock.class);
        bearer(token).get("/branches").then().statusCode(200);
        assertThat((String) as(admin).get("/api-clients/{id}", client).path("lastUsedAt"))
                .isEqualTo(first);
        QuarkusMock.installMockForType(Clock.fixed(now.plusSeconds(70), ZoneOffset.UTC), Clock.class);
        bearer(token).get("/branches").then().statusCode(200);
        assertThat((String) as(admin).get("/api-clients/{id}", client).path("lastUsedAt"))
                .isGreaterThan(first);
        as(admin).get("/api-clients/{id}", client).then().header("ETag", equalTo("\"0\""));
    }

    /** Jobs run in the background: their end is waited for. */
    private static Response finished(String token, String job) {
        for (int i = 0; i < 200; i++) {
            Response now = bearer(token).get("/imports/{id}", job);
            if (now.path("finishedAt") != null) {
                return now;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("The import did not end");
    }

    private static Response move(String token, String item, String to) {
        return bearer(token).body(Map.of("to", to)).post("/rectification-items/{id}/transitions", item);
    }
}
