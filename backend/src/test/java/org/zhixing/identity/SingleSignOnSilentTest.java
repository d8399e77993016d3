package org.zhixing.identity;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhixing.platform.database.TestDatabase;

/** A provider that does not answer. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(SingleSignOnSilentTest.NobodyThere.class)
class SingleSignOnSilentTest {
    /** Nothing listens at port 1. */
    public static class NobodyThere implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("zhixing.oidc.url", "http://127.0.0.1:1/realms/none");
        }
    }

    @Test
    void theServiceStartsAllTheSameAndSignInIsAnsweredWithWords() {
        given().get("/q/health/ready").then().statusCode(200);
        given().redirects()
                .follow(false)
                .get("/api/v1/session/oidc")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/?signIn=unreachable"));
    }
}
