package org.zhixing.identity.client;

import static io.restassured.RestAssured.given;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** Other systems as tests play them. */
final class Systems {
    static final String AUDIENCE = "http://localhost:8080/oauth/token";
    static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private Systems() {}

    /** A new client that an administrator makes; its id. */
    static String client(String admin, UUID organization, String... scopes) {
        return created(as(admin)
                .body(Map.of("organizationId", organization, "name", "外部系统", "scopes", List.of(scopes)))
                .post("/api-clients"));
    }

    /** A new client with a key to sign with; its id. */
    static String client(String admin, UUID organization, PublicJsonWebKey key, String... scopes) {
        return created(as(admin)
                .body(Map.of(
                        "organizationId",
                        organization,
                        "name",
                        "外部系统",
                        "scopes",
                        List.of(scopes),
                        "jwks",
                        Map.of("keys", List.of(key.toParams(OutputControlLevel.PUBLIC_ONLY)))))
                .post("/api-clients"));
    }

    static Response addSecret(String admin, String client) {
        return as(admin).post("/api-clients/{id}/secrets", client);
    }

    static String secret(String admin, String client) {
        return addSecret(admin, client).then().statusCode(201).extract().path("secret");
    }

    static void change(String admin, String client, Map<String, ?> change) {
        String tag = as(admin).get("/api-clients/{id}", client).header("ETag");
        as(admin)
                .header("If-Match", tag)
                .contentType("application/merge-patch+json")
                .body(change)
                .patch("/api-clients/{id}", client)
                .then()
                .statusCode(200);
    }

    static RequestSpecification form() {
        return given().contentType("application/x-www-form-urlencoded").formParam("grant_type", "client_credentials");
    }

    static Response bySecret(String client, String secret) {
        return form().auth().preemptive().basic(client, secret).post("/oauth/token");
    }

    static Response byAssertion(String jwt) {
        return form().formParam("client_assertion_type", JWT_BEARER)
                .formParam("client_assertion", jwt)
                .post("/oauth/token");
    }

    /** A token of a client that has a secret made for it. */
    static String token(String admin, String client) {
        return bySecret(client, secret(admin, client))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    static RequestSpecification bearer(String token) {
        return given().basePath("/api/v1").contentType(ContentType.JSON).header("Authorization", "Bearer " + token);
    }

    /** What a client says of itself, good for a minute. */
    static JwtClaims claims(String client) {
        return claims(client, Instant.now());
    }

    static JwtClaims claims(String client, Instant now) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(client);
        claims.setSubject(client);
        claims.setAudience(AUDIENCE);
        claims.setGeneratedJwtId();
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + 60));
        return claims;
    }

    static String signed(JwtClaims claims, PublicJsonWebKey key, String algorithm) throws Exception {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKey(key.getPrivateKey());
        jws.setAlgorithmHeaderValue(algorithm);
        return jws.getCompactSerialization();
    }

    static Map<String, Object> jwks(JsonWebKey key, OutputControlLevel level) {
        return new HashMap<>(Map.of("keys", List.of(key.toParams(level))));
    }
}
