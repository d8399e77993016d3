package org.zhixing.discussion.requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;
import static org.zhixing.Samples.etag;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** From contributions to drafts: where each comes from, what it became, and that nothing of it is lost. DIS-3, DIS-4. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DraftingTest {
    @Inject
    Samples samples;

    @Inject
    JudgementSamples judged;

    private Samples.House house;
    private String secretary;
    private String member;
    private String discussion;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void refine() {
        house = samples.houseWithCampaign();
        secretary = house.secretaries.getFirst();
        member = house.people.getFirst();
        discussion = created(as(secretary)
                .body(Map.of(
                        "campaignId", house.campaign, "organizationId", house.branches.getFirst(), "topicCode", "Q1"))
                .post("/discussions"));
        move("OPEN").then().statusCode(200);
        said.clear();
        for (UUID speaker : house.roster.get(house.branches.getFirst())) {
            said.add(created(as(secretary)
                    .body(Map.of("text", "说一句", "memberId", speaker))
                    .post("/discussions/{id}/contributions", discussion)));
        }
        move("REFINING").then().statusCode(200);
    }

    @Test
    void everybodyWhoReadsADraftSeesWhereItComesFrom() { // DIS-3
        String draft = draft("每月清淤", 0, 1);
        as(member)
                .get("/requirements/{id}/sources", draft)
                .then()
                .statusCode(200)
                .body("items.contributionId", containsInAnyOrder(said.get(0), said.get(1)))
                .body("items.author.name", containsInAnyOrder("陈志强", "李建国"));
        as(member)
                .get("/requirements?discussion={d}", discussion)
                .then()
                .body("items.id", contains(draft))
                .body("items[0].sourceCount", equalTo(2))
                .body("items[0].ordinal", equalTo(1));
        as(house.people.get(1)).get("/requirements/{id}", draft).then().statusCode(404);
        as(house.people.get(1)).get("/requirements").then().body("items", empty());
        as(member)
                .body(Map.of("text", "我来写", "contributionIds", List.of()))
                .post("/discussions/{id}/requirements", discussion)
                .then()
                .statusCode(403);
        as(secretary)
                .body(Map.of("text", "来自别处", "contributionIds", List.of(said.get(0), UUID.randomUUID())))
                .post("/discussions/{id}/requirements", discussion)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/contributionIds/1"));
    }

    @Test
    void everyWordingIsKeptAndTheSameWordsAreNoNewOne() { // DIS-3
        String draft = draft("经常清淤", 0);
        change(draft, etagOf(draft), "每月清淤").then().statusCode(200).body("edition", equalTo(2));
        change(draft, etagOf(draft), " 每月清淤 ").then().statusCode(200).body("edition", equalTo(2));
        as(secretary)
                .contentType("application/merge-patch+json")
                .header("If-Match", etagOf(draft))
                .body(Map.of("forTrade", "农业"))
                .patch("/requirements/{id}", draft)
                .then()
                .statusCode(200)
                .body("edition", equalTo(3))
                .body("forTrade", equalTo("农业"));
        as(member)
                .get("/requirements/{id}/versions", draft)
                .then()
                .body("items.edition", contains(2, 1))
                .body("items.text", contains("每月清淤", "经常清淤"))
                .body("items[0].replacedBy", equalTo("书记1"));
    }

    @Test
    void ofTwoWhoChangeOneDraftAtOnceOneWinsAndTheOtherIsToldSoWithNothingLost() throws Exception { // DIS-3
        String draft = draft("每月清淤", 0);
        String tag = etagOf(draft);
        List<RequestSpecification> editors = IntStream.range(0, 8)
                .mapToObj(n -> as(secretary)
                        .contentType("application/merge-patch+json")
                        .header("If-Match", tag)
                        .body(Map.of("text", "改法" + n)))
                .toList();
        List<Response> answers = new ArrayList<>();
        try (ExecutorService several = Executors.newFixedThreadPool(8)) {
            List<Future<Response>> all = editors.stream()
                    .map(editor -> several.submit(() -> editor.patch("/requirements/{id}", draft)))
                    .toList();
            for (Future<Response> each : all) {
                answers.add(each.get());
            }
        }
        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnlyOnce(200)
                .containsOnly(200, 412);
        String won = answers.stream()
                .filter(a -> a.statusCode() == 200)
                .findFirst()
                .orElseThrow()
                .path("text");
        as(member)
                .get("/requirements/{id}", draft)
                .then()
                .body("text", equalTo(won))
                .body("edition", equalTo(2));
        as(member).get("/requirements/{id}/versions", draft).then().body("items.text", contains("每月清淤"));
        change(draft, "", "没有标签").then().statusCode(428);
    }

    @Test
    void mergingKeepsTheUnionOfTheSourcesAndSaysWhatBecameOfTheOthers() { // DIS-3
        String keeper = draft("每月清淤", 0, 1);
        String second = draft("汛期巡查", 1, 2);
        String third = draft("包段到人", 3);
        merge(keeper, "每月清淤、汛期巡查，包段到人", second, third)
                .then()
                .statusCode(200)
                .body("sourceCount", equalTo(4))
                .body("edition", equalTo(2))
                .body("parents.ordinal", contains(2, 3));
        assertThat(sources(keeper)).containsExactlyInAnyOrderElementsOf(said);
        as(member)
                .get("/requirements/{id}", second)
                .then()
                .body("state", equalTo("MERGED"))
                .body("children.id", contains(keeper))
                .body("text", equalTo("汛期巡查"));
        as(member)
                .get("/discussions/{d}/contributions/{c}", discussion, said.get(2))
                .then()
                .body("uses.requirementId", contains(keeper));
        merge(keeper, "自己", keeper).then().statusCode(422).body("errors[0].pointer", equalTo("/others/0"));
        merge(keeper, "已并入的", second).then().statusCode(409);
        change(second, etagOf(second), "再改").then().statusCode(409);
    }

    @Test
    void splittingLeavesNoSourceOutAndEachPartKnowsWhereItCameFrom() { // DIS-3
        String draft = draft("清淤和巡查", 0, 1, 2);
        split(draft, List.of(said.get(0)), List.of(said.get(1)))
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("requirement/source-left-out"))
                .body("left", contains(said.get(2)));
        split(draft, List.of(said.get(0), said.get(1), said.get(2)), List.of(said.get(3)))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/parts/1/contributionIds"));
        Response parts = split(draft, List.of(said.get(0), said.get(1)), List.of(said.get(1), said.get(2)));
        parts.then()
                .statusCode(200)
                .body("items.ordinal", contains(2, 3))
                .body("items[0].parents.id", contains(draft))
                .body("items.sourceCount", contains(2, 2));
        as(member)
                .get("/requirements/{id}", draft)
                .then()
                .body("state", equalTo("SPLIT"))
                .body("children.ordinal", contains(2, 3));
        as(member)
                .get("/discussions/{d}/contributions/{c}", discussion, said.get(1))
                .then()
                .body("uses.ordinal", contains(2, 3));
    }

    @Test
    void aMergeAndASourceAddedAtTheSameTimeLoseNothing() throws Exception { // DIS-3
        for (int round = 0; round < 5; round++) {
            String keeper = draft("甲" + round, 0);
            String other = draft("乙" + round, 1);
            RequestSpecification adding = as(secretary).body(Map.of("contributionIds", List.of(said.get(2))));
            RequestSpecification merging = as(secretary)
                    .header("If-Match", etagOf(keeper))
                    .body(Map.of("others", List.of(other), "text", "合并"));
            try (ExecutorService two = Executors.newFixedThreadPool(2)) {
                Future<Response> added = two.submit(() -> adding.post("/requirements/{id}/sources", other));
                Future<Response> merged = two.submit(() -> merging.post("/requirements/{id}/merges", keeper));
                assertThat(merged.get().statusCode()).isEqualTo(200);
                assertThat(added.get().statusCode()).isIn(200, 409);
                assertThat(sources(keeper))
                        .as("after " + added.get().statusCode())
                        .hasSize(added.get().statusCode() == 200 ? 3 : 2);
            }
        }
    }

    @Test
    void aWithdrawnDraftSaysWhyAndItsSourcesWaitAgain() { // DIS-3
        String draft = draft("每月清淤", 0);
        as(secretary)
                .body(Map.of("to", "WITHDRAWN", "reason", "做不到"))
                .post("/requirements/{id}/transitions", draft)
                .then()
                .statusCode(200)
                .body("stateReason", equalTo("做不到"));
        as(secretary)
                .body(Map.of("to", "ADOPTED", "reason", "直接通过"))
                .post("/requirements/{id}/transitions", draft)
                .then()
                .statusCode(409)
                .body("allowed", contains("WITHDRAWN"));
        as(member)
                .get("/discussions/{d}/contributions?fate=WAITING", discussion)
                .then()
                .body("items.id", hasItem(said.get(0)));
        as(member)
                .get("/discussions/{d}/contributions/{c}", discussion, said.get(0))
                .then()
                .body("uses.stands", contains(false));
    }

    @Test
    void nothingIsVotedOnThatWasNotJudgedOnAllFourAspectsInItsPresentWording() { // DIS-4
        move("VOTING").then().statusCode(409).body("type", equalTo("urn:zhixing:problem:requirement/none-drafted"));
        String first = draft("每月清淤", 0);
        String second = draft("汛期巡查", 1);
        judge(first, "CONFORMS", Map.of("holds", true))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/citation"));
        judge(first, "FITS_POST", Map.of("holds", false))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/note"));
        judgeAll(first);
        move("VOTING")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:zhixing:problem:requirement/not-judged"))
                .body("errors", hasSize(4))
                .body("errors[0].detail", equalTo("第 2 条还没有审核“符合党章和中央要求”"))
                .body("errors[0].pointer", equalTo("/requirements/" + second + "/judgements/CONFORMS"));
        judgeAll(second);
        judge(second, "FITS_GROUP", Map.of("holds", false, "note", "老党员做不到"))
                .then()
                .statusCode(200)
                .body("ready", equalTo(false));
        change(first, etagOf(first), "每月清淤一次").then().statusCode(200).body("judgements.current", hasItem(false));
        move("VOTING")
                .then()
                .statusCode(409)
                .body("errors", hasSize(5))
                .body("errors.code", hasItem("requirement/judgement-stale"))
                .body("errors.code", hasItem("requirement/judgement-fails"));
        judgeAll(first);
        judgeAll(second);
        move("VOTING").then().statusCode(200).body("state", equalTo("VOTING"));
        judge(first, "FITS_POST", Map.of("holds", true)).then().statusCode(409);
        change(first, etagOf(first), "表决时再改").then().statusCode(409);
    }

    @Test
    void aJudgementIsOfTheWordingThatWasRead() { // DIS-4
        String draft = draft("每月清淤", 0);
        String read = etagOf(draft);
        change(draft, read, "每周清淤").then().statusCode(200);
        as(secretary)
                .header("If-Match", read)
                .body(Map.of("holds", true))
                .put("/requirements/{id}/judgements/{a}", draft, "FITS_POST")
                .then()
                .statusCode(412);
    }

    @Test
    void takenBackFromTheVoteAJudgementStaysAsLongAsTheWordingDoes() { // DIS-4
        String draft = draft("每月清淤", 0);
        draft("汛期巡查", 1);
        judged.holdAll(discussion);
        move("VOTING").then().statusCode(200);
        move("REFINING").then().statusCode(200);
        move("VOTING").then().statusCode(200);
        move("REFINING").then().statusCode(200);
        change(draft, etagOf(draft), "每周清淤").then().statusCode(200);
        move("VOTING").then().statusCode(409).body("errors", hasSize(4));
    }

    @Test
    void openedAgainAnotherRoundBeginsAndTheDraftsStay() { // DIS-1, DIS-3
        String draft = draft("每月清淤", 0);
        move("OPEN").then().statusCode(200).body("round", equalTo(2));
        as(member)
                .get("/requirements/{id}", draft)
                .then()
                .body("state", equalTo("DRAFT"))
                .body("sourceCount", equalTo(1));
        change(draft, etagOf(draft), "开放时不能改").then().statusCode(409);
        move("REFINING").then().statusCode(200);
        change(draft, etagOf(draft), "提炼时能改").then().statusCode(200);
    }

    private void judgeAll(String draft) {
        judge(draft, "CONFORMS", Map.of("holds", true, "citation", "党章第三条"))
                .then()
                .statusCode(200);
        for (String aspect : List.of("OF_ITS_TIME", "FITS_GROUP", "FITS_POST")) {
            judge(draft, aspect, Map.of("holds", true)).then().statusCode(200);
        }
    }

    private Response judge(String draft, String aspect, Map<String, ?> body) {
        return as(secretary)
                .header("If-Match", etagOf(draft))
                .body(body)
                .put("/requirements/{id}/judgements/{a}", draft, aspect);
    }

    private List<String> sources(String draft) {
        return as(member).get("/requirements/{id}/sources", draft).path("items.contributionId");
    }

    private Response merge(String keeper, String text, String... others) {
        return as(secretary)
                .header("If-Match", etagOf(keeper))
                .body(Map.of("others", List.of(others), "text", text))
                .post("/requirements/{id}/merges", keeper);
    }

    private Response split(String draft, List<String> one, List<String> other) {
        return as(secretary)
                .header("If-Match", etagOf(draft))
                .body(Map.of(
                        "parts",
                        List.of(
                                Map.of("text", "清淤", "contributionIds", one),
                                Map.of("text", "巡查", "contributionIds", other))))
                .post("/requirements/{id}/splits", draft);
    }

    private Response change(String draft, String tag, String text) {
        return as(secretary)
                .contentType("application/merge-patch+json")
                .header("If-Match", tag)
                .body(Map.of("text", text))
                .patch("/requirements/{id}", draft);
    }

    private String etagOf(String draft) {
        return etag(as(secretary).get("/requirements/{id}", draft));
    }

    private String draft(String text, int... sources) {
        return created(as(secretary)
                .body(Map.of(
                        "text",
                        text,
                        "contributionIds",
                        IntStream.of(sources).mapToObj(said::get).toList()))
                .post("/discussions/{id}/requirements", discussion));
    }

    private Response move(String to) {
        return as(secretary).body(Map.of("to", to)).post("/discussions/{id}/transitions", discussion);
    }
}
