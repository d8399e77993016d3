package org.zhixing.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.access.AccessTable.Cell;
import org.zhixing.access.AccessTable.Place;
import org.zhixing.access.Actors.Actor;
import org.zhixing.access.Caller.Answer;
import org.zhixing.platform.database.TestDatabase;

/** Design §6: every id is checked against the scope, in a body and in an address, not only the first of them. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ForeignIdsTest {
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
    void everyIdInABodyIsAnIdOfSomethingInTheCatalogue() {
        List<String> without = new ArrayList<>();
        int[] fields = {0};
        probe.contract.operations().values().forEach(operation -> {
            Set<String> missing = new TreeSet<>(operation.ids());
            fields[0] += missing.size();
            missing.removeAll(probe.requests.fieldsWithNames(operation.id()));
            if (!missing.isEmpty()) {
                without.add(operation.id() + " " + missing);
            }
        });
        assertThat(without).isEmpty();
        assertThat(fields[0]).isGreaterThan(20);
    }

    @Test
    void noBodyReachesAThingOfAnotherTree() {
        List<String> reached = new ArrayList<>();
        int[] exchanged = {0};
        Map<String, Long> before = probe.rows();
        for (Actor actor : probe.world.actors().at(Place.FOREIGN)) {
            for (String name : probe.table.requests()) {
                if (!probe.table.cell(name, actor.role(), Place.PARENT).succeeds()) {
                    continue;
                }
                for (String thing : probe.requests.named(name)) {
                    reached.addAll(exchange(name, thing, actor));
                    exchanged[0]++;
                }
            }
        }
        assertThat(reached).isEmpty();
        assertThat(exchanged[0]).isGreaterThan(30);
        assertThat(probe.rows()).as("what stays of it all").isEqualTo(before);
    }

    /** In an address of two ids, the second must be of the first: nobody comes in through what is their own. */
    @Test
    void noAddressReachesAThingOfAnotherTreeThroughOnesOwn() {
        List<String> reached = new ArrayList<>();
        int exchanged = 0;
        for (Actor actor : probe.world.actors().at(Place.FOREIGN)) {
            for (String name : probe.table.requests()) {
                Set<String> things = probe.requests.addressed(name);
                if (things.size() < 2
                        || !probe.table.cell(name, actor.role(), Place.PARENT).succeeds()) {
                    continue;
                }
                for (String thing : things) {
                    Tree own = probe.world.far();
                    UnaryOperator<String> mixed =
                            each -> each.equals(thing) ? probe.world.near().thing(each) : own.thing(each);
                    Answer answer =
                            probe.caller().tries(probe.requests.of(name, mixed, own::thing), actor.credentials());
                    String fault = Probe.fault(
                            answer, new Cell(404, false), probe.world.near().secrets());
                    if (fault != null) {
                        reached.add(name + " as " + actor.name() + " through a foreign " + thing + ": " + fault);
                    }
                    exchanged++;
                }
            }
        }
        assertThat(reached).isEmpty();
        assertThat(exchanged).isGreaterThan(80);
    }

    /** A request that is right in the caller's own tree, and the same with one thing of the other tree in its body. */
    private List<String> exchange(String name, String thing, Actor actor) {
        Tree own = probe.world.far();
        Answer right = probe.caller().tries(probe.requests.of(name, own::thing), actor.credentials());
        Answer foreign = probe.caller()
                .sends(
                        probe.requests.of(
                                name,
                                own::thing,
                                each -> each.equals(thing) ? probe.world.near().thing(each) : own.thing(each)),
                        actor.credentials(),
                        Map.of("If-Match", "*"));
        List<String> faults = new ArrayList<>();
        if (right.status() >= 300) {
            faults.add(name + " as " + actor.name() + " in the own tree: " + right.whole());
        }
        int refused = foreign.status() == 404 ? 404 : 422;
        if (Probe.fault(foreign, new Cell(refused, false), probe.world.near().secrets()) != null) {
            faults.add(name + " as " + actor.name() + " with a foreign " + thing + ": " + foreign.whole());
        }
        return faults;
    }
}
