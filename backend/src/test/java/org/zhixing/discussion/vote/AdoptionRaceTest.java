package org.zhixing.discussion.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.discussion.requirement.Requirement;
import org.zhixing.discussion.vote.RequirementVote.Cast;
import org.zhixing.discussion.vote.RequirementVote.Choice;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.database.TestDatabase;

/** Between the count and the end of an adoption nobody votes, joins or leaves. DIS-5 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AdoptionRaceTest {
    @Inject
    Samples samples;

    @Inject
    Votes votes;

    @Inject
    Members members;

    @Inject
    Organizations organizations;

    @Inject
    EntityManager entities;

    @Test
    void aVoteUnderWayIsWaitedFor() {
        VotingHouse v = VotingHouse.voting(samples);
        v.agree(4);
        Response adoption = during(
                () -> votes.cast(
                        requirement(v),
                        entities.find(Member.class, v.roster.get(2)),
                        new Cast(1, Choice.OBJECT, "做不到", null, Instant.now()),
                        "本人"),
                () -> Samples.move(v.house, v.discussion, "ADOPTED"));
        assertThat(adoption.statusCode()).isEqualTo(409);
        assertThat(adoption.<String>path("errors[0].code")).isEqualTo("vote/lacks-answers");
    }

    @Test
    void somebodyWhoIsJustJoiningIsWaitedFor() {
        VotingHouse v = VotingHouse.voting(samples);
        v.agree(4);
        Response adoption = during(
                () -> {
                    // Of six, four are no quorum.
                    join(v, "新来的");
                    join(v, "又来的");
                },
                () -> Samples.move(v.house, v.discussion, "ADOPTED"));
        assertThat(adoption.statusCode()).isEqualTo(409);
        assertThat(adoption.<String>path("errors[0].code")).isEqualTo("vote/lacks-quorum");
    }

    @Test
    void somebodyWhoIsJustLeavingIsWaitedFor() {
        VotingHouse v = VotingHouse.voting(samples);
        v.agree(3);
        Response adoption = during(
                () -> members.announce(
                        List.of(members.release(entities.find(Member.class, v.roster.get(3)), LocalDate.now()))),
                () -> Samples.move(v.house, v.discussion, "ADOPTED"));
        assertThat(adoption.statusCode()).isEqualTo(200);
        v.tally().body("roster", equalTo(3));
    }

    @Test
    void aVoteThatComesWhileItIsAdoptedComesTooLate() {
        VotingHouse v = VotingHouse.voting(samples);
        v.agree(4);
        String member = v.people.get(1);
        Response vote = during(
                () -> {
                    var discussion = requirement(v).discussion();
                    votes.hold(discussion, LockModeType.PESSIMISTIC_WRITE);
                    entities.createNativeQuery("update discussion set state = 'ADOPTED' where id = :id")
                            .setParameter("id", discussion.id())
                            .executeUpdate();
                },
                () -> v.vote(member, 1, "OBJECT", "做不到").extract().response());
        assertThat(vote.statusCode()).isEqualTo(409);
        assertThat(vote.<String>path("type")).endsWith("discussion/not-voting");
    }

    /** Sends a request while a change is done and not committed: it either waits for that, or has gone by it. */
    private Response during(Runnable change, Supplier<Response> request) {
        CompletableFuture<Response> answer = QuarkusTransaction.requiringNew().call(() -> {
            change.run();
            entities.flush();
            CompletableFuture<Response> sent = CompletableFuture.supplyAsync(request);
            awaitWaiting(sent);
            return sent;
        });
        return answer.join();
    }

    private void awaitWaiting(CompletableFuture<Response> sent) {
        Instant end = Instant.now().plusSeconds(30);
        while (!sent.isDone()) {
            long waiting = ((Number) entities.createNativeQuery("select count(*) from pg_locks where not granted")
                            .getSingleResult())
                    .longValue();
            if (waiting > 0) {
                return;
            }
            assertThat(Instant.now()).as("neither waiting nor answered").isBefore(end);
        }
    }

    private void join(VotingHouse v, String name) {
        members.join(
                organizations.findById(v.branch),
                new Member.Editable(name, null, Member.Category.ORDINARY, Member.Stage.FULL, false, null, null),
                null,
                LocalDate.of(2026, 3, 1));
    }

    private Requirement requirement(VotingHouse v) {
        return entities.find(Requirement.class, UUID.fromString(v.requirement));
    }
}
