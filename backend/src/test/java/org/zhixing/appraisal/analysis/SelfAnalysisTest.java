package org.zhixing.appraisal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.*;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;

/** A member's self-analysis from its first word to its acceptance, and the few who read it. APP-1. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SelfAnalysisTest {
    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    private Samples.House house;
    private String member;
    private String secretary;
    private UUID branch;

    @BeforeEach
    void furnish() {
        house = samples.houseWithCampaign();
        member = house.people.getFirst();
        secretary = house.secretaries.getFirst();
        branch = house.branches.getFirst();
    }

    @Test
    void aDraftIsItsAuthorsAlone() {
        String id = begun();
        write(id, "还没想好");
        for (String other : List.of(secretary, house.supervisor, house.office, house.people.getLast())) {
            as(other).get("/self-analyses/{id}", id).then().statusCode(404);
            as(other).get("/self-analyses").then().statusCode(200).body("items", empty());
        }
        as(member).queryParam("mine", true).get("/self-analyses").then().body("items.id", contains(id));
    }

    @Test
    void whatIsHandedInIsReadByTheSecretaryAndTheSupervisorAndNobodyElse() {
        String id = handedIn("窗口服务不够主动");
        for (String reader : List.of(secretary, house.supervisor)) {
            as(reader).get("/self-analyses/{id}", id).then().statusCode(200).body("text", is("窗口服务不够主动"));
        }
        String recorder = samples.person(house, branch, Role.RECORDER);
        String colleague =
                samples.secondAccount(house, branch, house.roster.get(branch).get(2), Role.MEMBER);
        for (String other : List.of(recorder, colleague, house.office, house.secretaries.getLast())) {
            as(other).get("/self-analyses/{id}", id).then().statusCode(404);
        }
    }

    @Test
    void itIsReturnedRewrittenHandedInAgainAndAcceptedAndEveryTextHandedInIsKept() {
        String id = handedIn("第一稿");
        as(secretary).queryParam("waiting", true).get("/self-analyses").then().body("items.id", contains(id));
        move(secretary, id, "RETURNED", " ").then().statusCode(422).body("errors[0].pointer", is("/comment"));
        move(secretary, id, "RETURNED", "请写具体").then().statusCode(200);
        write(id, "第二稿").then().statusCode(200);
        // While it is being rewritten, others see what was handed in.
        as(secretary)
                .get("/self-analyses/{id}", id)
                .then()
                .body("text", is("第一稿"))
                .body("state", is("RETURNED"));
        move(member, id, "SUBMITTED", null).then().statusCode(200).body("submissions", is(2));
        move(secretary, id, "ACCEPTED", null)
                .then()
                .statusCode(200)
                .body("decidedBy", is("书记1"))
                .body("allowedTransitions", empty());
        as(member).get("/self-analyses/{id}/versions", id).then().body("items.text", contains("第二稿", "第一稿"));
        write(id, "第三稿").then().statusCode(409).body("type", endsWith("appraisal/analysis-not-open"));
    }

    @Test
    void takenBackItIsTheAuthorsAloneAgain() {
        String id = handedIn("交早了");
        move(secretary, id, "DRAFT", null).then().statusCode(403);
        move(member, id, "DRAFT", null).then().statusCode(200);
        as(secretary).get("/self-analyses/{id}", id).then().statusCode(404);
    }

    @Test
    void aMemberHasOneInACampaign() {
        String id = begun();
        as(member)
                .body(Map.of("campaignId", house.campaign))
                .post("/self-analyses")
                .then()
                .statusCode(409)
                .body("type", endsWith("appraisal/analysis-exists"))
                .body("existing", is(id));
    }

    @Test
    void somethingIsSaidToEveryCriterionBeforeItIsHandedIn() {
        String criterion = criterion(branch, secretary);
        String foreign = criterion(house.branches.getLast(), house.secretaries.getLast());
        String id = begun();
        write(id, "总的看还行");
        move(member, id, "SUBMITTED", null)
                .then()
                .statusCode(422)
                .body("type", endsWith("appraisal/analysis-unanswered"));
        answer(id, foreign, "不相干").then().statusCode(422).body("errors[0].pointer", is("/answers/0/criterionId"));
        answer(id, criterion, "让群众跑了两趟").then().statusCode(200);
        move(member, id, "SUBMITTED", null).then().statusCode(200);
        as(secretary)
                .get("/self-analyses/{id}", id)
                .then()
                .body("answers.text", contains("让群众跑了两趟"))
                .body("answers.criterionId", contains(criterion));
    }

    @Test
    void theSecretaryKeysInWhatAMemberWroteOnPaper() {
        UUID old = house.roster.get(branch).get(2);
        as(member)
                .body(Map.of("campaignId", house.campaign, "memberId", old))
                .post("/self-analyses")
                .then()
                .statusCode(403);
        String id = created(as(secretary)
                .body(Map.of("campaignId", house.campaign, "memberId", old))
                .post("/self-analyses"));
        as(secretary)
                .get("/self-analyses/{id}", id)
                .then()
                .body("enteredBy", is("书记1"))
                .body("writer", is(true));
    }

    @Test
    void nobodyDecidesAboutTheirOwn() {
        String id =
                created(as(secretary).body(Map.of("campaignId", house.campaign)).post("/self-analyses"));
        write(secretary, id, Map.of("text", "书记的"));
        move(secretary, id, "SUBMITTED", null).then().statusCode(200);
        move(secretary, id, "ACCEPTED", null).then().statusCode(403).body("type", endsWith("appraisal/analysis-own"));
        move(house.supervisor, id, "ACCEPTED", null).then().statusCode(200);
    }

    @Test
    void everyMoveThatTheDrawingDoesNotHaveIsRefused() {
        for (SelfAnalysis.State from : SelfAnalysis.State.values()) {
            for (SelfAnalysis.State to : SelfAnalysis.State.values()) {
                if (!from.next().contains(to)) {
                    furnish();
                    String id = in(from);
                    boolean unseen = !SelfAnalysis.State.BY_WRITER.contains(to) && from == SelfAnalysis.State.DRAFT;
                    String who = SelfAnalysis.State.BY_WRITER.contains(to) ? member : secretary;
                    move(who, id, to.name(), "意见").then().statusCode(unseen ? 404 : 409);
                }
            }
        }
    }

    @Test
    void theRecordNotesThatItWasWrittenAndNotWhat() {
        String id = handedIn("不该出现的话");
        List<?> changes = QuarkusTransaction.requiringNew().call(() -> entities.createNativeQuery(
                        "select changes from audit_event where :id = any(subjects) order by at", String.class)
                .setParameter("id", UUID.fromString(id))
                .getResultList());
        assertThat(changes).isNotEmpty();
        assertThat(changes.toString()).doesNotContain("不该出现的话");
    }

    @Test
    void inTheAppraisalPhaseWhoHasNoneIsRemindedAndTheSecretaryHasAQueue() {
        String batch = samples.batch(house);
        assertThat(batch).isNotEmpty();
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                        "update participation set phase = 'APPRAISAL' where branch_id = :branch")
                .setParameter("branch", branch)
                .executeUpdate());
        as(member)
                .get("/me/due")
                .then()
                .body("items.find { it.kind == 'SELF_ANALYSIS_DUE' }.dueOn", is("2026-05-10"))
                .body("items.find { it.kind == 'SELF_ANALYSIS_DUE' }.target.id", is(house.campaign));
        handedIn("写好了");
        as(member).get("/me/due").then().body("items.kind", not(hasItem("SELF_ANALYSIS_DUE")));
        as(secretary).get("/me/due").then().body("items.find { it.kind == 'SELF_ANALYSIS_TO_READ' }.title", is("1"));
    }

    private String in(SelfAnalysis.State state) {
        if (state == SelfAnalysis.State.DRAFT) {
            return begun();
        }
        String id = handedIn("一稿");
        if (state != SelfAnalysis.State.SUBMITTED) {
            move(secretary, id, state.name(), "意见").then().statusCode(200);
        }
        return id;
    }

    private String begun() {
        return created(as(member).body(Map.of("campaignId", house.campaign)).post("/self-analyses"));
    }

    private String handedIn(String text) {
        String id = begun();
        write(id, text).then().statusCode(200);
        move(member, id, "SUBMITTED", null).then().statusCode(200);
        return id;
    }

    private String criterion(UUID of, String by) {
        return as(by).body(Map.of("campaignId", house.campaign, "organizationId", of))
                .post("/criteria")
                .then()
                .statusCode(200)
                .extract()
                .path("made[0].id");
    }

    private Response write(String id, String text) {
        return write(member, id, Map.of("text", text));
    }

    private Response answer(String id, String criterion, String text) {
        return write(member, id, Map.of("answers", List.of(Map.of("criterionId", criterion, "text", text))));
    }

    private static Response write(String who, String id, Map<String, ?> change) {
        return as(who).contentType("application/merge-patch+json")
                .header("If-Match", Samples.etag(as(who).get("/self-analyses/{id}", id)))
                .body(change)
                .patch("/self-analyses/{id}", id);
    }

    private static Response move(String who, String id, String to, String comment) {
        Map<String, Object> body = new HashMap<>(Map.of("to", to));
        body.put("comment", comment);
        return as(who).body(body).post("/self-analyses/{id}/transitions", id);
    }
}
