package org.zhixing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.zhixing.Samples.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.platform.database.TestDatabase;

/** Every bad input gets a clear answer and changes nothing. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BadInputTest {
    @Inject
    Samples samples;

    private Samples.House house;

    @BeforeEach
    void build() {
        house = samples.house();
    }

    @Test
    void malformedJsonIsNamedWithItsPlace() {
        refused("{\"parentId\": ", 400, "json/malformed");
    }

    @Test
    void anUnknownFieldIsRefusedByName() {
        refused("{\"parentId\":\"" + house.committee + "\",\"status\":\"x\"}", 400, "json/unknown-field");
    }

    @Test
    void aWrongTypeIsRefused() {
        refused("{\"parentId\":\"" + house.committee + "\",\"name\":5}", 400, "json/wrong-type");
    }

    @Test
    void aDuplicateFieldIsRefused() {
        refused("{\"name\":\"a\",\"name\":\"b\"}", 400, "json/duplicate-field");
    }

    @Test
    void nulAndUnpairedSurrogatesAreRefusedAndRareCharactersKept() {
        String start = "{\"parentId\":\"" + house.committee + "\",\"code\":\"x" + UUID.randomUUID() + "\",\"name\":";
        refused(start + "\"a\\u0000b\"}", 400, "text/nul");
        refused(start + "\"a\\ud800b\"}", 400, "text/unpaired-surrogate");
        as(house.office)
                .body(start + "\"𠮷村党支部\"}")
                .post("/branches")
                .then()
                .statusCode(201)
                .body("name", equalTo("𠮷村党支部"));
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[] start = ("{\"parentId\":\"" + house.committee + "\",\"name\":\"")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] body = java.util.Arrays.copyOf(start, start.length + 3);
        body[start.length] = (byte) 0xff;
        body[start.length + 1] = '"';
        body[start.length + 2] = '}';
        as(house.office).body(body).post("/branches").then().statusCode(400);
    }

    @Test
    void aBodyOfTenMegabytesIsTooLarge() {
        as(house.office)
                .body("{\"name\":\"" + "a".repeat(10 << 20) + "\"}")
                .post("/branches")
                .then()
                .statusCode(413)
                .body("type", equalTo("urn:zhixing:problem:too-large"));
    }

    @Test
    void jsonDeeperThanThirtyTwoLevelsIsRefused() {
        UUID branch = house.branches.getFirst();
        as(house.office)
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"name\":" + "[".repeat(100) + "]".repeat(100) + "}")
                .patch("/branches/{id}", branch)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:zhixing:problem:json/too-deep-or-long"));
    }

    @Test
    void aLimitAboveTheMaximumIsRefused() {
        as(house.office)
                .get("/branches?limit=100000")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?limit"));
    }

    @Test
    void aForgedCursorIsRefused() {
        String next = as(house.office)
                .get("/branches?limit=1")
                .then()
                .statusCode(200)
                .extract()
                .path("next");
        String forged = next.substring(0, next.length() - 2) + (next.endsWith("AA") ? "BB" : "AA");
        as(house.office)
                .get("/branches?limit=1&cursor=" + next)
                .then()
                .statusCode(200)
                .body("items[0].name", equalTo("第2支部"));
        as(house.office)
                .get("/branches?limit=1&cursor=" + forged)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:zhixing:problem:cursor-unknown"));
        as(house.office)
                .get("/branches?sort=-name")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:zhixing:problem:sort-unknown"));
    }

    @Test
    void whatIsOutsideTheScopeDoesNotExist() {
        Samples.House other = samples.house();
        UUID foreign = other.branches.getFirst();
        String nothing = as(house.office)
                .get("/branches/{id}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .extract()
                .asString();
        as(house.office).get("/branches/{id}", foreign).then().statusCode(404).body(equalTo(nothing));
        as(house.office)
                .body(Map.of("parentId", foreign, "code", "x" + UUID.randomUUID(), "name", "新支部"))
                .post("/branches")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/parentId"));
    }

    @Test
    void aStaleEtagIsRefusedAndAMissingOneAskedFor() {
        UUID branch = house.branches.getFirst();
        String etag = as(house.office).get("/branches/{id}", branch).header("ETag");
        rename(branch, etag, "改名一").statusCode(200);
        rename(branch, etag, "改名二").statusCode(412).body("type", equalTo("urn:zhixing:problem:stale"));
        as(house.office)
                .contentType("application/merge-patch+json")
                .body(Map.of("name", "改名三"))
                .patch("/branches/{id}", branch)
                .then()
                .statusCode(428);
        as(house.office).get("/branches/{id}", branch).then().body("name", equalTo("改名一"));
    }

    @Test
    void problemsSpeakTheCallersLanguage() {
        as(house.office)
                .header("Accept-Language", "en-GB,en;q=0.9")
                .get("/branches/{id}", UUID.randomUUID())
                .then()
                .contentType(startsWith("application/problem+json"))
                .header("Content-Language", "en")
                .body("title", equalTo("Not found"));
    }

    @Test
    void whoIsNotSignedInLearnsNothing() {
        given().basePath("/api/v1")
                .get("/branches")
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:zhixing:problem:not-signed-in"));
    }

    @Test
    void anotherSitesPageCannotMakeABrowserWrite() {
        as(house.office)
                .header("Sec-Fetch-Site", "cross-site")
                .body(Map.of("parentId", house.committee, "code", "x", "name", "新支部"))
                .post("/branches")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:zhixing:problem:cross-site"));
    }

    private io.restassured.response.ValidatableResponse rename(UUID branch, String etag, String name) {
        return as(house.office)
                .contentType("application/merge-patch+json")
                .header("If-Match", etag)
                .body(Map.of("name", name))
                .patch("/branches/{id}", branch)
                .then();
    }

    private void refused(String body, int status, String slug) {
        as(house.office)
                .body(body)
                .post("/branches")
                .then()
                .statusCode(status)
                .body("type", equalTo("urn:zhixing:problem:" + slug));
    }
}
