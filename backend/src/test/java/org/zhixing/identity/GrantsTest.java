package org.zhixing.identity;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.etag;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** Who gives which role where, who can see a branch, and how accounts come from the roster and follow it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class GrantsTest {
    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    private Samples.House house;
    private UUID branch;

    @BeforeEach
    void build() {
        house = samples.house();
        branch = house.branches.getFirst();
    }

    @Test
    void aSecretaryAppointsARecorderInTheirOwnBranchAndNothingMore() {
        String secretary = house.secretaries.getFirst();
        UUID person = account(house.people.getFirst());
        grant(secretary, person, "RECORDER", branch, null).statusCode(201);
        grant(secretary, person, "SECRETARY", branch, null).statusCode(403);
        grant(secretary, person, "OFFICE", branch, null).statusCode(403);
        grant(secretary, person, "RECORDER", house.branches.get(1), null).statusCode(422);
        grant(secretary, person, "RECORDER", house.committee, null).statusCode(422);
    }

    @Test
    void theOfficeMakesNoAdministratorsNorAuditorsAndNobodyMakesAClient() {
        UUID person = account(house.people.getFirst());
        grant(house.office, person, "ADMIN", branch, null).statusCode(403);
        grant(house.office, person, "AUDITOR", branch, null).statusCode(403);
        grant(house.office, person, "LEADER", house.committee, null).statusCode(201);
        String admin = samples.person(house, house.committee, Role.ADMIN);
        grant(admin, person, "AUDITOR", house.committee, null).statusCode(201);
        grant(admin, person, "CLIENT", house.committee, null).statusCode(org.hamcrest.Matchers.oneOf(400, 403, 422));
    }

    @Test
    void nobodyGivesARoleForLongerThanTheyHoldIt() {
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                        "update role_grant set valid_to = '2030-01-01' where account_id = :account")
                .setParameter("account", account(house.office))
                .executeUpdate());
        UUID person = account(house.people.getFirst());
        grant(house.office, person, "LEADER", branch, null)
                .statusCode(422)
                .body("errors[0].code", containsString("grant-beyond-own-period"));
        grant(house.office, person, "LEADER", branch, "2030-06-01T00:00:00+08:00")
                .statusCode(422);
        grant(house.office, person, "LEADER", branch, "2029-06-01T00:00:00+08:00")
                .statusCode(201);
    }

    @Test
    void aGrantThatIsTakenBackCountsNoMoreAtOnce() {
        UUID person = account(house.people.getFirst());
        String id = grant(house.office, person, "OFFICE", house.committee, null)
                .statusCode(201)
                .extract()
                .path("id");
        var session = as(house.people.getFirst());
        given(session).get("/role-grants").then().statusCode(200);
        String tag = etag(as(house.office).get("/role-grants/{id}", id));
        as(house.office)
                .header("If-Match", tag)
                .delete("/role-grants/{id}", id)
                .then()
                .statusCode(204);
        given(session).get("/role-grants").then().statusCode(403);
        as(house.office)
                .get("/role-grants?state=ENDED&account={id}", person)
                .then()
                .body("items.id", contains(id))
                .body("items.grantedBy", contains("办公室"));
    }

    @Test
    void whoCanSeeABranchIsSaidFromTheTopDown() {
        as(house.secretaries.getFirst())
                .get("/organizations/{id}/readers", branch)
                .then()
                .statusCode(200)
                .body("items.role", contains("OFFICE", "SUPERVISOR", "SECRETARY", "MEMBER"))
                .body("items.fromAbove", contains(true, true, false, false));
        as(house.secretaries.get(1))
                .get("/organizations/{id}/readers", branch)
                .then()
                .statusCode(404);
        as(house.people.getFirst())
                .get("/organizations/{id}/readers", branch)
                .then()
                .statusCode(403);
    }

    @Test
    void slipsOpenAnAccountForEveryMemberAndSpareThoseInUse() {
        List<Map<String, Object>> slips = as(house.secretaries.getFirst())
                .body(Map.of())
                .post("/branches/{id}/sign-in-slips", branch)
                .then()
                .statusCode(200)
                .body("items", hasSize(4))
                .body("items.state", containsInAnyOrder("IN_USE", "IN_USE", "HANDED_OUT", "HANDED_OUT"))
                .extract()
                .path("items");
        Map<String, Object> fresh = slips.stream()
                .filter(s -> s.get("state").equals("HANDED_OUT"))
                .findFirst()
                .orElseThrow();
        given().basePath("/api/v1")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "username",
                        fresh.get("username"),
                        "password",
                        fresh.get("code"),
                        "newPassword",
                        "溪边三棵柳树下开会 lamp"))
                .post("/session")
                .then()
                .statusCode(200)
                .body("memberId", org.hamcrest.Matchers.equalTo(fresh.get("memberId")))
                .body("grants.role", contains("MEMBER"));
        as(house.secretaries.getFirst())
                .body(Map.of())
                .post("/branches/{id}/sign-in-slips", branch)
                .then()
                .body("items.username", everyItem(matchesPattern("[a-z0-9][a-z0-9._-]{1,59}")))
                .body("items.state", containsInAnyOrder("IN_USE", "IN_USE", "IN_USE", "HANDED_OUT"));
        as(house.secretaries.get(1))
                .body(Map.of())
                .post("/branches/{id}/sign-in-slips", branch)
                .then()
                .statusCode(404);
    }

    @Test
    void aSecretaryDoesNotTakeOverTheAccountOfAMemberWhoHoldsMore() {
        UUID member = house.roster.get(branch).get(1);
        grant(house.office, account(house.people.getFirst()), "LEADER", house.committee, null)
                .statusCode(201);
        as(house.secretaries.getFirst())
                .body(Map.of("memberIds", List.of(member)))
                .post("/branches/{id}/sign-in-slips", branch)
                .then()
                .body("items.state", contains("HELD_ABOVE"))
                .body("items.code", everyItem(nullValue()));
    }

    /** Handing out a code means taking the account over, with the roles that begin tomorrow too. */
    @Test
    void anAccountThatWillBeMoreTomorrowIsHandedOutByWhoMayGiveThat() {
        UUID person = account(house.people.getFirst());
        as(samples.admin(house))
                .body(Map.of(
                        "accountId",
                        person,
                        "role",
                        "ADMIN",
                        "organizationId",
                        house.committee,
                        "validFrom",
                        Instant.now().plusSeconds(86_400).toString()))
                .post("/role-grants")
                .then()
                .statusCode(201);
        as(house.office)
                .post("/accounts/{id}/first-codes", person)
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:zhixing:problem:grant-above-own"));
    }

    @Test
    void aSlipIsForAMemberOfThisBranchOnly() {
        UUID elsewhere = house.roster.get(house.branches.get(1)).getFirst();
        as(house.office)
                .body(Map.of("memberIds", List.of(house.roster.get(branch).get(2), elsewhere)))
                .post("/branches/{id}/sign-in-slips", branch)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/memberIds/1"));
    }

    @Test
    void anAccountGoesAlongWithItsMemberAndLeavesWhatItCouldDoBehind() { // ORG-2
        UUID to = house.branches.get(1);
        var session = as(house.secretaries.getFirst());
        given(session).get("/members").then().statusCode(200).body("items", hasSize(4));
        as(house.office)
                .body(Map.of("toBranchId", to, "on", java.time.LocalDate.now().toString()))
                .post("/members/{id}/transfers", house.roster.get(branch).getFirst())
                .then()
                .statusCode(201);
        given(session)
                .get("/me")
                .then()
                .body("grants.role", contains("MEMBER"))
                .body("grants.organization.id", contains(to.toString()));
        given(session)
                .get("/members?limit=200")
                .then()
                .body("items.branch.id", everyItem(org.hamcrest.Matchers.equalTo(to.toString())));
        as(house.secretaries.get(1))
                .get("/accounts")
                .then()
                .body("items.username", hasItem(house.secretaries.getFirst()));
        as(house.office)
                .get("/accounts?q={q}", house.secretaries.getFirst())
                .then()
                .body("items.organizationId", not(hasItem(branch.toString())));
    }

    private ValidatableResponse grant(String by, UUID account, String role, UUID at, String until) {
        Map<String, Object> body = new HashMap<>(Map.of("accountId", account, "role", role, "organizationId", at));
        if (until != null) {
            body.put("validTo", until);
        }
        return as(by).body(body).post("/role-grants").then();
    }

    private UUID account(String username) {
        return entities.createQuery("select a.id from Account a where a.username = :username", UUID.class)
                .setParameter("username", username)
                .getSingleResult();
    }
}
