package org.zhixing.appraisal.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.Ids;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.database.TestDatabase;

/** Nothing that is stored ties a ballot to its voter, not even to who keeps the database of every moment. APP-2. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BallotSecrecyTest {
    private static final List<Integer> CHOICES = List.of(1, 2, 1, 3, 2, 2, 1, 3);
    private static final List<String> LEAKING = List.of("leaking_ballot", "leaking_counter", "leaking_tally");

    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    @Inject
    Keyring keys;

    @Inject
    Scheduler scheduler;

    /** Nothing but the votes writes. */
    @BeforeEach
    void alone() {
        scheduler.pause();
        forgetLeaks();
    }

    @AfterEach
    void together() {
        forgetLeaks();
        scheduler.resume();
    }

    @Test
    void noJoinOrderTransactionOrChangeTellsAVote() {
        Linker linker = vote((voter, choice) -> {});
        assertThat(linker.links()).isEmpty();
    }

    /** Were anything added, whoever adds it is to ask themselves what it tells. */
    @Test
    void aVoteWritesTheRegisterTheSealedCountAndTheRecordAndNothingElse() {
        Linker linker = vote((voter, choice) -> {});
        assertThat(linker.written())
                .contains("ballot_tally", "ballot_voter")
                .isSubsetOf("ballot_tally", "ballot_voter", "audit_event", "audit_head", "account_session");
    }

    /** The control: a row for each ballot, without a name or time, beside the register. */
    @Test
    void ballotsAsRowsWouldBeTiedToTheirVoters() {
        run("create table leaking_ballot (id uuid primary key, choice integer)");
        Linker linker = vote(
                (voter, choice) -> run("insert into leaking_ballot values ('" + Ids.next() + "', " + choice + ")"));
        assertThat(linker.links())
                .contains(
                        "leaking_ballot.choice value at each vote",
                        "leaking_ballot.choice in the order of ctid",
                        "leaking_ballot.choice in the order of id",
                        "leaking_ballot.choice in the order of xmin");
    }

    /** The control: counters in the clear. */
    @Test
    void countersWouldTellWhatWasAddedBetweenTwoBackups() {
        run("create table leaking_counter (choice integer primary key, ballots integer)");
        run("insert into leaking_counter select n, 0 from generate_series(1, 4) n");
        run("create table leaking_tally (box integer primary key, counts varchar(60))");
        run("insert into leaking_tally values (1, '[0, 0, 0, 0]')");
        int[] counts = new int[4];
        Linker linker = vote((voter, choice) -> {
            run("update leaking_counter set ballots = ballots + 1 where choice = " + choice);
            counts[choice - 1]++;
            run("update leaking_tally set counts = '" + java.util.Arrays.toString(counts) + "'");
        });
        assertThat(linker.links())
                .contains("leaking_counter which at each vote", "leaking_tally.counts numbers at each vote");
    }

    /** The control: what an idempotency key would have kept, which a key holder tries out choice by choice. */
    @Test
    void noAnswerIsKeptUnderAVotesKeyForItsHashWouldTell() {
        long before = count("select count(*) from idempotency_record");
        vote((voter, choice) -> {});
        // Those of the meeting's preparation have none either.
        assertThat(count("select count(*) from idempotency_record")).isEqualTo(before);
        byte[] kept = keys.seal("idempotency_record.fingerprint", "3".getBytes());
        assertThat(List.of("1", "2", "3", "4"))
                .filteredOn(
                        c -> java.util.Arrays.equals(kept, keys.seal("idempotency_record.fingerprint", c.getBytes())))
                .containsExactly("3");
    }

    @Test
    void theRecordSaysWhoVotedAndNotHow() {
        Meeting[] meeting = new Meeting[1];
        vote((voter, choice) -> {}, m -> meeting[0] = m);
        List<String> said = new ArrayList<>();
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                        "select changes from audit_event where operation = 'castBallot' and organization_id = :branch order by at")
                .setParameter("branch", meeting[0].branch)
                .getResultList()
                .forEach(c -> said.add(c.toString())));
        assertThat(said)
                .hasSize(CHOICES.size())
                .allSatisfy(c ->
                        assertThat(c).contains("SCREEN").doesNotContain("tally").doesNotContain("choice"));
        assertThat(said.stream().map(String::length).distinct()).hasSize(1);
    }

    private Linker vote(BiConsumer<String, Integer> beside) {
        return vote(beside, meeting -> {});
    }

    private Linker vote(BiConsumer<String, Integer> beside, java.util.function.Consumer<Meeting> with) {
        Linker linker = new Linker(entities);
        Meeting meeting = new Meeting(samples, CHOICES.size(), 0).open();
        with.accept(meeting);
        linker.lookAround();
        for (int i = 0; i < CHOICES.size(); i++) {
            String voter = meeting.voters.get(i);
            int choice = CHOICES.get(i);
            var door = Samples.as(voter)
                    .header("Idempotency-Key", UUID.randomUUID().toString());
            linker.watch(choice, () -> {
                door.body(Map.of("choices", List.of(Map.of("question", 1, "choice", choice))))
                        .post("/reviews/{id}/ballot-box/ballots", meeting.review)
                        .then()
                        .statusCode(204);
                beside.accept(voter, choice);
            });
        }
        meeting.close().then().statusCode(200);
        return linker;
    }

    private void run(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(sql).executeUpdate());
    }

    private long count(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() -> (Long) entities.createNativeQuery(sql, Long.class).getSingleResult());
    }

    private void forgetLeaks() {
        LEAKING.forEach(table -> run("drop table if exists " + table));
    }
}
