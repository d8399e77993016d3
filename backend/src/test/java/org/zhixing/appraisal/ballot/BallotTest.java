package org.zhixing.appraisal.ballot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.*;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;

/** Voting: once each, results from five on and after closing, for those whom they concern. APP-2. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BallotTest {
    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    @Test
    void thereIsNoResultBeforeTheBoxIsClosedAndThenTheBranchSeesItsOwn() {
        Meeting meeting = new Meeting(samples, 6, 0).open();
        for (int i = 0; i < 6; i++) {
            meeting.cast(meeting.voters.get(i), i < 4 ? 1 : 3).then().statusCode(204);
            meeting.results(meeting.secretary)
                    .then()
                    .statusCode(409)
                    .body("type", endsWith("appraisal/box-not-closed"));
        }
        meeting.box().then().body("voted", is(6)).body("voters", is(10));
        meeting.close().then().statusCode(200).body("state", is("CLOSED")).body("allowedTransitions", empty());
        meeting.results(meeting.voters.getLast())
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].counts", contains(4, 0, 2, 0));
    }

    @Test
    void fourBallotsHaveNoResultNotEvenInTheDatabase() {
        Meeting meeting = new Meeting(samples, 5, 0).open();
        for (int i = 0; i < 4; i++) {
            meeting.cast(meeting.voters.get(i), 2).then().statusCode(204);
        }
        String box = meeting.close().then().statusCode(200).extract().path("id");
        meeting.results(meeting.secretary).then().statusCode(200).body("items[0].counts", nullValue());
        assertThat(rows("ballot_result", box)).isZero();
        assertThat(rows("ballot_tally", box)).isZero();
    }

    @Test
    void aMembersResultIsForThatMemberTheSecretaryAndTheSupervisor() {
        Meeting meeting = new Meeting(samples, 7, 2).open();
        meeting.cast(meeting.voters.get(0), 1, 0, 2).then().statusCode(204);
        meeting.cast(meeting.voters.get(1), 1, 2, 0).then().statusCode(204);
        for (int i = 2; i < 6; i++) {
            meeting.cast(meeting.voters.get(i), 1, 1, 4).then().statusCode(204);
        }
        meeting.close().then().statusCode(200);
        for (String confidant : List.of(meeting.secretary, meeting.house.supervisor)) {
            meeting.results(confidant)
                    .then()
                    .body("items.counts", contains(List.of(6, 0, 0, 0), List.of(4, 1, 0, 0), List.of(0, 1, 0, 4)));
        }
        meeting.results(meeting.voters.get(0))
                .then()
                .body("items", hasSize(2))
                .body("items.question.member.name", contains("投票人0"));
        for (String other : List.of(meeting.voters.getLast(), meeting.house.office)) {
            meeting.results(other).then().body("items", hasSize(1)).body("items[0].question.member", nullValue());
        }
        meeting.results(meeting.house.people.getLast()).then().statusCode(404);
    }

    @Test
    void nobodyRatesThemselvesAndNoQuestionIsLeftOut() {
        Meeting meeting = new Meeting(samples, 5, 1).open();
        for (int[] wrong : new int[][] {{1, 1}, {0, 1}, {1, 0, 1}}) {
            meeting.cast(meeting.voters.get(0), wrong)
                    .then()
                    .statusCode(422)
                    .body("errors[0].code", endsWith("ballot-incomplete"));
        }
        meeting.cast(meeting.voters.get(1), 1).then().statusCode(422);
        meeting.cast(meeting.voters.get(1), 5, 1).then().statusCode(422);
        meeting.box().then().body("voted", is(0));
        meeting.cast(meeting.voters.get(0), 1).then().statusCode(204);
        meeting.cast(meeting.voters.get(1), 1, 2).then().statusCode(204);
        meeting.box().then().body("voted", is(2));
    }

    @Test
    void aVoteWhoseAnswerWasLostCountsOnceAndItsRepeatSaysSo() {
        Meeting meeting = new Meeting(samples, 5, 0).open();
        meeting.voters.forEach(voter -> meeting.cast(voter, 1).then().statusCode(204));
        for (int other : new int[] {1, 3}) {
            meeting.cast(meeting.voters.getFirst(), other)
                    .then()
                    .statusCode(409)
                    .body("type", endsWith("appraisal/already-voted"));
        }
        as(meeting.voters.getFirst())
                .get("/reviews/{id}/ballot-box", meeting.review)
                .then()
                .body("mine", is("SCREEN"));
        meeting.close().then().statusCode(200);
        meeting.results(meeting.secretary).then().body("items[0].counts", contains(5, 0, 0, 0));
    }

    @Test
    void ofTwentyVotesOfOneMemberAtOnceOneCounts() throws Exception {
        Meeting meeting = new Meeting(samples, 5, 0).open();
        for (int i = 1; i < 5; i++) {
            meeting.cast(meeting.voters.get(i), 1).then().statusCode(204);
        }
        List<RequestSpecification> doors = IntStream.range(0, 20)
                .mapToObj(i -> as(meeting.voters.getFirst()).body(Meeting.ballot(1 + i % 4)))
                .toList();
        List<Integer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> votes = doors.stream()
                    .map(door -> (Callable<Integer>) () -> door.post("/reviews/{id}/ballot-box/ballots", meeting.review)
                            .statusCode())
                    .toList();
            answers = threads.invokeAll(votes).stream().map(Future::resultNow).toList();
        }
        assertThat(answers).filteredOn(status -> status == 204).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(19);
        meeting.close().then().statusCode(200);
        List<Integer> counts = meeting.results(meeting.secretary).path("items[0].counts");
        assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5);
    }

    /** Votes of different members take turns and none is lost. */
    @Test
    void votesOfManyMembersAtOnceAllCount() throws Exception {
        Meeting meeting = new Meeting(samples, 12, 0).open();
        List<RequestSpecification> doors = IntStream.range(0, 12)
                .mapToObj(i -> as(meeting.voters.get(i)).body(Meeting.ballot(1 + i % 2)))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> votes = doors.stream()
                    .map(door -> (Callable<Integer>) () -> door.post("/reviews/{id}/ballot-box/ballots", meeting.review)
                            .statusCode())
                    .toList();
            assertThat(threads.invokeAll(votes).stream().map(Future::resultNow)).containsOnly(204);
        }
        meeting.close().then().statusCode(200);
        meeting.results(meeting.secretary).then().body("items[0].counts", contains(6, 6, 0, 0));
    }

    @Test
    void papersAddUpAndAreNotShownApart() {
        Meeting meeting = new Meeting(samples, 6, 0).open();
        for (int i = 0; i < 5; i++) {
            meeting.cast(meeting.voters.get(i), 1).then().statusCode(204);
        }
        UUID onPaper = meeting.members.getLast();
        meeting.papers(papers(4, List.of(onPaper), 1, 1, 0, 0, 1))
                .then()
                .statusCode(422)
                .body("errors[0].detail", containsString("3"));
        meeting.papers(papers(3, List.of(meeting.members.getFirst()), 1, 1, 0, 0, 1))
                .then()
                .statusCode(409)
                .body("type", endsWith("voted-on-screen"));
        meeting.papers(papers(3, List.of(UUID.randomUUID()), 1, 1, 0, 0, 1))
                .then()
                .statusCode(422);
        // Counted again, the first count is gone.
        meeting.papers(papers(2, List.of(), 0, 0, 2, 0, 0)).then().statusCode(200);
        meeting.papers(papers(3, List.of(onPaper), 1, 1, 0, 0, 1))
                .then()
                .statusCode(200)
                .body("papers", is(3))
                .body("voted", is(6));
        meeting.cast(meeting.voters.getLast(), 1).then().statusCode(409);
        meeting.close().then().statusCode(200);
        meeting.results(meeting.secretary).then().body("items[0].counts", contains(6, 1, 0, 0));
    }

    @Test
    void papersDoNotUncoverTheFewWhoVotedOnScreens() {
        Meeting meeting = new Meeting(samples, 5, 0).open();
        meeting.cast(meeting.voters.getFirst(), 3).then().statusCode(204);
        meeting.papers(papers(9, List.of(), 9, 0, 0, 0, 0)).then().statusCode(200);
        meeting.close().then().statusCode(200);
        meeting.results(meeting.secretary).then().body("items[0].counts", nullValue());
    }

    @Test
    void whoJoinedLaterOrOnlyLooksOnDoesNotVote() {
        Meeting meeting = new Meeting(samples, 1, 0).open();
        String later = created(as(meeting.house.office)
                .body(Map.of("branchId", meeting.branch, "name", "后来的", "category", "ORDINARY", "stage", "FULL"))
                .post("/members"));
        String account = samples.secondAccount(meeting.house, meeting.branch, UUID.fromString(later), Role.MEMBER);
        meeting.cast(account, 1).then().statusCode(403).body("type", endsWith("appraisal/not-a-voter"));
        meeting.cast(meeting.house.office, 1).then().statusCode(403);
        meeting.cast(meeting.house.people.getLast(), 1).then().statusCode(404);
    }

    @Test
    void whoHasVotedIsKnownToThoseWhoRunTheVote() {
        Meeting meeting = new Meeting(samples, 2, 0).open();
        meeting.cast(meeting.voters.getFirst(), 4).then().statusCode(204);
        String answer = as(meeting.secretary)
                .get("/reviews/{id}/ballot-box/voters", meeting.review)
                .then()
                .statusCode(200)
                .body("items.find { it.member.name == '投票人0' }.voted", is("SCREEN"))
                .body("items.find { it.member.name == '投票人1' }.voted", is("NOT"))
                .extract()
                .asString();
        assertThat(answer).doesNotContain("choice");
        as(meeting.voters.getFirst())
                .get("/reviews/{id}/ballot-box/voters", meeting.review)
                .then()
                .statusCode(403);
    }

    @Test
    void aCancelledBoxHasNoResultAndAnotherMayBeOpened() {
        Meeting meeting = new Meeting(samples, 5, 0).open();
        meeting.voters.forEach(voter -> meeting.cast(voter, 1).then().statusCode(204));
        as(meeting.secretary)
                .body(Map.of("kind", "GRADE", "byCriterion", false))
                .post("/reviews/{id}/ballot-box", meeting.review)
                .then()
                .statusCode(409)
                .body("type", endsWith("appraisal/box-exists"));
        meeting.move("CANCELLED", " ").then().statusCode(422);
        String box = meeting.move("CANCELLED", "选项设错")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        meeting.cast(meeting.voters.getFirst(), 1).then().statusCode(409);
        meeting.results(meeting.secretary).then().statusCode(409);
        assertThat(rows("ballot_result", box)).isZero();
        meeting.open();
        meeting.cast(meeting.voters.getFirst(), 1).then().statusCode(204);
    }

    @Test
    void aCountThatWasPutBackBehindTheServiceIsNoticed() {
        Meeting meeting = new Meeting(samples, 5, 0).open();
        String box = meeting.box().path("id");
        meeting.cast(meeting.voters.get(0), 1).then().statusCode(204);
        byte[] before = tally(box);
        meeting.cast(meeting.voters.get(1), 1).then().statusCode(204);
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update ballot_tally set tally_secret = :was where box_id = :box")
                        .setParameter("was", before)
                        .setParameter("box", UUID.fromString(box))
                        .executeUpdate());
        Stream.of(meeting.cast(meeting.voters.get(2), 1), meeting.close())
                .forEach(answer -> answer.then().statusCode(409).body("type", endsWith("appraisal/box-damaged")));
    }

    private static Map<String, Object> papers(int in, List<UUID> members, int a, int b, int c, int d, int invalid) {
        return Map.of(
                "papers",
                in,
                "memberIds",
                members,
                "lines",
                List.of(Map.of("question", 1, "counts", List.of(a, b, c, d), "invalid", invalid)));
    }

    private byte[] tally(String box) {
        return QuarkusTransaction.requiringNew().call(() -> (byte[])
                entities.createNativeQuery("select tally_secret from ballot_tally where box_id = :box", byte[].class)
                        .setParameter("box", UUID.fromString(box))
                        .getSingleResult());
    }

    private long rows(String table, String box) {
        return QuarkusTransaction.requiringNew()
                .call(() -> (Long)
                        entities.createNativeQuery("select count(*) from " + table + " where box_id = :box", Long.class)
                                .setParameter("box", UUID.fromString(box))
                                .getSingleResult());
    }
}
