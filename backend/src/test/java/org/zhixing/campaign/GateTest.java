package org.zhixing.campaign;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;

/** Leaving a phase needs its required actions met, as metrics compute them; only those above override. CAM-5. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class GateTest {
    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    @Test
    void aMemberActionCountsThoseWhoMeetItAndNamesThoseWhoDoNot() {
        var house =
                house("{code: HOURS, phase: STUDY, subject: MEMBER, name: 学习两小时, metric: study-minutes, target: 120}");
        UUID branch = house.branches.getFirst();
        gate(house)
                .body("open", equalTo(false))
                .body("actions[0].value", equalTo(0))
                .body("actions[0].needed", equalTo(4));
        held(house, 3, Map.of(1, "ABSENT"));
        gate(house)
                .body("actions[0].state", equalTo("UNMET"))
                .body("actions[0].value", equalTo(3))
                .body(
                        "actions[0].missing.id",
                        contains(house.roster.get(branch).get(1).toString()))
                .body("actions[0].records.kind", equalTo("MEMBER_HOURS"))
                .body("actions[0].records.branchId", equalTo(branch.toString()));
    }

    @Test
    void whoMovedAwayNoLongerCounts() { // ORG-2
        var house =
                house("{code: HOURS, phase: STUDY, subject: MEMBER, name: 学习两小时, metric: study-minutes, target: 120}");
        held(house, 3, Map.of(1, "ABSENT"));
        as(house.office)
                .body(Map.of("toBranchId", house.branches.get(1), "on", "2026-03-20", "reason", "工作调动"))
                .post(
                        "/members/{id}/transfers",
                        house.roster.get(house.branches.getFirst()).get(1))
                .then()
                .statusCode(201);
        gate(house)
                .body("open", equalTo(true))
                .body("actions[0].value", equalTo(3))
                .body("actions[0].needed", equalTo(3));
    }

    @Test
    void halfDaysAreCountedOnceAgainstTheWeeksOfThePhase() {
        var house = house(
                "{code: WEEKS, phase: STUDY, subject: BRANCH, name: 每周两个半天, metric: half-days-per-week, target: 2}");
        hold(house, 3);
        hold(house, 3);
        hold(house, 5);
        samples.session(house, 6);
        gate(house)
                .body("actions[0].value", equalTo(2))
                .body("actions[0].needed", equalTo(12))
                .body("actions[0].state", equalTo("UNMET"));
    }

    @Test
    void theAttendanceRateIsThatOfTheRollsOfThePhase() {
        var house = house(
                "{code: RATE, phase: STUDY, subject: BRANCH, name: 到会率, metric: attendance-rate, target: 80, unit: '%'}");
        gate(house).body("actions[0].state", equalTo("UNMET"));
        held(house, 3, Map.of(1, "ABSENT"));
        gate(house).body("actions[0].value", equalTo(75)).body("actions[0].state", equalTo("UNMET"));
        held(house, 4, Map.of());
        gate(house).body("actions[0].value", equalTo(87)).body("actions[0].state", equalTo("MET"));
    }

    @Test
    void whoHasSpokenCountsAndAClosedDiscussionHasAdoptedNothing() {
        var house = house(
                "{code: SPEAK, phase: STUDY, subject: MEMBER, name: 发言, metric: contributions-per-member, target: 1},"
                        + " {code: ADOPT, phase: STUDY, subject: BRANCH, name: 形成要求, metric: discussions-adopted, target: 1}");
        UUID branch = house.branches.getFirst();
        String secretary = house.secretaries.getFirst();
        String discussion = created(as(secretary)
                .body(Map.of("campaignId", house.campaign, "organizationId", branch, "topicCode", "Q1"))
                .post("/discussions"));
        as(secretary)
                .body(Map.of("to", "OPEN"))
                .post("/discussions/{id}/transitions", discussion)
                .then()
                .statusCode(200);
        for (int twice = 0; twice < 2; twice++) {
            created(as(secretary)
                    .body(Map.of(
                            "text", "说一句", "memberId", house.roster.get(branch).get(2)))
                    .post("/discussions/{id}/contributions", discussion));
        }
        as(secretary)
                .body(Map.of("to", "CLOSED", "reason", "结束"))
                .post("/discussions/{id}/transitions", discussion)
                .then()
                .statusCode(200);
        gate(house)
                .body("actions[0].value", equalTo(1))
                .body("actions[0].missing", hasSize(3))
                .body("actions[1].value", equalTo(0))
                .body("actions[1].state", equalTo("UNMET"));
    }

    @Test
    void allItemsMustBeClosedAndNoItemsAreNoProof() {
        var house = house(
                "{code: CLOSED, phase: STUDY, subject: BRANCH, name: 全部销号, metric: items-closed, target: 100, unit: '%'}");
        gate(house).body("actions[0].value", equalTo(0)).body("actions[0].state", equalTo("UNMET"));
        String one = item(house);
        String two = item(house);
        gate(house).body("actions[0].value", equalTo(0));
        set("update rectification_item set state = 'CLOSED', closed_at = now() where id = :id", one);
        gate(house).body("actions[0].value", equalTo(50)).body("actions[0].state", equalTo("UNMET"));
        set("update rectification_item set state = 'CANCELLED', cancel_reason = '重复' where id = :id", two);
        gate(house).body("actions[0].value", equalTo(100)).body("open", equalTo(true));
    }

    @Test
    void theMoveIsRefusedWithWhatIsUnmetAndWhatIsUnknown() {
        var house = house(
                "{code: HOURS, phase: STUDY, subject: MEMBER, name: 学习两小时, metric: study-minutes, target: 120},"
                        + " {code: NOTES, phase: STUDY, subject: MEMBER, name: 写笔记, metric: nobody-measures-this, target: 1},"
                        + " {code: LATER, phase: APPRAISAL, subject: BRANCH, name: 销号, metric: items-closed, target: 100}");
        gate(house)
                .body("actions.code", contains("HOURS", "NOTES"))
                .body("actions.state", contains("UNMET", "UNKNOWN"))
                .body("actions[1].value", nullValue())
                .body("actions[1].records", nullValue())
                .body("unknown", equalTo(1));
        move(house.secretaries.getFirst(), house, Map.of("to", "APPRAISAL"))
                .statusCode(409)
                .body("type", equalTo("urn:zhixing:problem:campaign/gate-unmet"))
                .body("errors", hasSize(2))
                .body("errors.detail", containsInAnyOrder(containsString("学习两小时"), containsString("写笔记")));
        held(house, 3, Map.of());
        move(house.secretaries.getFirst(), house, Map.of("to", "APPRAISAL"))
                .statusCode(409)
                .body("errors", hasSize(1)); // what nobody can measure never passes in silence
    }

    @Test
    void anOpenGateLetsTheSecretaryPassAndBackOnlyTheOffice() {
        var house =
                house("{code: HOURS, phase: STUDY, subject: MEMBER, name: 学习两小时, metric: study-minutes, target: 120}");
        held(house, 3, Map.of());
        as(house.secretaries.getFirst())
                .body(Map.of("to", "APPRAISAL"))
                .post(
                        "/campaigns/{id}/branches/{b}/phase-transitions?dryRun=true",
                        house.campaign,
                        house.branches.getFirst())
                .then()
                .statusCode(200)
                .body("phase", equalTo("APPRAISAL"));
        gate(house).body("phase", equalTo("STUDY"));
        move(house.secretaries.getFirst(), house, Map.of("to", "APPRAISAL"))
                .statusCode(200)
                .body("phase", equalTo("APPRAISAL"));
        move(house.secretaries.getFirst(), house, Map.of("to", "STUDY"))
                .statusCode(403)
                .body("type", equalTo("urn:zhixing:problem:campaign/back-by-office"));
        move(house.office, house, Map.of("to", "STUDY")).statusCode(200).body("phase", equalTo("STUDY"));
        overrides(house).body("items", empty());
    }

    @Test
    void onlySomebodyAboveOverridesAndItIsKeptWithWhatWasUnmet() {
        var house =
                house("{code: HOURS, phase: STUDY, subject: MEMBER, name: 学习两小时, metric: study-minutes, target: 120}");
        held(house, 3, Map.of(1, "ABSENT"));
        var override = Map.of("to", "APPRAISAL", "override", Map.of("reason", "一名党员住院，已安排补学"));
        String own = samples.person(house, house.branches.getFirst(), Role.OFFICE);
        for (String below : List.of(own, house.secretaries.getFirst())) {
            move(below, house, override)
                    .statusCode(403)
                    .body("type", equalTo("urn:zhixing:problem:campaign/override-from-above"));
        }
        move(house.office, house, Map.of("to", "APPRAISAL", "override", Map.of("reason", "急")))
                .statusCode(422);
        overrides(house).body("items", empty());
        move(house.office, house, override).statusCode(200).body("phase", equalTo("APPRAISAL"));
        overrides(house)
                .body("items", hasSize(1))
                .body("items[0].reason", equalTo("一名党员住院，已安排补学"))
                .body("items[0].by", equalTo("办公室"))
                .body("items[0].from", equalTo("STUDY"))
                .body("items[0].unmet[0].code", equalTo("HOURS"))
                .body("items[0].unmet[0].value", equalTo(3))
                .body("items[0].unmet[0].needed", equalTo(4));
        as(samples.admin(house))
                .get("/audit-events?organization={b}", house.branches.getFirst())
                .then()
                .body(
                        "items.find { it.subject?.type == 'PhaseOverride' || it.toString().contains('住院') }",
                        org.hamcrest.Matchers.notNullValue());
    }

    @Test
    void theOfficeSeesEveryBranchAndABranchOnlyItself() {
        var house =
                house("{code: HOURS, phase: STUDY, subject: MEMBER, name: 学习两小时, metric: study-minutes, target: 120}");
        held(house, 3, Map.of());
        as(house.office)
                .get("/campaigns/{id}/gates?organization={o}", house.campaign, house.committee)
                .then()
                .statusCode(200)
                .body("items.met", contains(1, 0))
                .body("items.unmet", contains(0, 1))
                .body("items[1].actions[0].missing", empty());
        as(house.secretaries.getFirst())
                .get("/campaigns/{id}/gates", house.campaign)
                .then()
                .body("items", hasSize(1));
        as(house.secretaries.getFirst())
                .get("/campaigns/{id}/gates/{b}", house.campaign, house.branches.get(1))
                .then()
                .statusCode(404);
        as(samples.house().office)
                .get("/campaigns/{id}/gates", house.campaign)
                .then()
                .statusCode(404);
    }

    private Samples.House house(String actions) {
        var house = samples.houseWithCampaign(
                Samples.TEMPLATE.replace("requiredActions: []", "requiredActions: [" + actions + "]"));
        samples.batch(house);
        return house;
    }

    /** A held session of the first branch, on whose roll all are present but those said otherwise by their place. */
    private void held(Samples.House house, int day, Map<Integer, String> otherwise) {
        String session = hold(house, day);
        List<UUID> roster = house.roster.get(house.branches.getFirst());
        as(house.secretaries.getFirst())
                .header("If-Match", "*")
                .body(Map.of(
                        "entries",
                        IntStream.range(0, roster.size())
                                .mapToObj(i -> Map.of(
                                        "memberId", roster.get(i), "status", otherwise.getOrDefault(i, "PRESENT")))
                                .toList()))
                .put("/study-sessions/{id}/attendance", session)
                .then()
                .statusCode(200);
    }

    private String hold(Samples.House house, int day) {
        String session = samples.session(house, day);
        as(house.secretaries.getFirst())
                .body(Map.of("to", "HELD"))
                .post("/study-sessions/{id}/transitions", session)
                .then()
                .statusCode(200);
        return session;
    }

    private String item(Samples.House house) {
        return created(as(house.secretaries.getFirst())
                .body(Map.of(
                        "campaignId",
                        house.campaign,
                        "organizationId",
                        house.branches.getFirst(),
                        "problem",
                        "沟渠淤堵",
                        "dimension",
                        "SERVANT_SPIRIT",
                        "nature",
                        "NONCONFORMING",
                        "kind",
                        "DEADLINE",
                        "responsibleId",
                        house.roster.get(house.branches.getFirst()).getFirst(),
                        "dueOn",
                        "2027-03-01",
                        "origin",
                        Map.of("kind", "OTHER"),
                        "measures",
                        List.of(Map.of("title", "清淤"))))
                .post("/rectification-items"));
    }

    private void set(String sql, String id) {
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(sql)
                .setParameter("id", UUID.fromString(id))
                .executeUpdate());
    }

    private static ValidatableResponse gate(Samples.House house) {
        return as(house.secretaries.getFirst())
                .get("/campaigns/{id}/gates/{b}", house.campaign, house.branches.getFirst())
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse overrides(Samples.House house) {
        return as(house.office)
                .get("/campaigns/{id}/gates/{b}/overrides", house.campaign, house.branches.getFirst())
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse move(String who, Samples.House house, Map<String, ?> body) {
        return as(who).body(body)
                .post("/campaigns/{id}/branches/{b}/phase-transitions", house.campaign, house.branches.getFirst())
                .then();
    }
}
