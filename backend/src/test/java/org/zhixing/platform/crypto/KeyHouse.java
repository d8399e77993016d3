package org.zhixing.platform.crypto;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.zhixing.Samples.as;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduler;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.zhixing.Samples;
import org.zhixing.identity.Accounts;
import org.zhixing.identity.Role;
import org.zhixing.organization.IdNumber;
import org.zhixing.organization.Members;
import org.zhixing.organization.Numbered;
import org.zhixing.organization.Organizations;

/** A house whose members have numbers, for tests that replace keys; the database is shared, so it turns back to key one. */
@Singleton
class KeyHouse {
    static final String BOTH = TestRing.ONE + " " + TestRing.TWO;
    static final String PURPOSE = "member.id_number";

    @Inject
    Samples samples;

    @Inject
    Accounts accounts;

    @Inject
    Organizations organizations;

    @Inject
    Members members;

    @Inject
    Keyring keys;

    @Inject
    KeyRotation rotation;

    @Inject
    EntityManager entities;

    @Inject
    Scheduler scheduler;

    Samples.House house;
    UUID branch;
    List<Numbered> people;
    private RequestSpecification secretary;
    private RequestSpecification admin;

    /** Background work stands still: a test says when the rotation works. */
    void build() {
        scheduler.pause();
        TestRing.install(BOTH, 1);
        house = samples.house();
        branch = house.branches.getFirst();
        secretary = as(house.secretaries.getFirst());
        admin = as(holder(Role.ADMIN, house.committee));
    }

    void turnBack() {
        TestRing.install(BOTH, 1);
        sql("update key_rotation set state = 'SUPERSEDED', finished_at = now() where state = 'RUNNING'");
        start().then().statusCode(202);
        rotation.work();
        assertThat(stale(1)).isZero();
        scheduler.resume();
    }

    void enter(int count) {
        people = Numbered.join(branch, count, organizations, members, keys);
    }

    void join(IdNumber number) {
        Numbered.join(branch, number, organizations, members);
    }

    void assertRight(Numbered someone) {
        disclose(someone, null)
                .then()
                .statusCode(200)
                .body("idNumber", equalTo(someone.number().value()))
                .body("phone", equalTo(someone.phone()));
        ask().body(Map.of("idNumber", someone.number().value()))
                .post("/members/lookups")
                .then()
                .statusCode(200)
                .body("id", equalTo(someone.id().toString()));
    }

    Response disclose(Numbered someone, String key) {
        RequestSpecification request = ask().body(Map.of("reason", "核对党员花名册"));
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post("/members/{id}/disclosures", someone.id());
    }

    Response create(IdNumber number) {
        return ask().body(Map.of(
                        "branchId",
                        branch,
                        "name",
                        "赵一",
                        "idNumber",
                        number.value(),
                        "category",
                        "ORDINARY",
                        "stage",
                        "FULL"))
                .post("/members");
    }

    Response change(Numbered someone, String etag, Map<String, ?> facts) {
        return ask().contentType("application/merge-patch+json")
                .header("If-Match", etag)
                .body(facts)
                .patch("/members/{id}", someone.id());
    }

    Response get(String path, Object id) {
        return ask().get(path, id);
    }

    RequestSpecification ask() {
        return given().spec(secretary);
    }

    Response start() {
        return given().spec(admin).post("/key-rotations");
    }

    RequestSpecification admin() {
        return given().spec(admin);
    }

    io.restassured.response.ValidatableResponse current() {
        return given().spec(admin).get("/key-rotations/current").then().statusCode(200);
    }

    String holder(Role role, UUID at) {
        String username = "holder-" + UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> {
            var account = accounts.open(username, "管理员", Samples.PASSWORD, at, null);
            accounts.flush();
            accounts.grant(account, role, at, null, null, null);
        });
        return username;
    }

    Rotation latest() {
        return QuarkusTransaction.requiringNew().call(() -> rotation.latest().orElseThrow());
    }

    /** Rows that are not under a version, in all protected columns of all tests. */
    long stale(int version) {
        return QuarkusTransaction.requiringNew().call(rotation::shares).stream()
                .flatMap(share -> share.rows().entrySet().stream())
                .filter(rows -> rows.getKey() != version)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How many of these have ciphertexts and hash under which version; a mixed row counts as version 0. */
    Map<Integer, Long> versions(List<Numbered> some) {
        Keyring ring = new Keyring(MasterKeys.parse(BOTH, null));
        List<Object[]> rows = entities.createNativeQuery(
                        "select id, id_number_secret, phone_secret, id_number_hash from member where branch_id = :branch"
                                + " and id_number_secret is not null",
                        Object[].class)
                .setParameter("branch", branch)
                .getResultList();
        Map<UUID, Integer> found = new java.util.HashMap<>();
        for (Object[] row : rows) {
            int version = ((byte[]) row[1])[0];
            IdNumber number = new IdNumber(ring.decrypt(PURPOSE, (byte[]) row[1]));
            boolean hashed = java.util.Arrays.equals(
                    (byte[]) row[3], ring.seal(version, PURPOSE, number.value().getBytes()));
            found.put((UUID) row[0], hashed ? version : 0);
        }
        return some.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        someone -> found.get(someone.id()), java.util.stream.Collectors.counting()));
    }

    long count(String select) {
        return (Long) entities.createNativeQuery(select, Long.class).getSingleResult();
    }

    long count(String select, IdNumber number, Keyring ring) {
        byte[] value = number.value().getBytes();
        return (Long) entities.createNativeQuery(select, Long.class)
                .setParameter("a", ring.seal(1, PURPOSE, value))
                .setParameter("b", ring.seal(2, PURPOSE, value))
                .getSingleResult();
    }

    void sql(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(statement).executeUpdate());
    }

    /** Returns when the other transaction waits for its turn, or has ended. */
    void awaitWaitingFor(AtomicReference<Future<?>> other) {
        while (other.get() == null
                || !other.get().isDone()
                        && count("select count(*) from pg_locks where locktype = 'advisory' and not granted") == 0) {
            Thread.onSpinWait();
        }
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
