package org.zhixing.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.etag;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;

/** What the record holds, and that it cannot be altered unnoticed. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AuditTest {
    private static final String ID_NUMBER = "990001197605123415";

    @Inject
    Samples samples;

    @Inject
    AuditVerifications verifications;

    @Inject
    org.zhixing.platform.crypto.Keyring keys;

    @Inject
    AgroalDataSource database;

    @Inject
    EntityManager entities;

    @Test
    void aChangeIsRecordedWithWhoWhenWhereAndWhatItWasBefore() {
        var house = samples.house();
        String auditor = samples.person(house, house.committee, Role.AUDITOR);
        UUID member = house.roster.get(house.branches.getFirst()).getFirst();
        String tag = etag(as(house.office).get("/members/{id}", member));
        as(house.office)
                .header("If-Match", tag)
                .header("X-Request-Id", "request-of-the-test")
                .contentType("application/merge-patch+json")
                .body(Map.of("post", "组织委员", "phone", "19900001234"))
                .patch("/members/{id}", member)
                .then()
                .statusCode(200)
                .header("X-Request-Id", "request-of-the-test");
        as(auditor)
                .get("/audit-events?subject={member}&operation=updateMember", member)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].actor.kind", equalTo("PERSON"))
                .body("items[0].actor.name", equalTo("办公室"))
                .body("items[0].address", notNullValue())
                .body("items[0].requestId", equalTo("request-of-the-test"))
                .body(
                        "items[0].organizationId",
                        equalTo(house.branches.getFirst().toString()))
                .body("items[0].changes[0].type", equalTo("Member"))
                .body("items[0].changes[0].after.post", equalTo("组织委员"))
                .body("items[0].changes[0].after.phoneSecret", equalTo("•••"))
                .body("items[0].changes[0].after.phoneMasked", equalTo("199****1234"));
    }

    @Test
    void aWholeRollIsOneActAndEveryMemberFindsTheirOwnPartOfIt() {
        var house = samples.houseWithCampaign();
        UUID branch = house.branches.getFirst();
        String session = samples.session(house, 3);
        String secretary = house.secretaries.getFirst();
        as(secretary).body(Map.of("to", "HELD")).post("/study-sessions/{id}/transitions", session);
        List<Map<String, String>> entries = house.roster.get(branch).stream()
                .map(m -> Map.of("memberId", m.toString(), "status", "PRESENT"))
                .toList();
        String tag = etag(as(secretary).get("/study-sessions/{id}/attendance", session));
        as(secretary)
                .header("If-Match", tag)
                .body(Map.of("entries", entries))
                .put("/study-sessions/{id}/attendance", session)
                .then()
                .statusCode(200);
        String auditor = samples.person(house, house.committee, Role.AUDITOR);
        as(auditor)
                .get("/audit-events?subject={session}&operation=takeRoll", session)
                .then()
                .body("items", hasSize(1))
                .body("items[0].changes.type", hasItem("Attendance"));
        UUID me = house.roster.get(branch).get(1);
        as(house.people.getFirst())
                .get("/me/record-events")
                .then()
                .statusCode(200)
                .body("items.operation", hasItem("takeRoll"))
                .body("items.find { it.operation == 'takeRoll' }.changes", hasSize(1))
                .body("items.find { it.operation == 'takeRoll' }.changes[0].after.memberId", equalTo(me.toString()));
    }

    @Test
    void readingNumbersInClearIsRecordedWithTheReasonAndShownToTheMember() { // ORG-4
        var house = samples.house();
        UUID branch = house.branches.getFirst();
        UUID member = house.roster.get(branch).get(1);
        as(house.office)
                .body(Map.of("reason", "核对党员花名册"))
                .post("/members/{id}/disclosures", member)
                .then()
                .statusCode(200);
        as(house.people.getFirst())
                .get("/me/record-events")
                .then()
                .body("items.find { it.operation == 'discloseMember' }.reason", equalTo("核对党员花名册"))
                .body("items.find { it.operation == 'discloseMember' }.changes.kind", contains("READ"));
        as(house.people.get(1)).get("/me/record-events").then().body("items.operation", not(hasItem("discloseMember")));
    }

    @Test
    void noProtectedValueEntersTheRecord() {
        var house = samples.house();
        as(house.office)
                .body(Map.of(
                        "branchId",
                        house.branches.getFirst(),
                        "name",
                        "有号码的人",
                        "idNumber",
                        ID_NUMBER,
                        "phone",
                        "19987654321",
                        "category",
                        "ORDINARY",
                        "stage",
                        "FULL"))
                .post("/members")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201);
        Number found = (Number) entities.createNativeQuery(
                        "select count(*) from audit_event where changes like '%' || :number || '%' or changes like '%19987654321%' or changes like '%argon2%'")
                .setParameter("number", ID_NUMBER)
                .getSingleResult();
        assertThat(found.longValue()).isZero();
    }

    @Test
    void theRecordIsReadWithinTheScopeOnly() {
        var house = samples.house();
        var stranger = samples.house();
        String auditor = samples.person(house, house.branches.getFirst(), Role.AUDITOR);
        UUID elsewhere = stranger.roster.get(stranger.branches.getFirst()).getFirst();
        as(auditor).get("/audit-events?subject={id}", elsewhere).then().body("items", empty());
        as(auditor)
                .get("/audit-events?limit=200")
                .then()
                .statusCode(200)
                .body(
                        "items.organizationId",
                        everyItem(equalTo(house.branches.getFirst().toString())));
        as(auditor).get("/audit-heads").then().statusCode(403).body("type", containsString("top-only"));
        as(house.office).get("/audit-events").then().statusCode(403);
        as(house.secretaries.getFirst()).get("/audit-events").then().statusCode(403);
    }

    @Test
    void aRefusedOrTriedChangeLeavesNoTraceOfHavingHappened() {
        var house = samples.houseWithCampaign();
        String session = samples.session(house, 3);
        as(house.secretaries.getFirst())
                .body(Map.of("to", "HELD"))
                .post("/study-sessions/{id}/transitions?dryRun=true", session)
                .then()
                .statusCode(200);
        String auditor = samples.person(house, house.committee, Role.AUDITOR);
        as(auditor)
                .get("/audit-events?subject={id}", session)
                .then()
                .body("items.operation", contains("planStudySession"));
    }

    @Test
    void aRowIsNotChangedNorDeletedByOrdinaryMeans() {
        samples.house();
        for (String attempt : List.of(
                "update audit_event set reason = 'x'", "delete from audit_event", "truncate audit_event cascade")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> sql(attempt))
                    .hasMessageContaining("only ever added to");
        }
    }

    @Test
    void aChangedARemovedAndAnInsertedRowAreEachNamed() {
        samples.house();
        assertThat(verifications.verify(List.of()).faults()).isEmpty();
        UUID changed = anyRow();
        undone(
                "update audit_event set reason = 'something else' where id = '" + changed + "'",
                faults -> assertThat(faults).singleElement().satisfies(f -> {
                    assertThat(f.kind()).isEqualTo(AuditVerifier.Kind.CHANGED);
                    assertThat(f.id()).isEqualTo(changed);
                }));
        undone(
                "update audit_event set hash = decode(repeat('ab', 32), 'hex') where id = '" + changed + "'",
                faults -> assertThat(faults).isNotEmpty());
        undone("delete from audit_event where id = '" + changed + "'", faults -> assertThat(faults)
                .singleElement()
                .satisfies(f -> assertThat(f.kind()).isEqualTo(AuditVerifier.Kind.REMOVED)));
        UUID inserted = UUID.randomUUID();
        undone(
                copyOf(changed, inserted, "e.sequence + 1000000"),
                faults -> assertThat(faults).singleElement().satisfies(f -> {
                    assertThat(f.kind()).isEqualTo(AuditVerifier.Kind.INSERTED);
                    assertThat(f.id()).isEqualTo(inserted);
                }));
        assertThat(verifications.verify(List.of()).faults()).isEmpty();
    }

    @Test
    void aRecordThatWasCutOffIsFoundByHeadsThatWereExportedBefore() {
        samples.house();
        List<AuditHead> exported = QuarkusTransaction.requiringNew().call(verifications::heads);
        AuditHead longest = exported.stream()
                .max(java.util.Comparator.comparingLong(AuditHead::sequence))
                .orElseThrow();
        String cut =
                "delete from audit_event where chain = %d and sequence = %d; update audit_head h set sequence = %d, hash = coalesce((select e.hash from audit_event e where e.chain = h.chain and e.sequence = %d), decode(repeat('00', 32), 'hex')) where chain = %d"
                        .formatted(
                                longest.chain(),
                                longest.sequence(),
                                longest.sequence() - 1,
                                longest.sequence() - 1,
                                longest.chain());
        undone(cut, faults -> assertThat(faults).isEmpty()); // what the chain alone cannot see
        undone(cut, exported, faults -> assertThat(faults).singleElement().satisfies(f -> assertThat(f.kind())
                .isEqualTo(AuditVerifier.Kind.REMOVED)));
    }

    @Test
    void writersAtTheSameTimeLeaveAWholeRecord() throws Exception {
        var house = samples.house();
        var caller = as(house.office);
        try (var pool = Executors.newFixedThreadPool(12)) {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int n = 0; n < 120; n++) {
                String code = house.committee.toString().substring(24) + n;
                work.add(() -> io.restassured.RestAssured.given()
                        .spec(caller)
                        .body(Map.of("parentId", house.committee, "code", code, "name", "并发支部" + code))
                        .post("/branches")
                        .statusCode());
            }
            for (var done : pool.invokeAll(work)) {
                assertThat(done.get()).isEqualTo(201);
            }
        }
        var outcome = verifications.verify(List.of());
        assertThat(outcome.faults()).isEmpty();
        assertThat(outcome.events()).isGreaterThanOrEqualTo(120);
    }

    /** A row that has one before and one after it in its chain. */
    private UUID anyRow() {
        return (UUID) entities.createNativeQuery(
                        "select e.id from audit_event e join audit_head h on h.chain = e.chain where e.sequence > 1 and e.sequence < h.sequence order by e.at desc limit 1")
                .getSingleResult();
    }

    private static String copyOf(UUID row, UUID id, String sequence) {
        String rest = ChainLink.COLUMNS.replace("id, chain, sequence,", "");
        return "insert into audit_event (id, chain, sequence," + rest + ") select '" + id + "', e.chain, " + sequence
                + "," + rest + " from audit_event e where e.id = '" + row + "'";
    }

    private void undone(String tampering, java.util.function.Consumer<List<AuditVerifier.Fault>> check) {
        undone(tampering, List.of(), check);
    }

    /** Does as somebody who owns the database would, has the record checked, and takes it back. */
    private void undone(
            String tampering, List<AuditHead> anchors, java.util.function.Consumer<List<AuditVerifier.Fault>> check) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("set local session_replication_role = replica");
                statement.execute(tampering);
                check.accept(new AuditVerifier(keys).verify(connection, anchors).faults());
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                var run = connection.createStatement()) {
            run.execute(statement);
        }
    }
}
