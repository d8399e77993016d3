package org.zhixing.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.access.AccessTable.Cell;
import org.zhixing.access.AccessTable.Place;
import org.zhixing.access.AccessTable.Row;
import org.zhixing.access.Actors.Actor;
import org.zhixing.access.Caller.Answer;
import org.zhixing.access.Requests.Request;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;

/** Design §6: every operation × role × place does what {@code access.csv} says, and nothing outside the scope shows. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AccessMatrixTest {
    /** No tag, the right one among others, a stale one, and any. */
    private static final List<Map<String, String>> TAGS = List.of(
            Map.of(),
            Map.of("If-Match", "\"0\", \"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\""),
            Map.of("If-Match", "\"999999\""),
            Map.of("If-Match", "*"));

    @TestHTTPResource("/")
    URI address;

    @Inject
    Probe probe;

    @Inject
    Scheduler scheduler;

    /** The world is built while the import job runs; after that nothing but the requests sends statements. */
    @BeforeEach
    void build() {
        probe.begin(address);
        scheduler.pause();
    }

    @AfterEach
    void together() {
        scheduler.resume();
    }

    @Test
    void everyOperationHasALineAndEveryLineIsAnOperation() {
        Set<String> lines = new TreeSet<>();
        probe.table.rows().forEach(row -> lines.add(row.operation()));
        Set<String> operations = probe.contract.operations().keySet();
        assertThat(operations)
                .filteredOn(id -> !lines.contains(id))
                .as("operations without a line")
                .isEmpty();
        assertThat(lines)
                .filteredOn(id -> !operations.contains(id))
                .as("lines without an operation")
                .isEmpty();
        assertThat(probe.table.requests()).as("every request has a line").containsAll(probe.requests.names());
        assertThat(probe.table.contradictions()).isEmpty();
    }

    @Test
    void everyRoleIsHeldAtEveryPlace() {
        for (Place place : Place.values()) {
            assertThat(probe.world.actors().at(place)).extracting(Actor::role).containsExactlyInAnyOrder(Role.values());
        }
    }

    @Test
    void whatIsForOtherSystemsHasAScopeInTheContractAndNothingElseHas() {
        for (Row row : probe.table.rows()) {
            if (!row.anyone()) {
                assertThat(probe.table.allows(row.operation(), Role.CLIENT))
                        .as(row.operation())
                        .isEqualTo(probe.contract.of(row.request()).scope() != null);
            }
        }
    }

    @Test
    void everyRoleAtEveryPlaceIsAnsweredAsTheTableSays() {
        Map<String, Long> before = probe.rows();
        List<String> wrong = new ArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        for (String request : probe.table.requests()) {
            wrong.addAll(probe.world.actors().all().parallelStream()
                    .map(actor -> {
                        asked.incrementAndGet();
                        return probe.fault(request, actor);
                    })
                    .filter(Objects::nonNull)
                    .toList());
        }
        assertThat(wrong).isEmpty();
        assertThat(asked.get())
                .isEqualTo(probe.table.requests().size()
                        * probe.world.actors().all().size())
                .isGreaterThan(6_000);
        assertThat(probe.rows()).as("what stays of it all").isEqualTo(before);
    }

    /** The control: were the scope not looked at, every line would say so. */
    @Test
    void whoeverWereSecretlyGivenTheRoleWouldBeNoticedInEveryLine() {
        List<String> unnoticed = new ArrayList<>();
        int secret = 0;
        Map<Place, String> places = Map.of(Place.INSIDE, "branch", Place.PARENT, "committee", Place.TOP, "top");
        for (var at : places.entrySet()) {
            for (Actor actor : probe.world.actors().at(Place.OUTSIDE)) {
                try (var secretly = probe.world.secretly(actor, at.getValue())) {
                    for (Row row : probe.table.rows()) {
                        if (!row.roles().contains(actor.role()) || !row.scoped(at.getKey())) {
                            continue;
                        }
                        secret++;
                        if (probe.fault(row.request(), actor) == null) {
                            unnoticed.add(row.request() + " as " + actor.name() + ", secretly at the " + at.getValue());
                        }
                    }
                }
            }
        }
        assertThat(unnoticed).isEmpty();
        assertThat(secret).isGreaterThan(1_200);
    }

    @Test
    void whatLiesOutsideIsAnsweredAsWhatDoesNotExist() {
        List<String> told = new ArrayList<>();
        int compared = 0;
        UnaryOperator<String> outside = probe.world.near()::thing;
        UnaryOperator<String> nowhere = nothingOf(probe.world.near());
        for (Actor actor : probe.world.actors().at(Place.OUTSIDE)) {
            for (String name : probe.table.requests()) {
                Cell expected = actor.expected(probe.table, name);
                if (expected.status() != 404 && expected.status() != 422) {
                    continue;
                }
                compared++;
                told.addAll(differences(name, actor, expected, outside, nowhere));
            }
        }
        assertThat(told).isEmpty();
        assertThat(compared).isGreaterThan(200);
    }

    /** How the answer about a thing that lies outside differs from that about nothing, in its bytes and its cost. */
    private List<String> differences(
            String name, Actor actor, Cell expected, UnaryOperator<String> outside, UnaryOperator<String> nowhere) {
        List<String> differences = new ArrayList<>();
        Request real = probe.requests.of(name, outside);
        Map<String, String> noTag = Map.of(LeaveNothing.HEADER, "1");
        long before = probe.statements();
        Answer unknown = probe.caller().sends(probe.requests.of(name, nowhere), actor.credentials(), noTag);
        long ofNothing = probe.statements() - before;
        for (Map<String, String> tag : real.conditional() ? TAGS : TAGS.subList(0, 1)) {
            Map<String, String> headers = new HashMap<>(noTag);
            headers.putAll(tag);
            before = probe.statements();
            Answer hidden = probe.caller().sends(real, actor.credentials(), headers);
            long ofSomething = probe.statements() - before;
            String asked = name + " as " + actor.name() + " " + tag + ": ";
            if (!hidden.said().equals(unknown.said()) || hidden.status() != expected.status()) {
                differences.add(asked + hidden.whole() + " but of nothing " + unknown.whole());
            } else if (ofSomething != ofNothing) {
                differences.add(asked + ofSomething + " statements, but of nothing " + ofNothing);
            }
        }
        return differences;
    }

    /** As the tree, with nothing in the place of whatever is its branch's own. */
    private static UnaryOperator<String> nothingOf(Tree tree) {
        Set<String> secrets = tree.secretsOfBranch();
        Map<String, String> replaced = new HashMap<>();
        return name -> !secrets.contains(tree.thing(name))
                ? tree.thing(name)
                : replaced.computeIfAbsent(
                        name,
                        any -> name.equals("idNumber")
                                ? AccessWorld.unusedIdNumber()
                                : UUID.randomUUID().toString());
    }
}
