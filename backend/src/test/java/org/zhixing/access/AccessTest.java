package org.zhixing.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;
import static org.zhixing.Samples.etag;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.Samples.House;
import org.zhixing.access.AccessTable.Cell;
import org.zhixing.access.AccessTable.Place;
import org.zhixing.access.Actors.Actor;
import org.zhixing.access.Caller.Answer;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;

/** Design §6 in motion: what a scope reaches changes with the tree and the grants, and nothing beside it tells. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AccessTest {
    /** What each filter of a list may be given of somebody else's, by the thing's name. */
    private static final Map<String, String> FILTERS = Map.of(
            "organization", "branch",
            "parent", "committee",
            "account", "account",
            "subject", "member",
            "actor", "account of SECRETARY",
            "campaign", "ownCampaign",
            "responsible", "member",
            "batch", "batch");

    private static final List<String> SORTS = List.of(
            "name",
            "code",
            "-joinedOn",
            "-createdAt",
            "createdAt",
            "-startsAt",
            "startsAt",
            "dueOn",
            "-dueOn",
            "username",
            "-validFrom",
            "-startsOn");

    @TestHTTPResource("/")
    URI address;

    @Inject
    Samples samples;

    @Inject
    Probe probe;

    @Inject
    EntityManager entities;

    @BeforeEach
    void build() {
        probe.begin(address);
    }

    @Test
    void aBranchThatMovesIsLostToTheOldScopeAndOpenToTheNewAtOnce() {
        House from = samples.houseWithCampaign();
        House to = samples.house();
        samples.batch(from);
        String session = "/study-sessions/" + samples.session(from, 3);
        UUID branch = from.branches.getFirst();
        String member = "/members/" + from.roster.get(branch).getFirst();
        for (String path : List.of("/branches/" + branch, member, session)) {
            as(from.office).get(path).then().statusCode(200);
            as(to.office).get(path).then().statusCode(404);
        }
        move(branch, to.committee);
        for (String path : List.of("/branches/" + branch, member, session)) {
            as(from.office).get(path).then().statusCode(404);
            as(to.office).get(path).then().statusCode(200);
        }
        as(from.office).queryParam("total", true).get("/members").then().body("total", equalTo(4));
        as(to.office).queryParam("total", true).get("/members").then().body("total", equalTo(12));
    }

    @Test
    void aTransferredMemberBelongsToTheNewBranchAlone() {
        House house = samples.house();
        UUID from = house.branches.get(0);
        UUID to = house.branches.get(1);
        UUID member = house.roster.get(from).get(2);
        transfer(house, member, to);
        as(house.secretaries.get(0)).get("/members/{id}", member).then().statusCode(404);
        as(house.secretaries.get(0)).get("/members").then().body(not(containsString(member.toString())));
        as(house.secretaries.get(1)).get("/members/{id}", member).then().statusCode(200);
        as(house.secretaries.get(1)).get("/members").then().body(containsString(member.toString()));
    }

    /** ORG-2: an account follows its member, every account of theirs, and what it was in the old branch it is no more. */
    @Test
    void aTransferredSecretaryIsAMemberOfTheNewBranchAndNothingInTheOld() {
        House house = samples.house();
        UUID from = house.branches.get(0);
        UUID to = house.branches.get(1);
        UUID member = house.roster.get(from).getFirst();
        UUID colleague = house.roster.get(from).get(2);
        var second = as(samples.secondAccount(house, from, member, Role.RECORDER));
        var first = as(house.secretaries.getFirst());
        for (var session : List.of(first, second)) {
            given(session).get("/members/{id}", colleague).then().statusCode(200);
        }
        transfer(house, member, to);
        for (var session : List.of(first, second)) {
            given(session).get("/members/{id}", colleague).then().statusCode(404);
            given(session).get("/members").then().body("items.branch.id", everyItem(equalTo(to.toString())));
            given(session).get("/role-grants").then().statusCode(403);
        }
        as(house.secretaries.get(1)).get("/members/{id}", member).then().statusCode(200);
    }

    /** What was answered once is for who held these roles then: a secretary who was moved sees no number again. */
    @Test
    void aKeptAnswerIsNotRepeatedToWhoHoldsOtherRolesSince() {
        House house = samples.house();
        UUID member = house.roster.get(house.branches.getFirst()).get(2);
        var secretary = as(house.secretaries.getFirst()).header("Idempotency-Key", UUID.randomUUID());
        disclose(secretary, member).then().statusCode(200);
        disclose(secretary, member).then().statusCode(200).header("Idempotent-Replayed", "true");

        UUID account =
                UUID.fromString(as(house.secretaries.getFirst()).get("/me").path("accountId"));
        probe.world.change("update role_grant set valid_to = now() where account_id = :id", account);
        disclose(secretary, member).then().statusCode(403);
        probe.world.grant(account, Role.SECRETARY, house.branches.get(1), null, null);
        disclose(secretary, member)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:zhixing:problem:idempotency-other-rights"));
    }

    private static Response disclose(RequestSpecification who, UUID member) {
        return given(who).body(Map.of("reason", "核对党员花名册")).post("/members/{id}/disclosures", member);
    }

    private static void transfer(House house, UUID member, UUID to) {
        created(as(house.office)
                .body(Map.of("toBranchId", to, "on", "2026-03-10"))
                .post("/members/{id}/transfers", member));
    }

    @Test
    void whoIsResponsibleForAnItemOfABranchTheyLeftIsNotToldOfItAnyMore() {
        House house = samples.houseWithCampaign();
        String item = item(house, Map.of("kind", "OTHER"), house.campaign)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String person = house.people.getFirst();
        as(person).get("/me/due").then().body(containsString(item));

        UUID account = UUID.fromString(as(person).get("/me").path("accountId"));
        probe.world.change("update role_grant set valid_to = now() where account_id = :id", account);
        probe.world.grant(account, Role.MEMBER, house.branches.get(1), null, null);
        as(person).get("/rectification-items/{id}", item).then().statusCode(404);
        as(person).get("/me/due").then().statusCode(200).body(not(containsString(item)));
    }

    @Test
    void aGrantThatIsEndedOrNotYetBegunGivesNothing() {
        House house = samples.house();
        String secretary = house.secretaries.getFirst();
        UUID branch = house.branches.getFirst();
        var signedIn = as(secretary);
        signedIn.get("/members").then().statusCode(200).body("items", hasSize(4));
        String account = signedIn.get("/me").path("accountId");
        String grant = as(house.office).get("/role-grants?account=" + account).path("items[0].id");
        as(house.office)
                .header("If-Match", etag(as(house.office).get("/role-grants/{id}", grant)))
                .delete("/role-grants/{id}", grant)
                .then()
                .statusCode(204);
        signedIn.get("/members").then().statusCode(403);
        probe.world.grant(
                UUID.fromString(account), Role.SECRETARY, branch, Instant.now().plusSeconds(3600), null);
        signedIn.get("/members").then().statusCode(403);
        signedIn.get("/me").then().statusCode(200).body("grants", hasSize(0));
    }

    @Test
    void whoHoldsRolesInTwoTreesTiesNothingOfOneToTheOther() {
        House house = samples.houseWithCampaign();
        House other = samples.houseWithCampaign();
        UUID secretary =
                UUID.fromString(as(house.secretaries.getFirst()).get("/me").path("accountId"));
        probe.world.grant(secretary, Role.SECRETARY, other.branches.getFirst(), null, null);
        var both = as(house.secretaries.getFirst());
        both.get("/campaigns/{id}", other.campaign).then().statusCode(200);
        both.body(Map.of("campaignId", other.campaign, "organizationId", house.branches.getFirst(), "topicCode", "Q1"))
                .post("/discussions")
                .then()
                .statusCode(422);
        item(house, Map.of("kind", "OTHER"), other.campaign).then().statusCode(422);
        both.body(Map.of(
                        "campaignId", other.campaign,
                        "organizationId", house.branches.getFirst(),
                        "title", "学习",
                        "startsAt", "2026-03-05T09:00:00+08:00",
                        "endsAt", "2026-03-05T11:00:00+08:00"))
                .post("/study-sessions")
                .then()
                .statusCode(422);
    }

    @Test
    void theOriginOfAnItemIsASessionOrADiscussionTheCallerReaches() {
        House house = samples.houseWithCampaign();
        House other = samples.houseWithCampaign();
        samples.batch(house);
        samples.batch(other);
        String own = samples.session(house, 3);
        String foreign = samples.session(other, 3);
        item(house, Map.of("kind", "SESSION", "reference", own), house.campaign)
                .then()
                .statusCode(201);
        for (var origin : List.of(
                Map.of("kind", "SESSION", "reference", foreign),
                Map.of("kind", "SESSION", "reference", UUID.randomUUID()),
                Map.of("kind", "DISCUSSION", "reference", own),
                Map.of("kind", "OTHER", "reference", own))) {
            item(house, origin, house.campaign)
                    .then()
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/origin/reference"));
        }
    }

    /** Search, filters, order and totals: what is asked for by somebody else's id, word or order shows and counts nothing. */
    @Test
    void noFilterSearchOrderOrTotalTellsOfWhatLiesOutside() {
        List<String> told = new ArrayList<>();
        int asked = 0;
        for (String name : probe.table.requests()) {
            for (Actor actor : probe.world.actors().at(Place.OUTSIDE)) {
                Cell cell = actor.expected(probe.table, name);
                if (!cell.empty() || name.equals("listDue") || name.equals("listParticipations")) {
                    continue;
                }
                for (var filter : filters(name).entrySet()) {
                    Answer answer = asks(name, filter.getValue(), actor);
                    if (answer.status() == 404) {
                        asked++;
                        continue; // As for an id that does not exist.
                    }
                    boolean narrows = !filter.getKey().startsWith("sort");
                    if (narrows && !answer.text().contains("\"items\":[],\"next\":null,\"total\":0")
                            || answer.status() != 200 && answer.status() != 400
                            || secret(answer)) {
                        told.add(name + " by " + filter.getKey() + " as " + actor.name() + ": " + answer.whole());
                    }
                    asked++;
                }
            }
        }
        assertThat(told).isEmpty();
        assertThat(asked).isGreaterThan(300);
    }

    /** The control: the same words find something for those inside. */
    @Test
    void theWordsThatTellNothingOutsideFindWhatIsInside() {
        Actor office = probe.world.actors().the(Role.OFFICE, Place.INSIDE);
        for (String name : List.of("listOrganizations", "listBranches", "listMembers", "listAccounts")) {
            assertThat(asks(name, "q=" + probe.world.near().branchWord, office).text())
                    .as(name)
                    .contains(probe.world.near().branchWord)
                    .doesNotContain("\"total\":0");
        }
    }

    @Test
    void countsAndFiguresAreOfTheScopeAlone() {
        House house = samples.houseWithCampaign();
        String batch = samples.batch(house);
        String secretary = house.secretaries.get(1);
        as(secretary)
                .get("/campaigns/{id}/batches/{batch}", house.campaign, batch)
                .then()
                .body("branchCount", equalTo(1));
        as(secretary).get("/campaigns/{id}", house.campaign).then().body("batches[0].branchCount", equalTo(1));
        as(house.office).get("/campaigns/{id}", house.campaign).then().body("batches[0].branchCount", equalTo(2));
        as(secretary)
                .get("/progress?campaign={id}", house.campaign)
                .then()
                .statusCode(200)
                .body("self.members", equalTo(4))
                .body("children.items", hasSize(0));
        as(secretary)
                .get("/progress?campaign={id}&organization={top}", house.campaign, house.committee)
                .then()
                .statusCode(404);
    }

    @Test
    void noFileOfAnotherBranchCanBeHad() {
        for (Place place : List.of(Place.OUTSIDE, Place.FOREIGN)) {
            for (String download : List.of("downloadEvidence", "downloadMaterial", "downloadImportWorkbook")) {
                Answer answer = probe.caller()
                        .tries(
                                probe.requests.of(download, probe.world.near()::thing),
                                probe.world.actors().the(Role.OFFICE, place).credentials());
                assertThat(answer.status()).isEqualTo(404);
                assertThat(answer.headers().get("content-type")).containsExactly("application/problem+json");
                assertThat(answer.headers()).doesNotContainKey("content-disposition");
            }
        }
        Answer inside = probe.caller()
                .tries(
                        probe.requests.of("downloadEvidence", probe.world.near()::thing),
                        probe.world.actors().the(Role.OFFICE, Place.INSIDE).credentials());
        assertThat(inside.text()).isEqualTo("清淤之后");
    }

    private Response item(House house, Map<String, ?> origin, String campaign) {
        UUID branch = house.branches.getFirst();
        Map<String, Object> body = new HashMap<>();
        body.put("campaignId", campaign);
        body.put("organizationId", branch);
        body.put("problem", "沟渠多年淤堵");
        body.put("dimension", "SERVANT_SPIRIT");
        body.put("nature", "NONCONFORMING");
        body.put("kind", "DEADLINE");
        body.put("responsibleId", house.roster.get(branch).get(1));
        body.put("dueOn", "2026-04-01");
        body.put("origin", origin);
        body.put("measures", List.of());
        return as(house.secretaries.getFirst()).body(body).post("/rectification-items");
    }

    private Map<String, String> filters(String name) {
        Map<String, String> filters = new HashMap<>();
        for (String parameter : probe.contract.of(name).query()) {
            if (FILTERS.containsKey(parameter)) {
                filters.put(parameter, parameter + "=" + probe.world.near().thing(FILTERS.get(parameter)));
            } else if (parameter.equals("q")) {
                filters.put("q", "q=" + encoded(probe.world.near().branchWord));
            } else if (parameter.equals("sort")) {
                SORTS.forEach(sort -> filters.put("sort " + sort, "sort=" + encoded(sort)));
            }
        }
        // What hangs below the committee is, for a member of the sibling, the sibling itself.
        filters.remove("parent");
        // What the committee publishes for the campaign is for the sibling too.
        if (name.equals("listMaterials") || name.equals("listReadingList")) {
            filters.remove("campaign");
        }
        // So is the committee's extension of the batch that the sibling is in.
        if (name.equals("listPhaseExtensions")) {
            filters.remove("campaign");
            filters.remove("batch");
        }
        return filters;
    }

    private Answer asks(String name, String filter, Actor actor) {
        Requests.Request request = probe.requests.of(name, probe.world.near()::thing);
        return probe.caller()
                .tries(
                        new Requests.Request(
                                request.method(),
                                request.path() + (request.path().contains("?") ? "&" : "?") + filter,
                                request.conditional(),
                                request.media(),
                                request.body()),
                        actor.credentials());
    }

    /** Whether an answer has something of the branch in it, beside the word that was asked for. */
    private boolean secret(Answer answer) {
        return probe.world.near().secretsOfBranch().stream().anyMatch(answer.whole()::contains);
    }

    /** As a move of the tree does it: a new parent, and the way from the root with it. */
    private void move(UUID branch, UUID parent) {
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery("""
                                update organization set parent_id = :parent,
                                       path = (select p.path from organization p where p.id = :parent) || substring(path from '[^/]+/$')
                                where id = :branch""")
                .setParameter("parent", parent)
                .setParameter("branch", branch)
                .executeUpdate());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
