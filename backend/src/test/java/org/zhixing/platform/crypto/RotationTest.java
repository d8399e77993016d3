package org.zhixing.platform.crypto;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.zhixing.Samples.as;
import static org.zhixing.platform.crypto.TestRing.ONE;
import static org.zhixing.platform.crypto.TestRing.TWO;

import io.quarkus.mailer.MockMailbox;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.organization.Numbered;
import org.zhixing.platform.database.TestDatabase;

/** ORG-4: keys are replaced while the service serves. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RotationTest {
    private static final int MANY = 1_100; // Three batches.

    @Inject
    KeyHouse at;

    @Inject
    KeyRotation rotation;

    @Inject
    MockMailbox mailbox;

    private final ExecutorService others = Executors.newFixedThreadPool(3);

    @BeforeEach
    void build() {
        at.build();
    }

    @AfterEach
    void turnBack() {
        others.shutdownNow();
        at.turnBack();
    }

    @Test
    void everyRowTurnsToTheActiveKeyWhileReadingsAndLookUpsAnswerRight() throws Exception {
        at.enter(MANY);
        Numbered first = at.people.getFirst();
        Numbered last = at.people.getLast();
        String etag = Samples.etag(at.get("/members/{id}", first.id()));
        String cursor = at.ask().queryParam("limit", 2).get("/members").path("next");
        Response kept = at.disclose(first, "keep-" + first.id());
        at.assertRight(first);

        TestRing ring = TestRing.install(KeyHouse.BOTH, 2);
        long entered = at.count("select count(*) from member where id_number_secret is not null");
        CountDownLatch halfWay = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ring.beforeNumber(count -> {
            if (count == entered - 200) { // Within the last batch but one, or the last.
                halfWay.countDown();
                KeyHouse.await(goOn);
            }
        });
        at.assertRight(last);
        at.start()
                .then()
                .statusCode(202)
                .body("state", equalTo("RUNNING"))
                .body("toVersion", equalTo(2))
                .header("Location", equalTo("/api/v1/key-rotations/current"));
        at.start().then().statusCode(409).body("type", equalTo("urn:zhixing:problem:key-rotation/running"));

        AtomicBoolean over = new AtomicBoolean();
        Future<Integer> reader = others.submit(() -> {
            int read = 0;
            for (int i = 0; !over.get(); i = (i + 37) % MANY) {
                at.assertRight(at.people.get(i));
                read++;
            }
            return read;
        });
        Future<?> work = others.submit(rotation::work);
        KeyHouse.await(halfWay);
        at.current()
                .body("running", equalTo(true))
                .body("columns.find { it.column == 'id_number_secret' }.versions.version", equalTo(List.of(1, 2)));
        assertThat(at.versions(at.people)).containsKeys(1, 2);
        for (Numbered someone : List.of(first, last)) {
            at.assertRight(someone);
            at.create(someone.number())
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("urn:zhixing:problem:constraint/member_id_number_unique"));
        }
        at.change(first, etag, Map.of("post", "组织委员")).then().statusCode(200);
        String changed = Samples.etag(at.get("/members/{id}", first.id()));
        goOn.countDown();
        work.get();
        over.set(true);
        assertThat(reader.get()).isPositive();

        at.current()
                .body("running", equalTo(false))
                .body("state", equalTo("DONE"))
                .body("refused", equalTo(0))
                .body("columns.find { it.column == 'phone_secret' }.versions.version", equalTo(List.of(2)));
        assertThat(at.versions(at.people)).containsOnlyKeys(2);
        assertThat(at.stale(2)).isZero();
        assertThat(Samples.etag(at.get("/members/{id}", first.id()))).isEqualTo(changed);
        assertThat(Samples.etag(at.get("/members/{id}", last.id()))).isEqualTo("\"0\"");
        at.ask().queryParam("cursor", cursor).get("/members").then().statusCode(200);
        Response again = at.disclose(first, "keep-" + first.id());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.asString()).isEqualTo(kept.asString());

        TestRing.install(TWO, 2);
        rotation.check(new StartupEvent());
        at.assertRight(first);
        at.assertRight(last);
        TestRing.install(ONE, 1);
        at.disclose(first, null)
                .then()
                .statusCode(503)
                .body("type", equalTo("urn:zhixing:problem:key-version-missing"));
        assertThatThrownBy(() -> rotation.check(new StartupEvent()))
                .hasMessageContaining("version 2 is not configured")
                .hasMessageMatching(".* rows of [a-z_]+[.][a-z_]+ need it; configured are \\[1]");
    }

    @Test
    void aKilledRotationGoesOnWhereItWas() {
        at.enter(MANY);
        TestRing ring = TestRing.install(KeyHouse.BOTH, 2);
        long before = at.stale(2);
        ring.beforeNumber(count -> {
            if (count == 700) {
                throw new AssertionError("killed");
            }
        });
        at.start().then().statusCode(202);
        assertThatThrownBy(rotation::work).hasStackTraceContaining("killed");
        at.current().body("running", equalTo(true));
        long left = at.stale(2);
        assertThat(left).isPositive().isLessThan(before);
        assertThat(at.latest().processed()).isEqualTo(before - left);

        TestRing next = TestRing.install(KeyHouse.BOTH, 2);
        rotation.work();
        assertThat(next.all.get()).isEqualTo((int) left);
        assertThat(at.latest().processed()).isEqualTo(before);
        at.current().body("state", equalTo("DONE"));
        at.assertRight(at.people.getFirst());
        at.assertRight(at.people.getLast());
    }

    @Test
    void twoReplicasAtOnceRenewEachRowOnce() throws Exception {
        at.enter(MANY);
        TestRing ring = TestRing.install(KeyHouse.BOTH, 2);
        long before = at.stale(2);
        CountDownLatch inItsBatch = new CountDownLatch(1);
        CountDownLatch otherIsThrough = new CountDownLatch(1);
        ring.beforeNumber(count -> {
            if (count == 1) {
                inItsBatch.countDown();
                KeyHouse.await(otherIsThrough);
            }
        });
        at.start().then().statusCode(202);
        Future<?> one = others.submit(rotation::work);
        KeyHouse.await(inItsBatch);
        rotation.work(); // Works around the rows that the first one has locked, and must not call it done.
        assertThat(at.latest().running()).isTrue();
        assertThat(ring.all.get()).isGreaterThan(MANY - 500);
        otherIsThrough.countDown();
        one.get();
        assertThat(at.stale(2)).isZero();
        assertThat(ring.all.get()).isEqualTo((int) before);
        assertThat(at.latest().processed()).isEqualTo(before);
        at.current().body("state", equalTo("DONE"));
    }

    @Test
    void aRowThatCannotBeReadIsLeftAndTheRestIsDone() {
        at.enter(5);
        TestRing.install(KeyHouse.BOTH, 2);
        UUID spoilt = at.people.get(3).id();
        at.sql(
                "update member set phone_secret = set_byte(phone_secret, 19, get_byte(phone_secret, 19) # 255) where id = '"
                        + spoilt + "'");
        at.start().then().statusCode(202);
        rotation.work();
        at.current().body("state", equalTo("FAILED")).body("refused", equalTo(1));
        assertThat(at.stale(2)).isEqualTo(1);
        at.sql("update member set phone_secret = null, phone_masked = null where id = '" + spoilt + "'");
        at.start().then().statusCode(202);
        rotation.work();
        at.current().body("state", equalTo("DONE")).body("processed", equalTo(0));
    }

    @Test
    void aRotationToAKeyThatIsNoLongerActiveGivesWay() {
        at.enter(1);
        TestRing.install(KeyHouse.BOTH, 2);
        at.start().then().statusCode(202);
        TestRing.install(KeyHouse.BOTH, 1);
        rotation.work();
        at.current()
                .body("running", equalTo(true))
                .body("processed", equalTo(0))
                .body("activeVersion", equalTo(1));
        at.start().then().statusCode(202).body("toVersion", equalTo(1));
        assertThat(at.count("select count(*) from key_rotation where state = 'SUPERSEDED'"))
                .isPositive();
    }

    @Test
    void addressesForRemindersTurnWithTheKeysWhetherVerifiedOrWaiting() {
        String address = "keys-" + UUID.randomUUID() + "@example.com";
        at.ask()
                .body(Map.of("email", address))
                .post("/me/reminder-settings/email-verifications")
                .then()
                .statusCode(200);
        TestRing.install(KeyHouse.BOTH, 2);
        at.start().then().statusCode(202);
        rotation.work();
        assertThat(at.stale(2)).isZero();
        TestRing.install(TWO, 2);
        var code = Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}")
                .matcher(mailbox.getMailsSentTo(address).getFirst().getText());
        assertThat(code.find()).isTrue();
        // The code's hash was made with the key that is gone.
        at.ask()
                .body(Map.of("code", code.group()))
                .post("/me/reminder-settings/email-confirmations")
                .then()
                .statusCode(422);
        TestRing.install(KeyHouse.BOTH, 2);
        at.ask()
                .body(Map.of("code", code.group()))
                .post("/me/reminder-settings/email-confirmations")
                .then()
                .statusCode(200)
                .body("email", equalTo("k****@example.com"));
        assertThat(at.count("select count(*) from reminder_settings where get_byte(email_secret, 0) = 2"))
                .isPositive(); // Turning back renews it, and says so.
    }

    @Test
    void onlyAnAdministratorAtTheTopTurnsKeys() {
        RequestSpecification below = as(at.holder(Role.ADMIN, at.branch));
        given().spec(below)
                .post("/key-rotations")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:zhixing:problem:top-only"));
        given().spec(below).get("/key-rotations/current").then().statusCode(403);
        as(at.house.office).post("/key-rotations").then().statusCode(403);
        as(at.house.office).get("/key-rotations/current").then().statusCode(403);
        at.current().body("configuredVersions", hasItem(2)).body("activeVersion", equalTo(1));
        assertThat(at.count("select count(*) from key_rotation where state = 'RUNNING'"))
                .isZero();
    }
}
