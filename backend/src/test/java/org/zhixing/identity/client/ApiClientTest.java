package org.zhixing.identity.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.zhixing.Samples.as;
import static org.zhixing.identity.client.Systems.addSecret;
import static org.zhixing.identity.client.Systems.client;
import static org.zhixing.identity.client.Systems.jwks;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;

/** Administrators manage the systems that work for their organisations, and no others. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ApiClientTest {
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
    void aClientIsMadeReadAndChanged() {
        String client = client(admin, house.committee, "members:read", "branches:read", "members:read");
        Response read = as(admin).get("/api-clients/{id}", client);
        read.then()
                .statusCode(200)
                .body("scopes", contains("branches:read", "members:read"))
                .body("enabled", equalTo(true))
                .body("requestsPerMinute", equalTo(300))
                .body("organizationId", equalTo(house.committee.toString()));
        as(admin)
                .header("If-Match", read.header("ETag"))
                .contentType("application/merge-patch+json")
                .body(Map.of("name", "新名称", "requestsPerMinute", 60, "expiresAt", "2040-01-01T00:00:00+08:00"))
                .patch("/api-clients/{id}", client)
                .then()
                .statusCode(200)
                .body("name", equalTo("新名称"))
                .body("requestsPerMinute", equalTo(60))
                .body("enabled", equalTo(true));
        as(admin)
                .contentType("application/merge-patch+json")
                .body(Map.of("name", "无条件"))
                .patch("/api-clients/{id}", client)
                .then()
                .statusCode(428);
    }

    @Test
    void onlyAdministratorsOfThePlaceManageClients() {
        String client = client(admin, house.committee, "members:read");
        as(house.office).get("/api-clients").then().statusCode(403);
        Samples.House elsewhere = samples.house();
        String stranger = samples.admin(elsewhere);
        as(stranger).get("/api-clients/{id}", client).then().statusCode(404);
        as(stranger).get("/api-clients").then().body("items.id", not(hasItem(client)));
        addSecret(stranger, client).then().statusCode(404);
        as(stranger).get("/api-clients/{id}/secrets", client).then().statusCode(404);
        as(stranger).delete("/api-clients/{id}/tokens", client).then().statusCode(404);
        as(stranger)
                .delete("/api-clients/{id}/secrets/{secret}", client, UUID.randomUUID())
                .then()
                .statusCode(404);
        as(stranger)
                .body(Map.of("organizationId", house.committee, "name", "外部系统", "scopes", List.of("members:read")))
                .post("/api-clients")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/organizationId"));
    }

    @Test
    void anUnknownScopeIsRefusedAtItsPlace() {
        as(admin)
                .body(Map.of(
                        "organizationId",
                        house.committee,
                        "name",
                        "外部系统",
                        "scopes",
                        List.of("members:read", "accounts:write")))
                .post("/api-clients")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/scopes/1"))
                .body("errors.code", contains("client/scope-unknown"));
        as(admin)
                .body(Map.of("organizationId", house.committee, "name", "外部系统", "scopes", List.of()))
                .post("/api-clients")
                .then()
                .statusCode(422);
    }

    @Test
    void onlyPublicKeysOfSupportedKindsAreKept() throws Exception {
        var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        withKeys(jwks(key, OutputControlLevel.INCLUDE_PRIVATE), "client/jwks-private");
        withKeys(jwks(OctJwkGenerator.generateJwk(256), OutputControlLevel.INCLUDE_SYMMETRIC), "client/jwks-kind");
        withKeys(
                jwks(EcJwkGenerator.generateJwk(EllipticCurves.P384), OutputControlLevel.PUBLIC_ONLY),
                "client/jwks-kind");
        withKeys(Map.of("keys", List.of()), "client/jwks-unreadable");
        withKeys(Map.of("keys", "none"), "client/jwks-unreadable");
        withKeys(Map.of("keys", List.of(Map.of("kty", "XYZ"))), "client/jwks-unreadable");
        String client = client(admin, house.committee, key, "members:read");
        JsonPath read = as(admin).get("/api-clients/{id}", client).jsonPath();
        assertThat(read.getString("jwks.keys[0].x"))
                .isEqualTo(key.toParams(OutputControlLevel.PUBLIC_ONLY).get("x"));
        assertThat(read.getMap("jwks.keys[0]")).doesNotContainKey("d");
        assertThat(read.getString("jwks.keys[0].kty"))
                .isEqualTo(JsonWebKey.Factory.newJwk(key.toParams(OutputControlLevel.PUBLIC_ONLY))
                        .getKeyType());
    }

    @Test
    void aSecretIsShownOnceAndNowhereKept() {
        String client = client(admin, house.committee, "members:read");
        String key = UUID.randomUUID().toString();
        Response made = as(admin).header("Idempotency-Key", key).post("/api-clients/{id}/secrets", client);
        made.then().statusCode(201);
        String secret = made.path("secret");
        as(admin)
                .header("Idempotency-Key", key)
                .post("/api-clients/{id}/secrets", client)
                .then()
                .statusCode(201)
                .body("secret", equalTo(secret)); // the same one: no second secret is made
        as(admin)
                .get("/api-clients/{id}/secrets", client)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].hint", equalTo(secret.substring(secret.length() - 4)))
                .body("items[0]", not(hasKey("secret")))
                .body("items[0]", not(hasKey("secretHash")));
        assertThat(entities.createNativeQuery(
                                "select count(*) from idempotency_record where position(cast(:secret as bytea) in body_secret) > 0",
                                Long.class)
                        .setParameter("secret", secret.getBytes(StandardCharsets.UTF_8))
                        .getSingleResult())
                .isEqualTo(0L);
    }

    @Test
    void nobodyIsGivenTheRoleOfAClient() {
        Map<String, Object> grant = new HashMap<>(Map.of("organizationId", house.committee));
        String me = as(admin).get("/me").path("accountId");
        grant.put("accountId", me);
        grant.put("role", Role.CLIENT);
        as(admin)
                .body(grant)
                .post("/role-grants")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/role"))
                .body("errors.code", contains("grant-of-client"));
    }

    @Test
    void theContractSaysWhatIsOpenToClientsAndWithWhichScope() {
        JsonPath contract = given().queryParam("format", "json").get("/openapi").jsonPath();
        assertThat(contract.getList("paths.'/api/v1/members'.get.security"))
                .isEqualTo(List.of(Map.of("session", List.of()), Map.of("clientCredentials", List.of("members:read"))));
        assertThat(contract.getList("paths.'/api/v1/members/lookups'.post.security"))
                .contains(Map.of("clientCredentials", List.of("members:disclose")));
        assertThat(contract.getMap("paths.'/api/v1/members'.get.responses")).containsKey("429");
        assertThat(contract.getList("paths.'/api/v1/me'.get.security"))
                .isEqualTo(List.of(Map.of("session", List.of())));
        assertThat(contract.getMap("paths.'/api/v1/me'.get.responses")).doesNotContainKey("429");
        assertThat(contract.getList("paths.'/oauth/token'.post.security")).isEmpty();
        assertThat(contract.getMap("components.securitySchemes.clientCredentials.flows.clientCredentials.scopes"))
                .hasSize(ClientScopes.KNOWN.size());
        assertThat(contract.getMap("paths.'/oauth/token'.post.responses.'400'.content"))
                .containsOnlyKeys("application/json");
        assertThat(contract.getList("components.schemas.NewRoleGrant.properties.role.enum"))
                .doesNotContain("CLIENT");
    }

    private void withKeys(Map<String, Object> keys, String code) {
        as(admin)
                .body(Map.of(
                        "organizationId",
                        house.committee,
                        "name",
                        "外部系统",
                        "scopes",
                        List.of("members:read"),
                        "jwks",
                        keys))
                .post("/api-clients")
                .then()
                .statusCode(422)
                .body("errors.code", contains(code));
    }
}
