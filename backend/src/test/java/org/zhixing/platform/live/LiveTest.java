package org.zhixing.platform.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** Who looks at a discussion hears of each committed change, and of nothing else. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LiveTest {
    @TestHTTPResource("/")
    URI address;

    @Inject
    Samples samples;

    @Inject
    Live live;

    @Inject
    LiveStreams streams;

    @Inject
    LiveListener listener;

    @Inject
    EntityManager entities;

    private Samples.House house;
    private String discussion;
    private String member;
    private String secretary;

    @BeforeEach
    void open() {
        house = samples.houseWithCampaign();
        secretary = house.secretaries.getFirst();
        member = house.people.getFirst();
        discussion = created(as(secretary)
                .body(Map.of(
                        "campaignId", house.campaign, "organizationId", house.branches.getFirst(), "topicCode", "Q1"))
                .post("/discussions"));
        as(secretary)
                .body(Map.of("to", "OPEN"))
                .post("/discussions/{id}/transitions", discussion)
                .then()
                .statusCode(200);
    }

    @Test
    void whatIsSaidIsToldToThoseWhoLook() {
        try (Follower follower = follower(member)) {
            assertThat(follower.status()).isEqualTo(200);
            assertThat(follower.answer.headers().firstValue("content-type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(follower.answer.headers().firstValue("x-accel-buffering"))
                    .hasValue("no");
            String said = say("我先说");
            assertThat(follower.next()).isEqualTo(event("CONTRIBUTION", said, 0));
        }
    }

    @Test
    void whatIsRolledBackIsToldToNobodyAndWhatIsCommittedOnlyThen() {
        UUID undone = UUID.randomUUID();
        UUID done = UUID.randomUUID();
        try (Follower follower = follower(member)) {
            QuarkusTransaction.begin();
            tell(undone);
            QuarkusTransaction.rollback();
            String[] said = new String[1];
            QuarkusTransaction.requiringNew().run(() -> {
                tell(done);
                said[0] = say("先提交的"); // a request of its own, committed before this transaction is
            });
            assertThat(follower.next()).isEqualTo(event("CONTRIBUTION", said[0], 0));
            assertThat(follower.next()).isEqualTo(event("DISCUSSION", done.toString(), 7));
        }
    }

    @Test
    void nobodyFollowsWhatLiesOutsideTheirScopeNorAnotherDiscussion() {
        try (Follower outsider = follower(house.people.get(1))) {
            assertThat(outsider.status()).isEqualTo(404);
        }
        String other = created(as(secretary)
                .body(Map.of(
                        "campaignId", house.campaign, "organizationId", house.branches.getFirst(), "topicCode", "Q1"))
                .post("/discussions"));
        try (Follower follower = follower(member)) {
            QuarkusTransaction.requiringNew()
                    .run(() -> live.changed("discussions/" + other, "DISCUSSION", UUID.fromString(other), 1));
            String said = say("这里说的");
            assertThat(follower.next()).contains(said);
        }
    }

    @Test
    void whoLosesTheGrantOrSignsOutIsToldNothingMore() {
        String leaver = samples.secondAccount(
                house,
                house.branches.getFirst(),
                house.roster.get(house.branches.getFirst()).get(2),
                org.zhixing.identity.Role.MEMBER);
        String signedOut = Follower.signIn(secretary);
        try (Follower left = follower(leaver);
                Follower gone = new Follower(address, signedOut, discussion);
                Follower stays = follower(member)) {
            streams.askAgain();
            say("都还在");
            assertThat(List.of(left.next(), gone.next(), stays.next()))
                    .allSatisfy(told -> assertThat(told).contains("CONTRIBUTION"));
            QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                            "update role_grant set valid_to = now() where account_id = (select id from account where username = :name)")
                    .setParameter("name", leaver)
                    .executeUpdate());
            io.restassured.RestAssured.given()
                    .basePath("/api/v1")
                    .cookie("zhixing_session", signedOut)
                    .delete("/session")
                    .then()
                    .statusCode(204);
            streams.askAgain();
            assertThat(left.hasEnded()).isTrue();
            assertThat(gone.hasEnded()).isTrue();
            String said = say("还有人在");
            assertThat(stays.next()).contains(said);
        }
    }

    @Test
    void anAccountHoldsSoManyStreamsAndThatOfOneThatEndedIsFreeAgain() {
        String cookie = Follower.signIn(member);
        List<Follower> held = new ArrayList<>();
        try {
            for (int n = 0; n < 6; n++) {
                held.add(new Follower(address, cookie, discussion));
            }
            assertThat(held).allSatisfy(each -> assertThat(each.status()).isEqualTo(200));
            try (Follower tooMany = new Follower(address, cookie, discussion)) {
                assertThat(tooMany.status()).isEqualTo(429);
                assertThat(tooMany.answer.headers().firstValue("retry-after")).hasValue("30");
            }
            try (Follower another = follower(secretary)) {
                assertThat(another.status()).isEqualTo(200);
            }
        } finally {
            held.forEach(Follower::close);
        }
    }

    @Test
    void whenTheConnectionToTheDatabaseBreaksEverybodyIsToldToReadAnewAndHearsOnAfterwards() {
        try (Follower follower = follower(member)) {
            say("断开之前");
            assertThat(follower.next()).contains("CONTRIBUTION");
            listener.breakOff();
            follower.awaitRefetch();
            String said = say("恢复之后");
            assertThat(follower.next()).contains(said);
        }
    }

    /** The control for all that is told: one who went away unheard of must not silence the rest. */
    @Test
    void whoGoesAwayDoesNotKeepTheOthersFromHearing() {
        try (Follower stays = follower(member)) {
            for (int n = 0; n < 5; n++) {
                follower(secretary).close();
                String said = say("第" + n + "句");
                assertThat(stays.next()).contains(said);
                listener.breakOff();
                stays.awaitRefetch();
            }
        }
    }

    @Test
    void aStreamEndsByItselfAfterTheTimeAskedFor() {
        try (Follower follower = new Follower(address, Follower.signIn(member), discussion, "?seconds=1")) {
            assertThat(follower.status()).isEqualTo(200);
            assertThat(follower.hasEnded()).isTrue();
        }
    }

    @Test
    void lookingAtItLeavesNoRecord() {
        long before = events();
        try (Follower follower = follower(member)) {
            assertThat(follower.status()).isEqualTo(200);
            streams.beat();
            streams.askAgain();
        }
        // The sign-in is one event.
        assertThat(events()).isEqualTo(before + 1);
    }

    private long events() {
        return (Long) entities.createNativeQuery(
                        "select count(*) from audit_event where actor_id = (select id from account where username = :name)",
                        Long.class)
                .setParameter("name", member)
                .getSingleResult();
    }

    private void tell(UUID id) {
        live.changed("discussions/" + discussion, "DISCUSSION", id, 7);
    }

    private Follower follower(String username) {
        return new Follower(address, Follower.signIn(username), discussion);
    }

    private String say(String text) {
        return created(as(secretary).body(Map.of("text", text)).post("/discussions/{id}/contributions", discussion));
    }

    private static String event(String kind, String id, long version) {
        return "{\"kind\":\"%s\",\"id\":\"%s\",\"version\":%d}".formatted(kind, id, version);
    }
}
