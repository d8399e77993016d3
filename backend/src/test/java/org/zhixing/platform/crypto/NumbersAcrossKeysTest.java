package org.zhixing.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.zhixing.Samples.as;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.organization.IdNumber;
import org.zhixing.organization.Numbered;
import org.zhixing.platform.database.TestDatabase;

/** ORG-4: while there are several keys a number still belongs to one member, and finds that member. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class NumbersAcrossKeysTest {
    @Inject
    KeyHouse at;

    @Inject
    Scheduler scheduler;

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
    void aNumberHasOneMemberEvenWhereReplicasWriteUnderDifferentKeys() throws Exception {
        TestRing ring = TestRing.install(KeyHouse.BOTH, 1);
        IdNumber number = Numbered.next();
        CountDownLatch written = new CountDownLatch(1);
        AtomicReference<Future<?>> second = new AtomicReference<>();
        Future<?> first = others.submit(() -> QuarkusTransaction.requiringNew().run(() -> {
            at.join(number);
            written.countDown();
            at.awaitWaitingFor(second);
        }));
        KeyHouse.await(written);
        second.set(others.submit(() -> {
            ring.activeHere(2);
            QuarkusTransaction.requiringNew().run(() -> at.join(number));
        }));
        first.get();
        assertThatThrownBy(() -> second.get().get()).hasStackTraceContaining("constraint/member_id_number_unique");
        assertThat(at.count("select count(*) from member where id_number_hash in (:a, :b)", number, ring))
                .isEqualTo(1);
    }

    @Test
    void anImportUnderTheNewKeyFindsWhoWasEnteredUnderTheOldOne() {
        at.enter(2);
        TestRing.install(KeyHouse.BOTH, 2);
        Numbered someone = at.people.getFirst();
        String csv = "姓名,身份证号,手机号\n" + someone.name() + "," + someone.number().value() + ",19911112222\n";
        String job = as(at.house.office)
                .contentType(ContentType.MULTIPART)
                .multiPart("file", "roster.csv", csv.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .multiPart("organizationId", at.branch.toString())
                .multiPart("dryRun", "false")
                .post("/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        scheduler.resume();
        Response done;
        do {
            done = as(at.house.office).get("/imports/{id}", job);
        } while (List.of("QUEUED", "RUNNING").contains(done.<String>path("state")));
        scheduler.pause();
        done.then().body("state", equalTo("DONE")).body("created", equalTo(0)).body("updated", equalTo(1));
        at.disclose(someone, null).then().body("phone", equalTo("19911112222"));
    }
}
