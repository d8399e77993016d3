package org.zhixing.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;
import static org.zhixing.Samples.etag;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;

/** The five haves are counted from records, and each cell opens the records that make it. STU-8 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FiveHavesTest {
    private static final String TEMPLATE = Samples.TEMPLATE.replace("fiveHaves: []", """
            fiveHaves:
              - {code: ATTENDANCE, name: 有考勤}
              - {code: RECORD, name: 有记录}
              - {code: MATERIAL, name: 有资料}
              - {code: NOTE, name: 有笔记}
              - {code: REFLECTION, name: 有心得}""");

    @Inject
    Samples samples;

    private Samples.House house;
    private UUID branch;
    private String secretary;

    @BeforeEach
    void furnish() {
        house = samples.houseWithCampaign(TEMPLATE);
        samples.batch(house);
        branch = house.branches.getFirst();
        secretary = house.secretaries.getFirst();
    }

    @Test
    void nothingHeldIsNothingHad() {
        assertThat(value("ATTENDANCE")).isEqualTo("0/0 unmet");
        assertThat(value("NOTE")).isEqualTo("0/4 unmet");
        cellsAreMadeOfTheirRecords();
    }

    @Test
    void attendanceIsThereWhenEveryHeldSessionHasItsRoll() {
        String first = held(3);
        String second = held(5);
        roll(first);
        assertThat(value("ATTENDANCE")).isEqualTo("1/2 unmet");
        assertThat(lacks("ATTENDANCE")).containsExactly("ROLL_MISSING", null);
        roll(second);
        assertThat(value("ATTENDANCE")).isEqualTo("2/2 met");
        cellsAreMadeOfTheirRecords();
    }

    @Test
    void whatIsOnlyPlannedOrHeldInAnotherPhaseOrBranchDoesNotCount() {
        samples.session(house, 10);
        String april = created(as(house.office)
                .body(plan(house.branches.getLast(), "2026-03-12"))
                .post("/study-sessions"));
        hold(april);
        hold(created(as(secretary).body(plan(branch, "2026-02-20")).post("/study-sessions")));
        assertThat(value("ATTENDANCE")).isEqualTo("0/0 unmet");
        cellsAreMadeOfTheirRecords();
    }

    @Test
    void aRecordIsThereWhenTwoWhoWereThereHaveConfirmedIt() {
        String session = held(3);
        roll(session);
        assertThat(lacks("RECORD")).containsExactly("MINUTES_MISSING");
        write(session);
        assertThat(lacks("RECORD")).containsExactly("MINUTES_UNCONFIRMED");
        confirm(house.people.getFirst(), session);
        assertThat(value("RECORD")).isEqualTo("0/1 unmet");
        confirm(samples.secondAccount(house, branch, house.roster.get(branch).get(2), Role.MEMBER), session);
        assertThat(value("RECORD")).isEqualTo("1/1 met");
        write(session);
        assertThat(value("RECORD")).as("a new version is confirmed anew").isEqualTo("0/1 unmet");
        cellsAreMadeOfTheirRecords();
    }

    @Test
    void materialIsThereWhenTheSessionNamesWhatWasStudied() {
        String session = held(3);
        assertThat(lacks("MATERIAL")).containsExactly("MATERIAL_MISSING");
        String material = created(as(secretary)
                .body(Map.of(
                        "campaignId", house.campaign,
                        "organizationId", branch,
                        "title", "规定篇目",
                        "kind", "TEXT",
                        "text", "正文"))
                .post("/materials"));
        as(secretary)
                .header("If-Match", etag(as(secretary).get("/study-sessions/{id}/materials", session)))
                .body(Map.of("materialIds", List.of(material)))
                .put("/study-sessions/{id}/materials", session)
                .then()
                .statusCode(200);
        assertThat(value("MATERIAL")).isEqualTo("1/1 met");
        cellsAreMadeOfTheirRecords();
    }

    @Test
    void notesCountWhenHandedInAndReflectionsWhenAccepted() {
        String member = house.people.getFirst();
        submit(member, "study-notes");
        String reflection = submit(member, "reflections");
        assertThat(value("NOTE")).isEqualTo("1/4 unmet");
        assertThat(value("REFLECTION")).isEqualTo("0/4 unmet");
        assertThat(lacks("REFLECTION")).contains("NOT_ACCEPTED", "NOT_HANDED_IN");
        as(secretary)
                .body(Map.of("to", "ACCEPTED"))
                .post("/reflections/{id}/transitions", reflection)
                .then()
                .statusCode(200);
        assertThat(value("REFLECTION")).isEqualTo("1/4 unmet");
        cellsAreMadeOfTheirRecords();
    }

    /** Of every cell: as many records as it needs, and as many of them count as it says. */
    private void cellsAreMadeOfTheirRecords() {
        for (String code : List.of("ATTENDANCE", "RECORD", "MATERIAL", "NOTE", "REFLECTION")) {
            List<String> lacks = lacks(code);
            long has = lacks.stream().filter(Objects::isNull).count();
            assertThat(value(code)).as(code).startsWith(has + "/" + lacks.size());
        }
    }

    private String value(String code) {
        var cell = as(secretary)
                .get("/branches/{id}/five-haves?campaign=" + house.campaign, branch)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("cells.find { it.code == '" + code + "' }");
        var inTree = as(house.office)
                .get("/five-haves?campaign=" + house.campaign)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("items.find { it.branch.id == '" + branch + "' }.cells.find { it.code == '" + code + "' }");
        assertThat(inTree).as("the tree says the same").isEqualTo(cell);
        return cell.get("value") + "/" + cell.get("needed")
                + (Boolean.TRUE.equals(cell.get("met")) ? " met" : " unmet");
    }

    private List<String> lacks(String code) {
        return as(secretary)
                .get("/branches/{id}/five-haves/{code}/records?campaign=" + house.campaign, branch, code)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.lack", String.class);
    }

    private Map<String, Object> plan(UUID at, String day) {
        return Map.of(
                "campaignId",
                house.campaign,
                "organizationId",
                at,
                "title",
                "学习",
                "startsAt",
                day + "T09:00:00+08:00",
                "endsAt",
                day + "T11:00:00+08:00");
    }

    private String held(int day) {
        String session = samples.session(house, day);
        hold(session);
        return session;
    }

    private void hold(String session) {
        as(house.office)
                .body(Map.of("to", "HELD"))
                .post("/study-sessions/{id}/transitions", session)
                .then()
                .statusCode(200);
    }

    private void roll(String session) {
        as(secretary)
                .header("If-Match", etag(as(secretary).get("/study-sessions/{id}/attendance", session)))
                .body(Map.of(
                        "entries",
                        house.roster.get(branch).stream()
                                .map(m -> Map.of("memberId", m, "status", "PRESENT"))
                                .toList()))
                .put("/study-sessions/{id}/attendance", session)
                .then()
                .statusCode(200);
    }

    private void write(String session) {
        as(secretary)
                .header("If-Match", etag(as(secretary).get("/study-sessions/{id}/minutes", session)))
                .body(Map.of("text", "议定事项"))
                .put("/study-sessions/{id}/minutes", session)
                .then()
                .statusCode(200);
    }

    private static void confirm(String who, String session) {
        int version =
                as(who).get("/study-sessions/{id}/minutes", session).jsonPath().getInt("version");
        as(who).body(Map.of("version", version))
                .post("/study-sessions/{id}/minutes/confirmations", session)
                .then()
                .statusCode(200);
    }

    private String submit(String member, String collection) {
        String id = created(as(member)
                .body(Map.of("campaignId", house.campaign, "title", "体会", "text", "把沟渠清了，群众才信我们说的话。"))
                .post("/" + collection));
        as(member)
                .body(Map.of("to", "SUBMITTED"))
                .post("/{c}/{id}/transitions", collection, id)
                .then()
                .statusCode(200);
        return id;
    }
}
