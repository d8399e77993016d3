package org.zhixing.identity.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.zhixing.Samples.as;
import static org.zhixing.identity.client.Systems.addSecret;
import static org.zhixing.identity.client.Systems.bearer;
import static org.zhixing.identity.client.Systems.byAssertion;
import static org.zhixing.identity.client.Systems.bySecret;
import static org.zhixing.identity.client.Systems.change;
import static org.zhixing.identity.client.Systems.claims;
import static org.zhixing.identity.client.Systems.client;
import static org.zhixing.identity.client.Systems.form;
import static org.zhixing.identity.client.Systems.secret;
import static org.zhixing.identity.client.Systems.signed;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** A system that proves itself gets a token; one that does not, never does. RFC 6749 §4.4, RFC 7523. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TokenTest {
    private static final String JWKS_ALGORITHM = "ES256";

    @Inject
    Samples samples;

    private Samples.House house;
    private String admin;

    @BeforeEach
    void aHouse() {
        house = samples.house();
        admin = samples.admin(house);
    }

    @Test
    void aSecretGetsATokenThatNamesItsScopesAndIsNotCached() {
        String client = client(admin, house.committee, "members:read", "branches:read");
        bySecret(client, secret(admin, client))
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(600))
                .body("scope", equalTo("branches:read members:read"));
    }

    @Test
    void aSignatureOfEachKindGetsATokenThatWorks() throws Exception {
        PublicJsonWebKey rsa = RsaJwkGenerator.generateJwk(2048);
        PublicJsonWebKey curve = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        PublicJsonWebKey edwards = OkpJwkGenerator.generateJwk("Ed25519");
        for (var pair : Map.of("RS256", rsa, "PS256", rsa, "ES256", curve, "EdDSA", edwards)
                .entrySet()) {
            String client = client(admin, house.committee, pair.getValue(), "members:read");
            Response answer = byAssertion(signed(claims(client), pair.getValue(), pair.getKey()));
            assertThat(answer.statusCode()).as(pair.getKey()).isEqualTo(200);
            bearer(answer.path("access_token")).get("/members").then().statusCode(200);
        }
    }

    @Test
    void theIssuerWillDoAsAudience() throws Exception {
        PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        String client = client(admin, house.committee, key, "members:read");
        JwtClaims claims = claims(client);
        claims.setAudience("http://localhost:8080");
        byAssertion(signed(claims, key, JWKS_ALGORITHM)).then().statusCode(200);
    }

    @Test
    void anAssertionIsGoodOnce() throws Exception {
        PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        String client = client(admin, house.committee, key, "members:read");
        String jwt = signed(claims(client), key, JWKS_ALGORITHM);
        byAssertion(jwt).then().statusCode(200);
        refused(byAssertion(jwt), "replayed");
    }

    @Test
    void anAssertionIsUsedEvenWhenItsScopesAreRefused() throws Exception {
        PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        String client = client(admin, house.committee, key, "members:read");
        String jwt = signed(claims(client), key, JWKS_ALGORITHM);
        form().formParam("client_assertion_type", Systems.JWT_BEARER)
                .formParam("client_assertion", jwt)
                .formParam("scope", "members:write")
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_scope"));
        refused(byAssertion(jwt), "replayed");
    }

    @Test
    void whatAnAssertionSaysIsHeldToTheLetter() throws Exception {
        PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        String client = client(admin, house.committee, key, "members:read");
        String other = client(admin, house.committee, key, "members:read");
        Instant now = Instant.now();
        QuarkusMock.installMockForType(Clock.fixed(now, ZoneOffset.UTC), Clock.class);
        Map<String, Consumer<JwtClaims>> wrong = Map.of(
                "another audience", c -> c.setAudience("https://elsewhere.example/oauth/token"),
                "two audiences", c -> c.setAudience(Systems.AUDIENCE, "https://elsewhere.example"),
                "no audience", c -> c.unsetClaim("aud"),
                "expired by a second", c -> c.setExpirationTime(at(now.minusSeconds(1))),
                "good for too long", c -> c.setExpirationTime(at(now.plusSeconds(301))),
                "good for ever", c -> c.unsetClaim("exp"),
                "issued later", c -> c.setIssuedAt(at(now.plusSeconds(90))),
                "not yet", c -> c.setNotBefore(at(now.plusSeconds(90))),
                "issued by another", c -> c.setIssuer(other),
                "without jti", c -> c.unsetClaim("jti"));
        wrong.forEach((what, change) -> {
            JwtClaims claims = claims(client, now);
            change.accept(claims);
            try {
                refused(byAssertion(signed(claims, key, JWKS_ALGORITHM)), what);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        JwtClaims last = claims(client, now);
        last.setExpirationTime(at(now.plusSeconds(1)));
        byAssertion(signed(last, key, JWKS_ALGORITHM)).then().statusCode(200);
    }

    @Test
    void onlyTheClientsOwnKeySigns() throws Exception {
        PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        String client = client(admin, house.committee, key, "members:read");
        refused(byAssertion(signed(claims(client), RsaJwkGenerator.generateJwk(2048), "RS256")), "a stranger's key");
        refused(byAssertion(signed(claims(client), key, "RS512")), "an algorithm not on the list");

        JsonWebSignature none = new JsonWebSignature();
        none.setPayload(claims(client).toJson());
        none.setAlgorithmConstraints(AlgorithmConstraints.ALLOW_ONLY_NONE);
        none.setAlgorithmHeaderValue("none");
        refused(byAssertion(none.getCompactSerialization()), "no signature");

        JsonWebSignature hmac = new JsonWebSignature();
        hmac.setPayload(claims(client).toJson());
        hmac.setKey(new HmacKey(key.getPublicKey().getEncoded()));
        hmac.setAlgorithmHeaderValue("HS256");
        refused(byAssertion(hmac.getCompactSerialization()), "the public key as a shared secret");

        String without = client(admin, house.committee, "members:read");
        refused(byAssertion(signed(claims(without), key, "RS256")), "a client without keys");
        refused(byAssertion("not.a.jwt"), "not a JWT");
    }

    @Test
    void aTokenCanBeAskedForFewerScopesAndNeverForMore() {
        String client = client(admin, house.committee, "members:read", "branches:read");
        String secret = secret(admin, client);
        form().auth()
                .preemptive()
                .basic(client, secret)
                .formParam("scope", "members:read")
                .post("/oauth/token")
                .then()
                .statusCode(200)
                .body("scope", equalTo("members:read"));
        form().auth()
                .preemptive()
                .basic(client, secret)
                .formParam("scope", "members:read members:write")
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_scope"));
    }

    @Test
    void aRequestThatIsNotOneIsRefusedInTheWordsOfOAuth() {
        String client = client(admin, house.committee, "members:read");
        String secret = secret(admin, client);
        error(form().formParam("client_id", client)
                        .formParam("client_secret", secret)
                        .post("/oauth/token"))
                .body("error", equalTo("invalid_request"));
        error(given().contentType("application/x-www-form-urlencoded")
                        .formParam("grant_type", "password")
                        .post("/oauth/token"))
                .body("error", equalTo("unsupported_grant_type"));
        error(raw("grant_type=client_credentials&grant_type=client_credentials"))
                .body("error", equalTo("invalid_request"));
        error(raw("grant_type=%ZZ")).body("error", equalTo("invalid_request"));
        error(raw("")).body("error", equalTo("invalid_request"));
        error(form().auth()
                        .preemptive()
                        .basic(client, secret)
                        .formParam("client_assertion_type", Systems.JWT_BEARER)
                        .formParam("client_assertion", "a.b.c")
                        .post("/oauth/token"))
                .body("error", equalTo("invalid_request"));
        refused(form().post("/oauth/token"), "nobody");
        refused(bySecret("x\u0000y", "secret"), "an id that is none");
        refused(form().header("Authorization", "Basic %%%").post("/oauth/token"), "not base64");
    }

    @Test
    void aWrongSecretAndAnUnknownClientSoundTheSame() {
        String client = client(admin, house.committee, "members:read");
        secret(admin, client);
        assertThat(bySecret(client, "wrong").asString())
                .isEqualTo(bySecret(UUID.randomUUID().toString(), "wrong").asString());
        String other = client(admin, house.committee, "members:read");
        refused(bySecret(client, secret(admin, other)), "another's secret");
    }

    @Test
    void aSecretIsReplacedWithoutAnInterruption() {
        String client = client(admin, house.committee, "members:read");
        Response old = addSecret(admin, client);
        String fresh = secret(admin, client);
        addSecret(admin, client).then().statusCode(409).body("type", equalTo("urn:zhixing:problem:client/two-secrets"));
        String oldToken = bySecret(client, old.path("secret"))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        String freshToken =
                bySecret(client, fresh).then().statusCode(200).extract().path("access_token");

        as(admin)
                .delete("/api-clients/{id}/secrets/{secret}", client, old.path("id"))
                .then()
                .statusCode(204);
        refused(bySecret(client, old.path("secret")), "deleted");
        bearer(oldToken).get("/members").then().statusCode(401);
        bearer(freshToken).get("/members").then().statusCode(200);
        addSecret(admin, client).then().statusCode(201);
    }

    @Test
    void aDisabledOrExpiredClientAndAnOldSecretGetNothing() {
        String client = client(admin, house.committee, "members:read");
        String secret = secret(admin, client);
        change(admin, client, Map.of("enabled", false));
        refused(bySecret(client, secret), "disabled");
        change(admin, client, Map.of("enabled", true, "expiresAt", "2020-01-01T00:00:00Z"));
        refused(bySecret(client, secret), "expired");
        change(admin, client, new java.util.HashMap<>(java.util.Collections.singletonMap("expiresAt", null)));
        bySecret(client, secret).then().statusCode(200);
        QuarkusMock.installMockForType(Clock.offset(Clock.systemUTC(), Duration.ofDays(366)), Clock.class);
        refused(bySecret(client, secret), "a year old");
    }

    @Test
    void askingTooOftenIsRefusedUntilTheNextMinute() {
        String client = client(admin, house.committee, "members:read");
        Instant minute = Instant.parse("2030-01-01T00:00:00Z");
        QuarkusMock.installMockForType(Clock.fixed(minute, ZoneOffset.UTC), Clock.class);
        for (int n = 0; n < 30; n++) {
            refused(bySecret(client, "wrong"), "wrong");
        }
        bySecret(client, "wrong")
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("60"))
                .body("type", equalTo("urn:zhixing:problem:rate-limited"));
        QuarkusMock.installMockForType(Clock.fixed(minute.plusSeconds(60), ZoneOffset.UTC), Clock.class);
        refused(bySecret(client, "wrong"), "wrong");
    }

    private static Response raw(String body) {
        return given().contentType("application/x-www-form-urlencoded")
                .body(body)
                .post("/oauth/token");
    }

    private static io.restassured.response.ValidatableResponse error(Response response) {
        return response.then()
                .statusCode(400)
                .contentType(startsWith("application/json"))
                .header("Cache-Control", "no-store");
    }

    private static void refused(Response response, String why) {
        assertThat(response.statusCode()).as(why).isEqualTo(401);
        response.then()
                .header("WWW-Authenticate", containsString("Basic"))
                .contentType(startsWith("application/json"))
                .body("error", equalTo("invalid_client"));
    }

    private static NumericDate at(Instant time) {
        return NumericDate.fromSeconds(time.getEpochSecond());
    }
}
