package org.zhixing.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;
import static org.zhixing.Samples.etag;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;

/** What is said: supported, found again by what became of it, dropped with a reason, and nobody left unheard unseen. DIS-2, DIS-3. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ContributionTest {
    private static final String ONE = "/discussions/{id}/contributions/{c}";

    @Inject
    Samples samples;

    private Samples.House house;
    private List<UUID> roster;
    private String secretary;
    private String member;
    private String discussion;

    @BeforeEach
    void open() {
        house = samples.houseWithCampaign();
        roster = house.roster.get(house.branches.getFirst());
        secretary = house.secretaries.getFirst();
        member = house.people.getFirst();
        discussion = created(as(secretary)
                .body(Map.of(
                        "campaignId", house.campaign, "organizationId", house.branches.getFirst(), "topicCode", "Q1"))
                .post("/discussions"));
        move("OPEN");
    }

    @Test
    void aMemberSupportsWhatAnotherSaidOnceAndMayTakeItBack() { // DIS-2
        String said = say("包段清淤", 0);
        for (int n = 0; n < 2; n++) {
            as(member)
                    .post(ONE + "/support", discussion, said)
                    .then()
                    .statusCode(200)
                    .body("supporters", equalTo(1))
                    .body("supported", equalTo(true));
        }
        as(secretary)
                .post(ONE + "/support", discussion, said)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:zhixing:problem:discussion/own-support"));
        for (int n = 0; n < 2; n++) {
            as(member)
                    .delete(ONE + "/support", discussion, said)
                    .then()
                    .statusCode(200)
                    .body("supporters", equalTo(0))
                    .body("supported", equalTo(false));
        }
        as(house.office).post(ONE + "/support", discussion, said).then().statusCode(403);
        as(house.people.get(1)).post(ONE + "/support", discussion, said).then().statusCode(404);
    }

    @Test
    void twentyWhoTapAtOnceAreTwentyAndAnEditorIsNotDisturbed() throws Exception { // DIS-2
        String said = say("包段清淤", 0);
        String tag = etag(as(secretary).get(ONE, discussion, said));
        // Ten accounts of each of two members, each twice: taps in parallel on one row, of which two count.
        List<RequestSpecification> callers = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            callers.add(
                    as(samples.secondAccount(house, house.branches.getFirst(), roster.get(1 + n % 3), Role.MEMBER)));
        }
        try (ExecutorService taps = Executors.newFixedThreadPool(20)) {
            List<Callable<Integer>> all = callers.stream()
                    .<Callable<Integer>>map(caller -> () ->
                            caller.post(ONE + "/support", discussion, said).statusCode())
                    .toList();
            for (Future<Integer> tap : taps.invokeAll(all)) {
                assertThat(tap.get()).isEqualTo(200);
            }
        }
        as(member).get(ONE, discussion, said).then().body("supporters", equalTo(3));
        as(secretary)
                .contentType("application/merge-patch+json")
                .header("If-Match", tag)
                .body(Map.of("text", "包段清淤，每月一次"))
                .patch(ONE, discussion, said)
                .then()
                .statusCode(200)
                .body("supporters", equalTo(3));
    }

    @Test
    void twoRepliesAtOnceAreBothKept() throws Exception { // DIS-2
        String said = say("包段清淤", 0);
        List<RequestSpecification> callers = IntStream.range(0, 8)
                .mapToObj(n ->
                        as(secretary).body(Map.of("text", "同意" + n, "replyTo", said, "memberId", roster.get(n % 4))))
                .toList();
        try (ExecutorService several = Executors.newFixedThreadPool(8)) {
            List<Callable<Integer>> all = callers.stream()
                    .<Callable<Integer>>map(caller -> () -> caller.post("/discussions/{id}/contributions", discussion)
                            .statusCode())
                    .toList();
            for (Future<Integer> reply : several.invokeAll(all)) {
                assertThat(reply.get()).isEqualTo(201);
            }
        }
        as(member)
                .get(ONE, discussion, said)
                .then()
                .body("replyCount", equalTo(8))
                .body("replies", hasSize(3));
    }

    @Test
    void contributionsAreFoundByOrderRoundAuthorAndFate() { // DIS-2, DIS-3
        String first = say("第一条", 0);
        String second = say("第二条", 1);
        String third = say("第三条", 2);
        as(member).post(ONE + "/support", discussion, third).then().statusCode(200);
        ids("sort=-createdAt", third, second, first);
        ids("sort=createdAt", first, second, third);
        ids("sort=-supporters&limit=1", third);
        ids("author=" + roster.get(1), second);
        move("REFINING");
        created(as(secretary)
                .body(Map.of("text", "每月清淤", "contributionIds", List.of(first)))
                .post("/discussions/{id}/requirements", discussion));
        drop(second, "与第一条重复").then().statusCode(200);
        ids("fate=WAITING", third);
        ids("fate=USED", first);
        ids("fate=DROPPED", second);
        move("OPEN");
        String fourth = say("第二轮", 3);
        ids("round=2", fourth);
        ids("round=1&sort=createdAt", first, second, third);
    }

    @Test
    void whoDroppedAContributionAndWhyIsShownToEverybodyUntilItIsTakenBack() { // DIS-3
        String said = say("天天开会", 2);
        drop(said, "与主题无关").then().statusCode(409).body("type", equalTo("urn:zhixing:problem:discussion/not-refining"));
        move("REFINING");
        as(member)
                .body(Map.of("reason", "不想要"))
                .post(ONE + "/drop", discussion, said)
                .then()
                .statusCode(403);
        drop(said, "与主题无关").then().statusCode(200);
        as(member)
                .get(ONE, discussion, said)
                .then()
                .body("drop.reason", equalTo("与主题无关"))
                .body("drop.by", equalTo("书记1"));
        drop(said, "换个理由").then().statusCode(409);
        as(secretary)
                .delete(ONE + "/drop", discussion, said)
                .then()
                .statusCode(200)
                .body("drop", nullValue());
    }

    @Test
    void whatIsASourceIsNotDroppedAndWhatIsDroppedIsNoSource() { // DIS-3
        String said = say("包段清淤", 2);
        move("REFINING");
        String draft = created(as(secretary)
                .body(Map.of("text", "每月清淤", "contributionIds", List.of(said)))
                .post("/discussions/{id}/requirements", discussion));
        drop(said, "不要").then().statusCode(409).body("type", equalTo("urn:zhixing:problem:discussion/drop-used"));
        as(member)
                .get(ONE, discussion, said)
                .then()
                .body("uses.ordinal", contains(1))
                .body("uses.stands", contains(true));
        as(secretary)
                .delete("/requirements/{r}/sources/{c}", draft, said)
                .then()
                .statusCode(200);
        drop(said, "不要").then().statusCode(200);
        as(secretary)
                .body(Map.of("contributionIds", List.of(said)))
                .post("/requirements/{r}/sources", draft)
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("requirement/source-dropped"))
                .body("errors[0].pointer", equalTo("/contributionIds/0"));
    }

    @Test
    void thoseWhoLeadSeeWhoHasNotBeenHeardInAllAndInARound() { // DIS-2
        say("第一轮", 0);
        say("第一轮", 1);
        move("REFINING");
        move("OPEN");
        say("第二轮", 2);
        heard("heard=false", "𠮷田芳");
        heard("heard=true&round=2", "王秀兰");
        heard("heard=false&round=2", "陈志强", "李建国", "𠮷田芳");
        as(member).get("/discussions/{id}/coverage", discussion).then().statusCode(403);
    }

    private void heard(String query, String... names) {
        assertThat(as(secretary)
                        .get("/discussions/{id}/coverage?" + query, discussion)
                        .then()
                        .statusCode(200)
                        .extract()
                        .<List<String>>path("items.member.name"))
                .as(query)
                .containsExactlyInAnyOrder(names);
    }

    private void ids(String query, String... ids) {
        assertThat(as(member)
                        .get("/discussions/{id}/contributions?" + query, discussion)
                        .then()
                        .statusCode(200)
                        .extract()
                        .<List<String>>path("items.id"))
                .as(query)
                .containsExactly(ids);
    }

    private io.restassured.response.Response drop(String contribution, String reason) {
        return as(secretary).body(Map.of("reason", reason)).post(ONE + "/drop", discussion, contribution);
    }

    private String say(String text, int speaker) {
        return created(as(secretary)
                .body(Map.of("text", text, "memberId", roster.get(speaker)))
                .post("/discussions/{id}/contributions", discussion));
    }

    private void move(String to) {
        as(secretary)
                .body(Map.of("to", to))
                .post("/discussions/{id}/transitions", discussion)
                .then()
                .statusCode(200);
    }
}
