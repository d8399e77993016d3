package org.zhixing.study.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;
import org.zhixing.platform.time.Times;

/** CAM-4: a phase is extended, tried out first, and the branches' study is planned anew. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExtensionTest {
    private static final Map<String, String> DOCUMENT = Map.of("number", "试发〔2026〕3号", "title", "关于延长学习动员阶段的通知");

    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    @Inject
    ExtensionJob job;

    @Inject
    Scheduler scheduler;

    @Inject
    Clock clock;

    private Samples.House house;
    private String batch;
    private LocalDate today;

    @BeforeEach
    void build() {
        house = samples.houseWithCampaign();
        today = Times.today(clock);
        batch = created(as(house.office)
                .body(Map.of(
                        "ordinal",
                        1,
                        "name",
                        "第一批",
                        "phases",
                        List.of(phase("STUDY", -20, 7), phase("APPRAISAL", 8, 30)),
                        "organizationIds",
                        List.of(house.committee)))
                .post("/campaigns/{id}/batches", house.campaign));
    }

    @AfterEach
    void together() {
        scheduler.resume();
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndLeavesDatesAndSessionsAsTheyWere() {
        Response proposed = proposed(21);
        proposed.then()
                .body("wasEndsOn", equalTo(day(7)))
                .body("newEndsOn", equalTo(day(21)))
                .body("document.number", equalTo("试发〔2026〕3号"))
                .body("branchesDone", equalTo(2))
                .body("figures.members", equalTo(8))
                .body("figures.shortBefore", equalTo(8))
                .body("figures.shortAfter", equalTo(8))
                .body("figures.branchesStillShort", equalTo(2));
        assertThat(proposed.<Integer>path("figures.proposed")).isBetween(8, 16);
        assertThat(end("STUDY")).isEqualTo(day(7));
        assertThat(sessions(0)).isEmpty();
        changes().then().body("items", hasSize(0));

        Response branch = branch(proposed, 0);
        branch.then()
                .statusCode(200)
                .body("members", hasSize(4))
                .body("members.before.plannedMinutes", everyItem(equalTo(0)))
                .body("members.after.outlook", everyItem(equalTo("MORE_NEEDED")))
                .body("calendar.kind", hasItem("PROPOSED"));
        int proposedHere = branch.<List<?>>path("sessions").size();
        assertThat(branch.<List<Integer>>path("members.after.plannedMinutes")).containsOnly(proposedHere * 180);
    }

    @Test
    void applyingChangesTheDatesKeepsTheOldPlanAndPlansTheSessions() {
        Response proposed = proposed(21);
        Response applied = applied(proposed);
        assertThat(applied.<Integer>path("figures.planned")).isEqualTo(proposed.<Integer>path("figures.proposed"));
        assertThat(end("STUDY")).isEqualTo(day(21));
        assertThat(end("APPRAISAL")).isEqualTo(day(44));
        changes()
                .then()
                .body("items", hasSize(2))
                .body("items.find { it.phase == 'STUDY' }.wasEndsOn", equalTo(day(7)))
                .body("items.find { it.phase == 'STUDY' }.endsOn", equalTo(day(21)))
                .body("items.find { it.phase == 'STUDY' }.reason", equalTo("春耕农忙，学时未满"))
                .body("items.find { it.phase == 'STUDY' }.document.title", equalTo(DOCUMENT.get("title")))
                .body("items.find { it.phase == 'APPRAISAL' }.shifted", equalTo(true))
                .body("items.find { it.phase == 'APPRAISAL' }.wasStartsOn", equalTo(day(8)))
                .body("items.find { it.phase == 'APPRAISAL' }.startsOn", equalTo(day(22)));
        List<Map<String, Object>> sessions = sessions(0);
        assertThat(sessions)
                .hasSize(branch(proposed, 0).<List<?>>path("sessions").size())
                .allSatisfy(s -> assertThat(LocalDate.parse((String) s.get("date")))
                        .isAfter(today)
                        .isBeforeOrEqualTo(today.plusDays(21)));
        as(house.office)
                .get("/branches/{id}/hours", house.branches.getFirst())
                .then()
                .body("items.plannedMinutes", everyItem(equalTo(sessions.size() * 180)));
        Response after = branch(proposed, 0);
        after.then().body("members.before.plannedMinutes", everyItem(equalTo(0)));
        assertThat(recorded())
                .as("events of the job, for whom it was done and why")
                .isPositive();
        refused(
                as(house.office).post("/phase-extensions/{id}/application", proposed.<String>path("id")),
                409,
                "extension/not-proposed");
    }

    @Test
    void withoutADryRunItIsAppliedAtOnce() {
        Response ended = ended(as(house.office)
                .queryParam("dryRun", false)
                .body(order(21))
                .post("/campaigns/{id}/phases/STUDY/extensions", house.campaign));
        ended.then().body("state", equalTo("APPLIED"));
        assertThat(ended.<Integer>path("figures.planned"))
                .isPositive()
                .isEqualTo(ended.<Integer>path("figures.proposed"));
        assertThat(end("STUDY")).isEqualTo(day(21));
    }

    @Test
    void aSessionPlannedBetweenProposalAndApplicationIsRespectedAndTheDifferenceShows() {
        Response proposed = proposed(21);
        Map<String, String> first = branch(proposed, 0).path("sessions[0]");
        created(as(house.secretaries.getFirst())
                .body(Map.of(
                        "campaignId",
                        house.campaign,
                        "organizationId",
                        house.branches.getFirst(),
                        "title",
                        "支部自己排的",
                        "startsAt",
                        first.get("startsAt"),
                        "endsAt",
                        first.get("endsAt")))
                .post("/study-sessions"));
        applied(proposed);
        List<Map<String, Object>> sessions = sessions(0);
        assertThat(sessions)
                .filteredOn(s ->
                        s.get("date").equals(first.get("date")) && s.get("half").equals(first.get("half")))
                .extracting(s -> s.get("title"))
                .containsExactly("支部自己排的");
        Response summary = branch(proposed, 0);
        summary.then().body("summary.planned", equalTo(summary.<Integer>path("summary.proposed") - 1));
        assertThat(sessions).hasSize(summary.<Integer>path("summary.proposed"));
    }

    @Test
    void busyDaysOfTheBranchAndOfThoseAboveAreLeftOut() {
        busy(house.secretaries.getFirst(), house.branches.getFirst(), 1, 21, "春耕");
        busy(house.office, house.committee, 8, 21, "防汛");
        Response proposed = proposed(21);
        branch(proposed, 0).then().body("sessions", hasSize(0)).body("calendar.kind", everyItem(equalTo("BUSY")));
        Response other = branch(proposed, 1);
        assertThat(other.<List<String>>path("sessions.date"))
                .isNotEmpty()
                .allSatisfy(date -> assertThat(LocalDate.parse(date)).isBefore(today.plusDays(8)));
        as(house.secretaries.getFirst())
                .queryParam("organization", house.branches.getFirst())
                .get("/busy-periods")
                .then()
                .body("items.reason", equalTo(List.of("春耕", "防汛")))
                .body("items[1].organization.name", containsString("试验工委"));
        as(house.office)
                .queryParam("stillShort", true)
                .queryParam("sort", "-stillShort")
                .get("/phase-extensions/{id}/branches", proposed.<String>path("id"))
                .then()
                .body("items", hasSize(2))
                .body("items.find { it.proposed == 0 }.needed", equalTo(14));
    }

    @Test
    void aBusyPeriodOfAnOrganisationAboveIsChangedThereAlone() {
        String id = busy(house.office, house.committee, 1, 5, "防汛");
        as(house.secretaries.getFirst()).get("/busy-periods/{id}", id).then().statusCode(404);
        Response read = as(house.office).get("/busy-periods/{id}", id);
        as(house.office)
                .contentType("application/merge-patch+json")
                .header("If-Match", Samples.etag(read))
                .body(Map.of("to", day(0)))
                .patch("/busy-periods/{id}", id)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/to"));
        as(house.office)
                .header("If-Match", Samples.etag(read))
                .delete("/busy-periods/{id}", id)
                .then()
                .statusCode(204);
        as(house.office).get("/busy-periods/{id}", id).then().statusCode(404);
    }

    @Test
    void aProposalIsNotAppliedOnceItsBatchHasChangedOrANewerOneStands() {
        Response older = proposed(21);
        Response newer = proposed(28);
        refused(
                as(house.office).post("/phase-extensions/{id}/application", older.<String>path("id")),
                409,
                "extension/superseded");
        Response read = as(house.office).get("/campaigns/{id}/batches/{batch}", house.campaign, batch);
        as(house.office)
                .header("If-Match", Samples.etag(read))
                .body(Map.of("name", "首批", "phases", List.of(phase("STUDY", -20, 9), phase("APPRAISAL", 10, 30))))
                .put("/campaigns/{id}/batches/{batch}", house.campaign, batch)
                .then()
                .statusCode(200);
        refused(
                as(house.office).post("/phase-extensions/{id}/application", newer.<String>path("id")),
                409,
                "extension/batch-changed");
        assertThat(sessions(0)).isEmpty();
    }

    @Test
    void whatAProcessThatDiedLeftUndoneIsDoneOnceByAnother() {
        String id = proposed(21).path("id");
        int expected = as(house.office).get("/phase-extensions/{id}", id).path("figures.proposed");
        scheduler.pause();
        as(house.office).post("/phase-extensions/{id}/application", id).then().statusCode(202);
        assertThat(step(id, false)).isTrue();
        assertThat(sessions(0).size() + sessions(1).size()).isBetween(1, expected - 1);
        assertThat(step(id, true))
                .as("the process dies before its transaction ends")
                .isTrue();
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                        "update phase_extension set seen_alive_at = now() - interval '2 minutes' where id = :id")
                .setParameter("id", UUID.fromString(id))
                .executeUpdate());
        scheduler.resume();
        awaitEnd(house.office, id).then().body("state", equalTo("APPLIED")).body("branchesDone", equalTo(2));
        assertThat(sessions(0).size() + sessions(1).size()).isEqualTo(expected);
        assertThat(sessions(0))
                .extracting(s -> s.get("date") + " " + s.get("half"))
                .doesNotHaveDuplicates();
        assertThat(sessions(1))
                .extracting(s -> s.get("date") + " " + s.get("half"))
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyTheOfficeAboveTheWholeBatchExtendsItAndMembersSeeNothingOfIt() {
        String partial = samples.person(house, house.branches.getFirst(), Role.OFFICE);
        Response refused = as(partial).body(order(21)).post("/campaigns/{id}/phases/STUDY/extensions", house.campaign);
        refused(refused, 403, "campaign/not-the-whole-batch");
        refused.then().body("detail", containsString("全部 2 个支部"));
        String id = proposed(21).path("id");
        refused(as(partial).post("/phase-extensions/{id}/application", id), 403, "campaign/not-the-whole-batch");
        as(partial)
                .get("/phase-extensions/{id}", id)
                .then()
                .statusCode(200)
                .body("figures.branches", equalTo(1))
                .body("figures.members", equalTo(4));
        as(house.people.getFirst()).get("/phase-extensions/{id}", id).then().statusCode(403);
        as(house.people.getFirst()).get("/phase-extensions").then().statusCode(403);

        Samples.House other = samples.houseWithCampaign();
        as(other.office).get("/phase-extensions/{id}", id).then().statusCode(404);
        as(other.office)
                .body(order(21))
                .post("/campaigns/{id}/phases/STUDY/extensions", house.campaign)
                .then()
                .statusCode(404);
        as(other.office)
                .body(order(21))
                .post("/campaigns/{id}/phases/STUDY/extensions", other.campaign)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/batchId"));
    }

    @Test
    void anExtensionMustBeLaterAndLeaveTheNextPhaseRoom() {
        extend("STUDY", order(7)).then().statusCode(422).body("errors[0].pointer", equalTo("/newEndsOn"));
        Map<String, Object> kept = new HashMap<>(order(8));
        kept.put("laterPhases", "KEEP");
        extend("STUDY", kept).then().statusCode(422).body("errors[0].code", endsWith("extension/runs-into-next"));
        refused(extend("RECTIFICATION", order(60)), 422, "campaign/no-such-phase");
    }

    @Test
    void anotherPhaseGetsOtherDatesAndNoSessions() {
        Response proposed = ended(extend("APPRAISAL", order(40)));
        proposed.then().body("figures.proposed", equalTo(0)).body("figures.shortAfter", equalTo(0));
        applied(proposed);
        assertThat(end("APPRAISAL")).isEqualTo(day(40));
        assertThat(end("STUDY")).isEqualTo(day(7));
        assertThat(sessions(0)).isEmpty();
    }

    /** One branch is planned; the transaction is lost where the process dies. */
    private boolean step(String id, boolean dies) {
        QuarkusTransaction.begin();
        boolean more = job.step(UUID.fromString(id), 1, 1);
        entities.flush();
        if (dies) {
            QuarkusTransaction.rollback();
        } else {
            QuarkusTransaction.commit();
        }
        return more;
    }

    private Response proposed(int newEnd) {
        Response ended = ended(extend("STUDY", order(newEnd)));
        ended.then().body("state", equalTo("PROPOSED"));
        return ended;
    }

    private Response applied(Response proposed) {
        Response ended =
                ended(as(house.office).post("/phase-extensions/{id}/application", proposed.<String>path("id")));
        ended.then().body("state", equalTo("APPLIED")).body("branchesDone", equalTo(2));
        return ended;
    }

    private Response extend(String phase, Map<String, Object> body) {
        return as(house.office).body(body).post("/campaigns/{id}/phases/{phase}/extensions", house.campaign, phase);
    }

    private Map<String, Object> order(int newEnd) {
        return Map.of("batchId", batch, "newEndsOn", day(newEnd), "reason", "春耕农忙，学时未满", "document", DOCUMENT);
    }

    private Response ended(Response accepted) {
        accepted.then().statusCode(202);
        return awaitEnd(house.office, accepted.path("id"));
    }

    private static Response awaitEnd(String user, String id) {
        RequestSpecification caller = as(user);
        for (int i = 0; i < 1_200; i++) {
            Response now = caller.get("/phase-extensions/" + id);
            now.then().statusCode(200);
            if (now.path("finishedAt") != null) {
                return now;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("The extension did not end");
    }

    private Response branch(Response extension, int index) {
        return as(house.office)
                .get(
                        "/phase-extensions/{id}/branches/{branch}",
                        extension.<String>path("id"),
                        house.branches.get(index));
    }

    private List<Map<String, Object>> sessions(int index) {
        return as(house.secretaries.get(index))
                .queryParam("limit", 200)
                .get("/study-sessions")
                .path("items");
    }

    private String end(String phase) {
        return as(house.office)
                .get("/campaigns/{id}/batches/{batch}", house.campaign, batch)
                .path("phases.find { it.kind == '" + phase + "' }.endsOn");
    }

    private Response changes() {
        return as(house.office).get("/campaigns/{id}/phase-changes", house.campaign);
    }

    private long recorded() {
        return ((Number) entities.createNativeQuery(
                                "select count(*) from audit_event where operation = 'phaseExtension' and organization_id = :committee"
                                        + " and actor_kind = 'SYSTEM' and behalf_name = '办公室' and reason = '春耕农忙，学时未满'")
                        .setParameter("committee", house.committee)
                        .getSingleResult())
                .longValue();
    }

    private String busy(String who, UUID organization, int from, int to, String reason) {
        return created(
                as(who).body(Map.of("organizationId", organization, "from", day(from), "to", day(to), "reason", reason))
                        .post("/busy-periods"));
    }

    private Map<String, String> phase(String kind, int from, int to) {
        return Map.of("kind", kind, "startsOn", day(from), "endsOn", day(to));
    }

    private String day(int offset) {
        return today.plusDays(offset).toString();
    }

    private static void refused(Response answer, int status, String slug) {
        answer.then().statusCode(status).body("type", endsWith(slug));
    }
}
