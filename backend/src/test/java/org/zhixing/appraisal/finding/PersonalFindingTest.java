package org.zhixing.appraisal.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.zhixing.Samples.as;
import static org.zhixing.appraisal.finding.FindingWorld.found;
import static org.zhixing.appraisal.finding.FindingWorld.handOver;
import static org.zhixing.appraisal.finding.FindingWorld.personal;
import static org.zhixing.appraisal.finding.FindingWorld.recorded;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;

/** What is found on a person is between that person, their branch's secretary and the supervisors. APP-4, decision 17 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PersonalFindingTest {
    private static final String WORDS = "本人开会常迟到早退";

    @Inject
    Samples samples;

    Samples.House house;
    UUID branch;
    UUID person;
    String secretary;
    String self;
    String finding;

    @BeforeEach
    void house() {
        house = samples.houseWithCampaign();
        branch = house.branches.getFirst();
        person = house.roster.get(branch).get(1);
        secretary = house.secretaries.getFirst();
        self = house.people.getFirst();
        finding = recorded(secretary, personal(house, person, WORDS));
    }

    @Test
    void thePersonTheSecretaryAndTheSupervisorReadIt() {
        for (String reader : List.of(self, secretary, house.supervisor)) {
            reads(reader);
        }
    }

    @Test
    void nobodyElseFindsAnythingOfIt() {
        String colleague =
                samples.secondAccount(house, branch, house.roster.get(branch).get(2), Role.MEMBER);
        for (String other : List.of(
                house.office,
                colleague,
                samples.person(house, branch, Role.RECORDER),
                samples.person(house, branch, Role.OFFICE),
                samples.person(house, branch, Role.LEADER),
                samples.person(house, house.committee, Role.SECRETARY),
                samples.person(house, house.branches.get(1), Role.SUPERVISOR),
                house.secretaries.get(1))) {
            readsNothing(other);
        }
        for (Role role : List.of(Role.ADMIN, Role.AUDITOR)) {
            String other = samples.person(house, house.committee, role);
            as(other).get("/findings/{id}", finding).then().statusCode(403);
            as(other).get("/findings?of=PERSON").then().statusCode(403);
        }
    }

    @Test
    void theListOfTheOrganisationShowsNoneOfItToThoseWhoReadIt() {
        for (String reader : List.of(self, secretary, house.supervisor)) {
            as(reader).get("/findings?total=true").then().body("items", empty()).body("total", equalTo(0));
        }
    }

    @Test
    void itGoesWithThePersonToAnotherBranch() {
        as(house.office)
                .body(Map.of("toBranchId", house.branches.get(1), "on", "2026-03-20", "reason", "工作调动"))
                .post("/members/{id}/transfers", person)
                .then()
                .statusCode(201);
        readsNothing(secretary);
        reads(house.secretaries.get(1));
        reads(house.supervisor);
    }

    @Test
    void theRecordOfWhoDidWhatHasNeitherItsWordsNorWhomItIsAbout() {
        as(self).header("If-Match", "\"0\"")
                .body(Map.of("text", "今后提前十分钟到会"))
                .put("/findings/{id}/promise", finding)
                .then()
                .statusCode(200);
        move(secretary, "DISMISSED", "已经改正到位").statusCode(200);
        String auditor = samples.person(house, house.committee, Role.AUDITOR);
        String record = as(auditor)
                .get("/audit-events?organization=" + branch + "&limit=200")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(record).contains(finding).doesNotContain(WORDS, "今后提前十分钟到会", "已经改正到位");
        List<Map<String, Object>> events = as(auditor)
                .get("/audit-events?organization=" + branch + "&limit=200")
                .path("items.findAll { it.toString().contains('" + finding + "') }");
        assertThat(events).isNotEmpty();
        assertThat(events.toString()).doesNotContain(person.toString());
    }

    @Test
    void itNeverStandsInTheLedger() {
        handOver(house, secretary, finding)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:zhixing:problem:finding/personal-not-in-ledger"));
        String unit = found(house, "值班时间随意更改");
        handOver(house, secretary, unit, finding).then().statusCode(409);
        handOver(house, house.office, unit, finding)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/alsoFindingIds/0"));
        as(secretary).get("/findings/{id}", unit).then().body("state", equalTo("OPEN"));
        as(secretary).get("/rectification-items").then().body("items", empty());
    }

    @Test
    void thePersonPromisesAndSomebodyElseSettlesIt() {
        move(secretary, "SETTLED", null)
                .statusCode(409)
                .body("type", equalTo("urn:zhixing:problem:finding/no-promise"));
        as(secretary)
                .header("If-Match", "*")
                .body(Map.of("text", "替他承诺一下"))
                .put("/findings/{id}/promise", finding)
                .then()
                .statusCode(403);
        as(self).get("/findings/{id}", finding).then().body("promisable", equalTo(true));
        as(self).header("If-Match", "\"0\"")
                .body(Map.of("text", "今后提前十分钟到会"))
                .put("/findings/{id}/promise", finding)
                .then()
                .statusCode(200)
                .body("promise", equalTo("今后提前十分钟到会"));
        as(secretary)
                .get("/findings/{id}", finding)
                .then()
                .body("allowedTransitions", contains("DISMISSED", "SETTLED"))
                .body("forLedger", equalTo(false));
        move(secretary, "SETTLED", "一个月未再迟到").statusCode(200).body("state", equalTo("SETTLED"));
    }

    @Test
    void nobodyDismissesWhatIsAboutThemselves() {
        UUID theSecretary = house.roster.get(branch).getFirst();
        finding = recorded(house.supervisor, personal(house, theSecretary, "书记很少下村组"));
        move(secretary, "DISMISSED", "不属实").statusCode(403).body("type", equalTo("urn:zhixing:problem:finding/own"));
        move(house.supervisor, "DISMISSED", "经核不属实").statusCode(200);
    }

    @Test
    void itIsRecordedByThePersonTheSecretaryOrASupervisor() {
        recorded(self, personal(house, person, "自己学习抓得不紧"));
        for (String other : List.of(
                house.office,
                samples.person(house, branch, Role.RECORDER),
                samples.person(house, branch, Role.LEADER),
                samples.person(house, house.committee, Role.SECRETARY))) {
            as(other)
                    .body(personal(house, person, "自己学习抓得不紧"))
                    .post("/findings")
                    .then()
                    .statusCode(403);
        }
        as(self).body(personal(house, house.roster.get(branch).get(2), "他学习抓得不紧"))
                .post("/findings")
                .then()
                .statusCode(403);
    }

    private void reads(String reader) {
        as(reader).get("/findings/{id}", finding).then().statusCode(200).body("text", equalTo(WORDS));
        as(reader)
                .get("/findings?of=PERSON&total=true&q=迟到&member=" + person)
                .then()
                .body("items.id", contains(finding))
                .body("total", equalTo(1));
        as(reader)
                .get("/chain?finding=" + finding)
                .then()
                .statusCode(200)
                .body("nodes[0].text", equalTo(WORDS))
                .body("nodes[0].personal", equalTo(true));
    }

    private void readsNothing(String other) {
        as(other).get("/findings/{id}", finding).then().statusCode(404);
        as(other).get("/findings/{id}/similar", finding).then().statusCode(404);
        as(other).get("/findings/{id}/items", finding).then().statusCode(404);
        as(other).get("/chain?finding=" + finding).then().statusCode(404);
        for (String list : List.of("/findings?of=PERSON", "/findings?of=ORGANIZATION")) {
            for (String search : List.of("", "&q=迟到", "&member=" + person, "&state=OPEN")) {
                as(other)
                        .get(list + "&total=true" + search)
                        .then()
                        .statusCode(200)
                        .body("items", empty())
                        .body("total", equalTo(0));
            }
        }
    }

    private io.restassured.response.ValidatableResponse move(String by, String to, String reason) {
        Map<String, Object> body = new java.util.HashMap<>(Map.of("to", to));
        body.put("reason", reason);
        return as(by).body(body).post("/findings/{id}/transitions", finding).then();
    }
}
