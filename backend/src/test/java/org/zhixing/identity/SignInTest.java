package org.zhixing.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.etag;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** The ways in: a one-time code, one's own password, a second factor; and how they end. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SignInTest {
    private static final String OWN_PASSWORD = "溪边三棵柳树下开会 lamp";

    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    @Inject
    SecondFactor secondFactor;

    private Samples.House house;

    @BeforeEach
    void build() {
        house = samples.house();
    }

    @Test
    void aOneTimeCodeLetsInOnceAndOnlyWithAPasswordOfOnesOwn() {
        Opened account = open("newcomer");
        signIn(account.username, account.code, null, null)
                .statusCode(401)
                .body("type", containsString("password-change-needed"));
        signIn(account.username, account.code, OWN_PASSWORD, null)
                .statusCode(200)
                .body("username", equalTo(account.username))
                .body("hasPassword", equalTo(true));
        signIn(account.username, account.code, OWN_PASSWORD + "!", null)
                .statusCode(401)
                .body("type", containsString("sign-in-refused"));
        signIn(account.username, OWN_PASSWORD, null, null).statusCode(200);
    }

    @Test
    void aCodeIsReadHoweverItWasCopied() {
        Opened account = open("copied");
        signIn(account.username, account.code.toLowerCase().replace("-", " "), OWN_PASSWORD, null)
                .statusCode(200);
    }

    @Test
    void commonShortAndOwnNamesMakeNoPassword() {
        Opened account = open("zhang.san");
        for (var wrong : Map.of(
                        "short",
                        "password/short",
                        "passwordpassword",
                        "password/common",
                        "qwertyuiop123456",
                        "password/common",
                        "aaaaaaaaaaaaaaaaaaaaaaaa",
                        "password/common",
                        "zhixing-123456",
                        "password/common",
                        account.username + " ist mein Name",
                        "password/own-name")
                .entrySet()) {
            signIn(account.username, account.code, wrong.getKey(), null)
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/newPassword"))
                    .body("errors[0].code", equalTo(wrong.getValue()));
        }
    }

    @Test
    void guessingIsSlowedFromOneAddressAndNobodyIsLockedOut() {
        String victim = house.people.getFirst();
        for (int n = 0; n < 5; n++) {
            signIn(victim, "wrong-password-" + n, null, null).statusCode(401);
        }
        signIn(victim, Samples.PASSWORD, null, null)
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("type", containsString("sign-in-slowed"));
        wait(Duration.ofMinutes(1));
        signIn(victim, Samples.PASSWORD, null, null).statusCode(200);
        signIn(victim, "wrong again, counted from one", null, null).statusCode(401);
    }

    @Test
    void howeverLongSomebodyGuessesTheWaitIsAQuarterOfAnHourAtMost() {
        String victim = house.people.get(1);
        signIn(victim, "wrong-password", null, null).statusCode(401);
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update sign_in_brake set failures = 1000")
                        .executeUpdate());
        signIn(victim, "wrong-password", null, null).statusCode(401);
        int wait = Integer.parseInt(signIn(victim, Samples.PASSWORD, null, null)
                .statusCode(429)
                .extract()
                .header("Retry-After"));
        assertThat(wait).isBetween(1, 15 * 60 + 1);
    }

    @Test
    void anUnknownNameIsRefusedInTheSameWords() {
        Response unknown = attempt("nobody-of-this-name", "whatever-it-is", null, null);
        Response wrong = attempt(house.office, "whatever-it-is", null, null);
        assertThat(unknown.statusCode()).isEqualTo(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.asString()).isEqualTo(wrong.asString());
    }

    @Test
    void aSecondFactorIsEnrolledAskedForAndUsedOnce() {
        String who = house.people.getFirst();
        var me = as(who);
        me.body(Map.of("password", "not it"))
                .post("/me/second-factor/enrolments")
                .then()
                .statusCode(422);
        String secret = given(me)
                .body(Map.of("password", Samples.PASSWORD))
                .post("/me/second-factor/enrolments")
                .then()
                .statusCode(200)
                .body("address", containsString("otpauth://totp/"))
                .extract()
                .path("secret");
        signIn(who, Samples.PASSWORD, null, null).statusCode(200); // counts only once it is confirmed
        given(me)
                .body(Map.of("code", "000000"))
                .post("/me/second-factor/confirmations")
                .then()
                .statusCode(422);
        List<String> recovery = given(me)
                .body(Map.of("code", totp(secret, -1)))
                .post("/me/second-factor/confirmations")
                .then()
                .statusCode(200)
                .body("codes", hasSize(10))
                .extract()
                .path("codes");
        signIn(who, Samples.PASSWORD, null, null).statusCode(401).body("type", containsString("second-factor-needed"));
        String code = totp(secret, 0);
        signIn(who, Samples.PASSWORD, null, code).statusCode(200);
        signIn(who, Samples.PASSWORD, null, code).statusCode(401).body("type", containsString("second-factor-wrong"));
        signIn(who, Samples.PASSWORD, null, recovery.getFirst()).statusCode(200);
        signIn(who, Samples.PASSWORD, null, recovery.getFirst()).statusCode(401);
        given(me).get("/me/second-factor").then().body("enabled", equalTo(true)).body("recoveryCodesLeft", equalTo(9));
        given(me)
                .body(Map.of("password", Samples.PASSWORD))
                .post("/me/second-factor/removals")
                .then()
                .body("enabled", equalTo(false));
        signIn(who, Samples.PASSWORD, null, null).statusCode(200);
    }

    @Test
    void whereItIsRequiredNoRoleCountsUntilThereIsOne() {
        var office = as(house.office);
        io.quarkus.arc.ClientProxy.unwrap(secondFactor).policy = "required";
        try {
            given(office)
                    .get("/members")
                    .then()
                    .statusCode(403)
                    .body("type", containsString("second-factor-enrolment-needed"));
            given(office)
                    .get("/me")
                    .then()
                    .statusCode(200)
                    .body("secondFactorRequired", equalTo(true))
                    .body("secondFactor", equalTo(false));
            as(house.secretaries.getFirst()).get("/members").then().statusCode(200);
            String secret = given(office)
                    .body(Map.of("password", Samples.PASSWORD))
                    .post("/me/second-factor/enrolments")
                    .path("secret");
            given(office).body(Map.of("code", totp(secret, 0))).post("/me/second-factor/confirmations");
            given(office).get("/members").then().statusCode(200);
        } finally {
            io.quarkus.arc.ClientProxy.unwrap(secondFactor).policy = "optional";
        }
    }

    @Test
    void aChangedPasswordEndsEverySessionButTheOneThatChangedIt() {
        String who = house.people.getFirst();
        var here = as(who);
        var elsewhere = as(who);
        given(here)
                .body(Map.of("currentPassword", "not it, clearly", "newPassword", OWN_PASSWORD))
                .post("/me/password")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/currentPassword"));
        String cookie = given(here)
                .body(Map.of("currentPassword", Samples.PASSWORD, "newPassword", OWN_PASSWORD))
                .post("/me/password")
                .then()
                .statusCode(200)
                .extract()
                .cookie("zhixing_session");
        given(elsewhere).get("/me").then().statusCode(401);
        given(here).get("/me").then().statusCode(401);
        given().basePath("/api/v1")
                .cookie("zhixing_session", cookie)
                .get("/me")
                .then()
                .statusCode(200);
    }

    @Test
    void oneSeesOnesSessionsAndEndsThemButNobodyElses() {
        String who = house.people.getFirst();
        var here = as(who);
        var elsewhere = as(who);
        List<Map<String, Object>> open = given(here)
                .header("User-Agent", "a phone")
                .get("/me/sessions")
                .then()
                .body("items.findAll { it.current }", hasSize(1))
                .extract()
                .path("items");
        Object other = open.stream()
                .filter(s -> s.get("current").equals(false))
                .findFirst()
                .orElseThrow()
                .get("id");
        as(house.people.get(1)).delete("/me/sessions/{id}", other).then().statusCode(404);
        given(elsewhere).get("/me").then().statusCode(200);
        given(here).delete("/me/sessions/{id}", other).then().statusCode(204);
        given(elsewhere).get("/me").then().statusCode(401);
        given(here).get("/me").then().statusCode(200);
    }

    @Test
    void anAccountThatIsDisabledLosesItsSessionsForGood() {
        String who = house.people.getFirst();
        var session = as(who);
        UUID account = account(who);
        change(account, Map.of("enabled", false));
        given(session).get("/me").then().statusCode(401);
        signIn(who, Samples.PASSWORD, null, null).statusCode(401);
        change(account, Map.of("enabled", true));
        given(session).get("/me").then().statusCode(401);
        signIn(who, Samples.PASSWORD, null, null).statusCode(200);
    }

    @Test
    void handingOutAFreshCodeVoidsPasswordFactorAndSessions() {
        String who = house.people.getFirst();
        var session = as(who);
        String code = as(house.office)
                .post("/accounts/{id}/first-codes", account(who))
                .then()
                .statusCode(201)
                .extract()
                .path("code");
        given(session).get("/me").then().statusCode(401);
        signIn(who, Samples.PASSWORD, null, null).statusCode(401);
        signIn(who, code, OWN_PASSWORD, null).statusCode(200);
    }

    @Test
    void aSecretaryDoesNotHandOutTheAccountsOfThoseAbove() {
        as(house.secretaries.getFirst())
                .post("/accounts/{id}/first-codes", account(house.office))
                .then()
                .statusCode(403);
    }

    @Test
    void aSessionThatIsNotUsedEndsAndSoDoesOneThatIsOld() {
        var forgotten = as(house.people.getFirst());
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                        "update account_session set seen_at = seen_at - interval '25 hours' where account_id = :account")
                .setParameter("account", account(house.people.getFirst()))
                .executeUpdate());
        given(forgotten).get("/me").then().statusCode(401);
        var old = as(house.people.get(1));
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                        "update account_session set expires_at = now() where account_id = :account")
                .setParameter("account", account(house.people.get(1)))
                .executeUpdate());
        given(old).get("/me").then().statusCode(401);
    }

    @Test
    void aNewSignInEndsTheSessionThatTheBrowserHeld() {
        String first = cookie(attempt(house.office, Samples.PASSWORD, null, null));
        String second = cookie(given().basePath("/api/v1")
                .cookie("zhixing_session", first)
                .contentType(ContentType.JSON)
                .body(Map.of("username", house.office, "password", Samples.PASSWORD))
                .post("/session"));
        assertThat(second).isNotEqualTo(first);
        given().basePath("/api/v1")
                .cookie("zhixing_session", first)
                .get("/me")
                .then()
                .statusCode(401);
    }

    @Test
    void anotherSitesPageChangesNothing() {
        var office = as(house.office);
        given(office)
                .header("Sec-Fetch-Site", "cross-site")
                .delete("/session")
                .then()
                .statusCode(403);
        given(office)
                .header("Origin", "https://evil.example")
                .delete("/session")
                .then()
                .statusCode(403);
        given().basePath("/api/v1")
                .header("Sec-Fetch-Site", "cross-site")
                .contentType(ContentType.JSON)
                .body(Map.of("username", house.office, "password", Samples.PASSWORD))
                .post("/session")
                .then()
                .statusCode(403)
                .body("type", containsString("cross-site"));
        given(office).get("/me").then().statusCode(200);
    }

    @Test
    void signingInFailingAndOutAreOnRecord() {
        String auditor = samples.person(house, house.committee, Role.AUDITOR);
        String who = house.people.getFirst();
        signIn(who, "not the password", null, null).statusCode(401);
        as(who).delete("/session").then().statusCode(204);
        as(auditor)
                .get("/audit-events?subject={id}", account(who))
                .then()
                .body("items.changes.flatten().kind", hasItem("REFUSED"))
                .body("items.changes.flatten().kind", hasItem("SIGNED_IN"))
                .body("items.changes.flatten().kind", hasItem("SIGNED_OUT"));
    }

    private record Opened(String username, String code) {}

    private Opened open(String name) {
        String username = name + "." + house.committee.toString().substring(28);
        String code = as(house.office)
                .body(Map.of("username", username, "displayName", "新来的人", "organizationId", house.branches.getFirst()))
                .post("/accounts")
                .then()
                .statusCode(201)
                .body("account.hasPassword", equalTo(false))
                .extract()
                .path("code");
        return new Opened(username, code);
    }

    private void change(UUID account, Map<String, Object> body) {
        String tag = etag(as(house.office).get("/accounts/{id}", account));
        as(house.office)
                .header("If-Match", tag)
                .contentType("application/merge-patch+json")
                .body(body)
                .patch("/accounts/{id}", account)
                .then()
                .statusCode(200);
    }

    private UUID account(String username) {
        return entities.createQuery("select a.id from Account a where a.username = :username", UUID.class)
                .setParameter("username", username)
                .getSingleResult();
    }

    /** As if this long had gone by since the last failure. */
    private void wait(Duration time) {
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                        "update sign_in_brake set open_at = open_at - make_interval(secs => :seconds)")
                .setParameter("seconds", (double) time.toSeconds())
                .executeUpdate());
    }

    private static ValidatableResponse signIn(String username, String password, String newPassword, String code) {
        return attempt(username, password, newPassword, code).then();
    }

    private static Response attempt(String username, String password, String newPassword, String code) {
        Map<String, String> body = new HashMap<>(Map.of("username", username, "password", password));
        if (newPassword != null) {
            body.put("newPassword", newPassword);
        }
        if (code != null) {
            body.put("code", code);
        }
        return given().basePath("/api/v1")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/session");
    }

    private static String cookie(Response response) {
        return response.then().statusCode(200).extract().cookie("zhixing_session");
    }

    private static String totp(String secret, int steps) {
        try {
            var generator = new TimeBasedOneTimePasswordGenerator();
            return generator.generateOneTimePasswordString(
                    new SecretKeySpec(new Base32().decode(secret), "HmacSHA1"),
                    Instant.now().plus(generator.getTimeStep().multipliedBy(steps)));
        } catch (java.security.InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
