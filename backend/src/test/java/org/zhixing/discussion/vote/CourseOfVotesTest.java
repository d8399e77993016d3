package org.zhixing.discussion.vote;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.discussion.requirement.Requirement;
import org.zhixing.discussion.vote.RequirementVote.Cast;
import org.zhixing.discussion.vote.RequirementVote.Choice;
import org.zhixing.discussion.vote.Room.Event;
import org.zhixing.organization.Member;
import org.zhixing.platform.database.TestDatabase;

/** After any course of events the database counts what the simplest telling of it counts. DIS-5 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CourseOfVotesTest {
    private static final int COURSES = 12;
    private static final int EVENTS = 40;

    @Inject
    Samples samples;

    @Inject
    Votes votes;

    @Inject
    Tallies tallies;

    @Inject
    EntityManager entities;

    private VotingHouse v;
    private List<UUID> people;

    @Test
    void whatIsCountedIsWhatHappened() {
        int reached = 0;
        Samples.House house = samples.houseWithCampaign();
        for (int seed = 1; seed <= COURSES; seed++) {
            v = new VotingHouse(samples, house);
            state("VOTING");
            people = new ArrayList<>(v.roster);
            people.addAll(house.roster.get(house.branches.get(1)));
            for (int who = 0; who < people.size(); who++) {
                belong(who, who < 4);
            }
            reached += course(new Random(seed), seed);
        }
        assertThat(reached).as("courses that came to consensus at some time").isGreaterThan(COURSES / 4);
    }

    private int course(Random random, int seed) {
        Room room = new Room(4);
        boolean reached = false;
        for (int n = 0; n < EVENTS; n++) {
            Event event = event(random);
            happen(room, event);
            room.happen(event);
            Consensus counted = counted();
            assertThat(counted).as("seed %d, event %d: %s", seed, n, event).isEqualTo(room.counted());
            if (counted.reached()) {
                assertThat(room.bears()).isTrue();
                reached = true;
            }
        }
        return reached ? 1 : 0;
    }

    private Event event(Random random) {
        int what = random.nextInt(20);
        int choice = random.nextInt(9);
        return new Event(
                what < 12
                        ? Event.What.VOTE
                        : what < 14
                                ? Event.What.JOIN
                                : what < 16 ? Event.What.LEAVE : what < 17 ? Event.What.REWORD : Event.What.ANSWER,
                random.nextInt(people.size()),
                choice < 7 ? Choice.AGREE : choice < 8 ? Choice.RESERVE : Choice.OBJECT);
    }

    private void happen(Room room, Event event) {
        switch (event.what()) {
            case VOTE -> {
                if (room.roster.contains(event.who())) {
                    QuarkusTransaction.requiringNew().run(() -> vote(event, room.edition));
                }
            }
            case JOIN -> belong(event.who(), true);
            case LEAVE -> belong(event.who(), false);
            case REWORD -> {
                state("REFINING");
                samples.reword(v.requirement, "党员到责任沟渠清淤" + room.edition);
                state("VOTING");
            }
            case ANSWER -> {
                if (room.objects(event.who())) {
                    QuarkusTransaction.requiringNew().run(() -> answer(event));
                }
            }
        }
    }

    private void vote(Event event, int edition) {
        String reason = event.choice() == Choice.OBJECT ? "做不到" : null;
        votes.cast(
                requirement(),
                entities.find(Member.class, people.get(event.who())),
                new Cast(edition, event.choice(), reason, null, Instant.now()),
                "本人");
    }

    private void answer(Event event) {
        RequirementVote objection = votes.find(
                        "requirement.id = ?1 and member.id = ?2",
                        UUID.fromString(v.requirement),
                        people.get(event.who()))
                .singleResult();
        votes.answer(objection, "已写入说明", objection.wording(), "书记", Instant.now());
    }

    private Consensus counted() {
        return QuarkusTransaction.requiringNew().call(() -> {
            Requirement requirement = requirement();
            return tallies.of(requirement.discussion(), List.of(requirement.id()))
                    .get(requirement.id())
                    .consensus();
        });
    }

    private Requirement requirement() {
        return entities.find(Requirement.class, UUID.fromString(v.requirement));
    }

    private void belong(int who, boolean here) {
        change(
                "update member set branch_id = :value where id = :id",
                here ? v.branch : v.house.branches.get(1),
                people.get(who));
    }

    private void state(String state) {
        change("update discussion set state = :value where id = :id", state, UUID.fromString(v.discussion));
    }

    private void change(String sql, Object value, UUID id) {
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(sql)
                .setParameter("value", value)
                .setParameter("id", id)
                .executeUpdate());
    }
}
