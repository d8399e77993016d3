package org.zhixing.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** What comes back from a provider: what signs somebody in, and what proves nothing. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@QuarkusTestResource(value = PretendProvider.class, restrictToAnnotatedClass = true)
class SingleSignOnTest {
    @Inject
    Samples samples;

    @Inject
    Accounts accounts;

    private String username;
    private String subject;

    @BeforeEach
    void somebodyIsTied() {
        username = samples.house().secretaries.getFirst();
        subject = "at-the-provider." + username;
        tie(subject);
    }

    @Test
    void theButtonIsOffered() {
        given().get("/api/v1/session/options")
                .then()
                .statusCode(200)
                .body("singleSignOn.label", equalTo("统一身份认证"))
                .body("singleSignOn.address", equalTo("/api/v1/session/oidc"));
    }

    @Test
    void aBrowserLeavesWithStateNonceAndChallengeAndWithoutSecrets() {
        Response left = leave("/study");
        Map<String, List<String>> asked = asked(left);
        assertThat(asked).containsKeys("state", "nonce", "code_challenge");
        assertThat(asked.get("code_challenge_method")).containsExactly("S256");
        assertThat(asked.get("client_id")).containsExactly(PretendProvider.CLIENT);
        assertThat(left.header("Location")).doesNotContain(PretendProvider.SECRET);
        assertThat(left.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Path=/api/v1/session/oidc");
    }

    @Test
    void behindAProxyTheProviderSendsPeopleToTheAddressTheyKnow() {
        Response left = leave("/study");
        assertThat(asked(left).get("redirect_uri"))
                .containsExactly(PretendProvider.PUBLIC_URL + "/api/v1/session/oidc/return");
        assertThat(left.header("Set-Cookie")).contains("Secure");
    }

    @Test
    void whomTheProviderVouchesForIsSignedInAndComesToTheWantedPage() {
        Response back = comeBack(PretendProvider::signed, claims -> claims);
        assertThat(back.header("Location")).isEqualTo("/study?week=2");
        given().cookie("zhixing_session", back.cookie("zhixing_session"))
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("username", equalTo(username));
        assertThat(back.headers().getValues("Set-Cookie"))
                .anyMatch(c -> c.startsWith("zhixing_sign_in=;") && c.contains("Max-Age=0"))
                .hasSize(2);
    }

    @Test
    void aClaimThatOnlyUserinfoTellsCountsToo() {
        Response back = comeBack(
                claims -> PretendProvider.signed(claims) + "~someone:" + subject,
                claims -> claims.claim("preferred_username", null));
        assertThat(back.cookie("zhixing_session")).isNotNull();
    }

    @Test
    void whatUserinfoTellsOfSomebodyElseDoesNotCount() {
        isTurnedAway(
                "unknown",
                comeBack(
                        claims -> PretendProvider.signed(claims) + "~another:" + subject,
                        claims -> claims.claim("preferred_username", null)));
    }

    @Test
    void aTokenSignedByAKeyThatIsNotPublishedProvesNothing() {
        isTurnedAway(
                "failed",
                comeBack(claims -> PretendProvider.signed(claims, PretendProvider.OTHER_KEY), claims -> claims));
    }

    @Test
    void anUnsignedTokenProvesNothingEvenIfTheProviderAllowsIt() {
        isTurnedAway("failed", comeBack(PretendProvider::unsigned, claims -> claims));
    }

    @Test
    void aTokenSignedWithOurOwnSecretProvesNothing() {
        isTurnedAway("failed", comeBack(PretendProvider::signedWithOurSecret, claims -> claims));
    }

    @Test
    void aTokenForAnotherSignInAnotherClientAnotherIssuerOrAnotherTimeProvesNothing() {
        List<UnaryOperator<JWTClaimsSet.Builder>> wrongs = List.of(
                claims -> claims.claim("nonce", "of another sign-in"),
                claims -> claims.claim("nonce", null),
                claims -> claims.audience("another client"),
                claims -> claims.issuer("http://localhost:1"),
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600))));
        for (var wrong : wrongs) {
            isTurnedAway("failed", comeBack(PretendProvider::signed, wrong));
        }
    }

    @Test
    void aReturnWithAnotherStateOrWithoutItsCookieProvesNothing() {
        Response left = leave("/");
        String code = PretendProvider.signed(claims(left).build());
        isTurnedAway("failed", back(left.cookie("zhixing_sign_in"), code, "forged"));
        isTurnedAway("failed", back("a.b.c.d", code, asked(left).get("state").getFirst()));
        isTurnedAway("failed", back("", code, asked(left).get("state").getFirst()));
    }

    @Test
    void whoCancelsAtTheProviderIsTurnedAway() {
        Response left = leave("/");
        isTurnedAway(
                "failed",
                given().redirects()
                        .follow(false)
                        .cookie("zhixing_sign_in", left.cookie("zhixing_sign_in"))
                        .queryParam("error", "access_denied")
                        .queryParam("state", asked(left).get("state").getFirst())
                        .get("/api/v1/session/oidc/return"));
    }

    @Test
    void whoIsTiedToNoAccountIsTurnedAwayEvenWithTheNameOfOne() {
        tie(null);
        isTurnedAway(
                "unknown", comeBack(PretendProvider::signed, claims -> claims.claim("preferred_username", username)));
        isTurnedAway(
                "unknown", comeBack(PretendProvider::signed, claims -> claims.claim("preferred_username", "a\0b")));
    }

    @Test
    void aDisabledAccountIsTurnedAway() {
        QuarkusTransaction.requiringNew()
                .run(() -> accounts.find("username", username).singleResult().enable(false));
        isTurnedAway("disabled", comeBack(PretendProvider::signed, claims -> claims));
    }

    @Test
    void noOtherSiteIsEverTheWantedPage() {
        for (String to :
                List.of("https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "x")) {
            Response left = leave(to);
            String code = PretendProvider.signed(claims(left).build());
            Response back = back(
                    left.cookie("zhixing_sign_in"),
                    code,
                    asked(left).get("state").getFirst());
            assertThat(back.header("Location")).isEqualTo("/");
        }
    }

    private void tie(String to) {
        QuarkusTransaction.requiringNew()
                .run(() -> accounts.find("username", username).singleResult().link(to));
    }

    /** Leaves for the provider and comes back with a token that differs from an honest one as told. */
    private Response comeBack(Function<JWTClaimsSet, String> code, UnaryOperator<JWTClaimsSet.Builder> change) {
        Response left = leave("/study?week=2");
        return back(
                left.cookie("zhixing_sign_in"),
                code.apply(change.apply(claims(left)).build()),
                asked(left).get("state").getFirst());
    }

    private static Response leave(String to) {
        return given().redirects()
                .follow(false)
                .queryParam("to", to)
                .get("/api/v1/session/oidc")
                .then()
                .statusCode(303)
                .extract()
                .response();
    }

    private static Response back(String cookie, String code, String state) {
        return given().redirects()
                .follow(false)
                .cookie("zhixing_sign_in", cookie)
                .queryParam("code", code)
                .queryParam("state", state)
                .get("/api/v1/session/oidc/return")
                .then()
                .statusCode(303)
                .extract()
                .response();
    }

    private JWTClaimsSet.Builder claims(Response left) {
        URI provider = URI.create(left.header("Location"));
        return new JWTClaimsSet.Builder()
                .issuer("http://" + provider.getAuthority())
                .subject("someone")
                .audience(PretendProvider.CLIENT)
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .claim("nonce", asked(left).get("nonce").getFirst())
                .claim("preferred_username", subject);
    }

    private static Map<String, List<String>> asked(Response left) {
        return URLUtils.parseParameters(URI.create(left.header("Location")).getRawQuery());
    }

    private static void isTurnedAway(String why, Response back) {
        assertThat(back.header("Location")).isEqualTo("/?signIn=" + why);
        assertThat(back.cookie("zhixing_session")).isNull();
    }
}
