package org.zhixing.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhixing.Samples.created;

import io.quarkus.mailer.Mail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;
import org.zhixing.platform.time.Times;
import org.zhixing.reminder.Postman.Outcome;

/** A digest goes out once, at a decent hour, to those who want it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DigestTest {
    private static final LocalDate MONDAY = LocalDate.of(2027, 3, 1);
    private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);

    @Inject
    Samples samples;

    @Inject
    DigestRun run;

    @Inject
    Digests digests;

    @Inject
    Scheduler scheduler;

    @Inject
    EntityManager entities;

    private final ExecutorService others = Executors.newFixedThreadPool(2);
    private TestPostman postman;
    private Samples.House house;
    private Reader secretary;

    /** A secretary with a session that nobody has said was held, and an address. */
    @BeforeEach
    void build() {
        scheduler.pause();
        postman = TestPostman.install();
        house = samples.houseWithCampaign();
        samples.session(house, 5);
        secretary = Reader.verified(house.secretaries.getFirst(), postman);
    }

    @AfterEach
    void resume() {
        others.shutdownNow();
        scheduler.resume();
    }

    @Test
    void aDigestIsSentOnceThoughTwoSendersRunAtTheSameTime() throws Exception {
        at(WEDNESDAY, 10, 0);
        digests.plan();
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch otherIsThrough = new CountDownLatch(1);
        postman.behave(mail -> {
            if (isMine(mail)) {
                sending.countDown();
                await(otherIsThrough);
            }
            return Outcome.DELIVERED;
        });
        Future<?> one = others.submit(run::run);
        await(sending);
        run.run();
        assertThat(secretary.digests()).hasSize(1);
        otherIsThrough.countDown();
        one.get();
        run.run();
        assertThat(secretary.digests()).hasSize(1);
        assertThat(state(WEDNESDAY)).isEqualTo("SENT");
    }

    /** The control: it is the claim that keeps a second message back, nothing after it does. */
    @Test
    void withoutTheClaimItWouldBeSentTwice() {
        at(WEDNESDAY, 10, 0);
        var notClaimed = new Digests.Claim(secretaryAccount(), WEDNESDAY, 1);
        run.send(notClaimed);
        run.send(notClaimed);
        assertThat(secretary.digests()).hasSize(2);
    }

    @Test
    void twoReplicasPlanOneDigestForADay() throws Exception {
        at(WEDNESDAY, 3, 0);
        Future<Integer> other = others.submit(digests::plan);
        digests.plan();
        other.get();
        digests.plan();
        assertThat(count("select count(*) from reminder_digest where account_id = :account"))
                .isEqualTo(1);
    }

    @Test
    void aSenderKilledBetweenSendingAndNotingNeverSendsTwice() {
        at(WEDNESDAY, 10, 0);
        postman.behave(mail -> {
            if (isMine(mail)) {
                throw new AssertionError("killed");
            }
            return Outcome.DELIVERED;
        });
        assertThatThrownBy(run::run).hasMessage("killed");
        postman.behave(mail -> Outcome.DELIVERED);
        assertThat(state(WEDNESDAY)).isEqualTo("SENDING");
        run.run();
        at(WEDNESDAY, 10, 16);
        run.run();
        at(WEDNESDAY, 18, 0);
        run.run();
        assertThat(state(WEDNESDAY)).isEqualTo("UNKNOWN");
        assertThat(secretary.digests()).hasSize(1);

        at(WEDNESDAY.plusDays(1), 10, 0);
        run.run();
        assertThat(secretary.digests()).hasSize(2);
        assertThat(secretary.digests().getLast().getText())
                .as("nobody knows whether it was read: it is new again")
                .contains("已逾期（1）")
                .doesNotContain("仍待办（");
    }

    @Test
    void quietHoursHoldADigestBackUntilTheyEnd() {
        at(WEDNESDAY, 7, 29);
        run.run();
        assertThat(secretary.digests()).isEmpty();
        at(WEDNESDAY, 7, 30);
        run.run();
        assertThat(secretary.digests()).hasSize(1);
    }

    @Test
    void quietHoursChosenAfterItWasPlannedHoldItBackToo() {
        at(WEDNESDAY, 0, 5);
        digests.plan();
        QuarkusMock.installMockForType(Clock.system(Times.ZONE), Clock.class);
        secretary.choose("DAILY", "09:00", "12:00");
        at(WEDNESDAY, 11, 59);
        run.run();
        assertThat(secretary.digests()).isEmpty();
        at(WEDNESDAY, 12, 0);
        run.run();
        assertThat(secretary.digests()).hasSize(1);
    }

    @Test
    void nothingDueNothingSent() {
        Reader supervisor = Reader.verified(house.supervisor, postman);
        at(WEDNESDAY, 10, 0);
        run.run();
        assertThat(supervisor.digests()).isEmpty();
        assertThat(secretary.digests()).hasSize(1);
    }

    @Test
    void anAddressThatIsNotVerifiedGetsNothingButItsCode() {
        Reader other = new Reader(house.secretaries.get(1), postman);
        other.ask("/email-verifications", Map.of("email", other.address)).then().statusCode(200);
        at(WEDNESDAY, 10, 0);
        run.run();
        assertThat(postman.to(other.address)).hasSize(1);
        assertThat(other.digests()).isEmpty();
    }

    @Test
    void weeklyMeansOnMondaysAndOffMeansNever() {
        secretary.choose("WEEKLY", "00:00", "00:00");
        Reader silent = Reader.verified(house.people.getFirst(), postman);
        silent.choose("OFF", "00:00", "00:00");
        for (int day = 0; day < 9; day++) {
            at(MONDAY.plusDays(day), 10, 0);
            run.run();
            run.run();
        }
        assertThat(secretary.digests()).hasSize(2);
        assertThat(silent.digests()).isEmpty();
    }

    @Test
    void whoTurnsDigestsOffBetweenPlanAndSendingGetsNone() {
        at(WEDNESDAY, 0, 5);
        digests.plan();
        QuarkusMock.installMockForType(Clock.system(Times.ZONE), Clock.class);
        secretary.choose("OFF", "00:00", "00:00");
        at(WEDNESDAY, 10, 0);
        run.run();
        assertThat(secretary.digests()).isEmpty();
        assertThat(state(WEDNESDAY)).isEqualTo("LAPSED");
    }

    @Test
    void whatTheServerRefusesForNowIsTriedAgainLaterAndNotForEver() {
        postman.behave(mail -> isMine(mail) ? Outcome.PUT_OFF : Outcome.DELIVERED);
        at(WEDNESDAY, 8, 0);
        run.run();
        run.run();
        assertThat(secretary.digests()).as("not at once").hasSize(1);
        at(WEDNESDAY, 8, 5);
        run.run();
        assertThat(secretary.digests()).hasSize(2);
        for (int hour = 9; hour <= 20; hour++) {
            at(WEDNESDAY, hour, 0);
            run.run();
        }
        assertThat(secretary.digests()).hasSize(Digests.ATTEMPTS);
        assertThat(state(WEDNESDAY)).isEqualTo("FAILED");
    }

    @Test
    void whatMayHaveArrivedIsNotSentAgain() {
        postman.behave(mail -> isMine(mail) ? Outcome.UNKNOWN : Outcome.DELIVERED);
        for (int hour = 8; hour <= 20; hour++) {
            at(WEDNESDAY, hour, 0);
            run.run();
        }
        assertThat(secretary.digests()).hasSize(1);
        assertThat(state(WEDNESDAY)).isEqualTo("UNKNOWN");
    }

    @Test
    void aDigestThatWasNotSentInItsDayIsNotAddedToTheNext() {
        at(WEDNESDAY, 3, 0);
        run.run();
        at(WEDNESDAY.plusDays(1), 10, 0);
        run.run();
        assertThat(secretary.digests()).hasSize(1);
        assertThat(state(WEDNESDAY)).isEqualTo("LAPSED");
        assertThat(state(WEDNESDAY.plusDays(1))).isEqualTo("SENT");
    }

    @Test
    void itNamesKindsAndDatesAndLeadsToEachPlaceAndHoldsNobodysData() {
        UUID branch = house.branches.getFirst();
        String name = "李建国";
        String session = samples.session(house, 6);
        String item = created(secretary
                .request()
                .body(Map.of(
                        "campaignId",
                        house.campaign,
                        "organizationId",
                        branch,
                        "problem",
                        name + "作风拖拉，身份证 99000119850412001X",
                        "dimension",
                        "SERVANT_SPIRIT",
                        "nature",
                        "NONCONFORMING",
                        "kind",
                        "DEADLINE",
                        "responsibleId",
                        house.roster.get(branch).get(1),
                        "dueOn",
                        "2027-03-01",
                        "origin",
                        Map.of("kind", "OTHER"),
                        "measures",
                        java.util.List.of(Map.of("title", "找" + name + "谈话"))))
                .post("/rectification-items"));
        at(WEDNESDAY, 10, 0);
        run.run();
        Mail mail = secretary.digests().getFirst();
        assertThat(mail.getSubject()).isEqualTo("知行：3 件待办，3 件已逾期");
        assertThat(mail.getTo()).containsExactly(secretary.address);
        for (String part : java.util.List.of(mail.getText(), mail.getHtml())) {
            assertThat(part)
                    .contains("集中学习待确认是否召开：学习6（3月6日）", "整改事项已逾期（3月1日）")
                    .contains("/study/" + session, "/rectification/" + item, "/due")
                    .doesNotContain(name, "作风", "99000119850412001X", "陈志强", "第1支部", "书记", secretary.address)
                    .doesNotContain("{", "NOT_FOUND");
        }
    }

    @Test
    void aTitleIsTextInTheHtmlPartToo() {
        secretary
                .request()
                .body(Map.of(
                        "campaignId", house.campaign,
                        "organizationId", house.branches.getFirst(),
                        "title", "<a href=\"https://elsewhere.example\">登录</a>",
                        "startsAt", "2026-03-07T09:00:00+08:00",
                        "endsAt", "2026-03-07T11:00:00+08:00"))
                .post("/study-sessions")
                .then()
                .statusCode(201);
        at(WEDNESDAY, 10, 0);
        run.run();
        assertThat(secretary.digests().getFirst().getHtml())
                .contains("&lt;a href=&quot;https://elsewhere.example&quot;&gt;")
                .doesNotContain("href=\"https://elsewhere.example");
    }

    @Test
    void whatAnEarlierDigestHeldIsSaidInShortAndTomorrowsSessionIsAnnounced() {
        at(WEDNESDAY, 10, 0);
        run.run();
        QuarkusMock.installMockForType(Clock.system(Times.ZONE), Clock.class);
        for (int day = 5; day <= 6; day++) {
            secretary
                    .request()
                    .body(Map.of(
                            "campaignId", house.campaign,
                            "organizationId", house.branches.getFirst(),
                            "title", "课" + day,
                            "startsAt", "2027-03-0" + day + "T09:00:00+08:00",
                            "endsAt", "2027-03-0" + day + "T11:00:00+08:00"))
                    .post("/study-sessions")
                    .then()
                    .statusCode(201);
        }
        at(WEDNESDAY.plusDays(1), 10, 0);
        run.run();
        assertThat(secretary.digests().getFirst().getText()).contains("已逾期（1）").doesNotContain("仍待办（");
        assertThat(secretary.digests().getLast().getText())
                .contains("七天之内（1）", "课5", "仍待办（1）", "学习5")
                .doesNotContain("课6", "已逾期（1）");
    }

    @Test
    void whoReadsEnglishIsWrittenToInEnglish() {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update account set language = 'en' where id = :id")
                        .setParameter("id", secretaryAccount())
                        .executeUpdate());
        at(WEDNESDAY, 10, 0);
        run.run();
        Mail mail = secretary.digests().getFirst();
        assertThat(mail.getSubject()).isEqualTo("Zhixing: 1 due, 1 overdue");
        assertThat(mail.getText()).contains("Study session to be marked as held: 学习5 (5 March)");
    }

    private void at(LocalDate day, int hour, int minute) {
        Instant moment =
                day.atTime(LocalTime.of(hour, minute)).atZone(Times.ZONE).toInstant();
        QuarkusMock.installMockForType(Clock.fixed(moment, Times.ZONE), Clock.class);
    }

    private boolean isMine(Mail mail) {
        return mail.getTo().contains(secretary.address);
    }

    private String state(LocalDate day) {
        return (String) entities.createNativeQuery(
                        "select state from reminder_digest where account_id = :account and day = :day", String.class)
                .setParameter("account", secretaryAccount())
                .setParameter("day", day)
                .getSingleResult();
    }

    private long count(String select) {
        return (Long) entities.createNativeQuery(select, Long.class)
                .setParameter("account", secretaryAccount())
                .getSingleResult();
    }

    /** Without a request: the clock of a test may have left the session behind. */
    private UUID secretaryAccount() {
        return (UUID) entities.createNativeQuery("select id from account where username = :name", UUID.class)
                .setParameter("name", house.secretaries.getFirst())
                .getSingleResult();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
