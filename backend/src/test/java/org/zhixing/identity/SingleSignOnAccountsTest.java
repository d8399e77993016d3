package org.zhixing.identity;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.zhixing.Samples.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** Who an account is at the single sign-on: said by its managers, never by itself. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SingleSignOnAccountsTest {
    private static final String TYPE = "urn:zhixing:problem:";

    @Inject
    Samples samples;

    @Test
    void withoutAProviderNothingIsOffered() {
        given().get("/api/v1/session/options").then().statusCode(200).body("singleSignOn", nullValue());
        for (String path : new String[] {"/api/v1/session/oidc", "/api/v1/session/oidc/return?code=a&state=b"}) {
            given().redirects()
                    .follow(false)
                    .get(path)
                    .then()
                    .statusCode(404)
                    .body("type", equalTo(TYPE + "sign-in-not-offered"));
        }
    }

    @Test
    void theOfficeTiesAndUntiesAnAccount() {
        var house = samples.house();
        String id = as(house.office)
                .body(Map.of(
                        "username",
                        house.office + ".new",
                        "displayName",
                        "李建国",
                        "organizationId",
                        house.branches.getFirst(),
                        "ssoSubject",
                        house.office + "-subject"))
                .post("/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("account.id");
        as(house.office).get("/accounts/{id}", id).then().body("ssoSubject", equalTo(house.office + "-subject"));
        change(house.office, id, Map.of("displayName", "李建国二"))
                .statusCode(200)
                .body("ssoSubject", equalTo(house.office + "-subject"));
        change(house.office, id, nothing()).statusCode(200).body("ssoSubject", nullValue());
    }

    @Test
    void oneSubjectHasOneAccount() {
        var house = samples.house();
        String subject = house.office + "-subject";
        change(house.office, id(house.office, house.secretaries.get(0)), Map.of("ssoSubject", subject))
                .statusCode(200);
        change(house.office, id(house.office, house.secretaries.get(1)), Map.of("ssoSubject", subject))
                .statusCode(409)
                .body("type", equalTo(TYPE + "constraint/account_sso_subject_unique"));
    }

    @Test
    void anotherSubjectEndsTheAccountsSessions() {
        var house = samples.house();
        String secretary = house.secretaries.getFirst();
        RequestSpecification signedIn = as(secretary);
        signedIn.get("/me").then().statusCode(200);
        change(house.office, id(house.office, secretary), Map.of("ssoSubject", secretary + "-subject"))
                .statusCode(200);
        signedIn.get("/me").then().statusCode(401);
    }

    @Test
    void nobodySaysWhoTheyAreThemselves() {
        var house = samples.house();
        change(house.office, id(house.office, house.office), Map.of("ssoSubject", "me"))
                .statusCode(403)
                .body("type", equalTo(TYPE + "own-single-sign-on"));
        String secretary = house.secretaries.getFirst();
        change(secretary, id(house.office, secretary), Map.of("ssoSubject", "me"))
                .statusCode(403)
                .body("type", equalTo(TYPE + "not-allowed"));
        RequestSpecification signedIn = as(secretary);
        signedIn.header("If-Match", signedIn.get("/me").header("ETag"))
                .contentType("application/merge-patch+json")
                .body(Map.of("ssoSubject", "me"))
                .patch("/me")
                .then()
                .statusCode(400)
                .body("type", equalTo(TYPE + "json/unknown-field"));
    }

    private static ValidatableResponse change(String by, String id, Map<String, ?> change) {
        RequestSpecification signedIn = as(by);
        String etag = signedIn.get("/accounts/" + id).header("ETag");
        return signedIn.header("If-Match", etag == null ? "\"0\"" : etag)
                .contentType("application/merge-patch+json")
                .body(change)
                .patch("/accounts/" + id)
                .then();
    }

    private static String id(String office, String username) {
        return as(office).queryParam("q", username).get("/accounts").path("items[0].id");
    }

    private static Map<String, Object> nothing() {
        Map<String, Object> change = new HashMap<>();
        change.put("ssoSubject", null);
        return change;
    }
}
