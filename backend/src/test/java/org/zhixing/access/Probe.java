package org.zhixing.access;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.zhixing.access.AccessTable.Cell;
import org.zhixing.access.AccessTable.Place;
import org.zhixing.access.Actors.Actor;
import org.zhixing.access.Caller.Answer;

/** The contract, the table, the catalogue and the world in one hand, and what is wrong with an answer. */
@Singleton
class Probe {
    /** Reading personal numbers leaves its trace, and so it shall; and requests are counted, whatever becomes of them. */
    private static final Set<String> STAYS = Set.of("audit_event", "rate_window");

    final Contract contract = Contract.read();
    final AccessTable table = AccessTable.read();
    final Requests requests = Requests.read(contract);

    @Inject
    AccessWorld world;

    @Inject
    SessionFactory sessions;

    private @Nullable Caller caller;

    /** Builds the world where it does not stand yet; the import job must be running for that. */
    void begin(URI address) {
        caller = new Caller(address);
        world.build(caller, requests, contract);
        world.seemJustUsed();
    }

    Caller caller() {
        return caller;
    }

    /** What is wrong with what somebody is answered who asks for the near tree's things, or null. */
    @Nullable
    String fault(String request, Actor actor) {
        Cell expected = actor.expected(table, request);
        Answer answer = caller.tries(requests.of(request, world.near()::thing), actor.credentials());
        String fault = fault(answer, expected, secretsFrom(request, actor, expected));
        return fault == null ? null : request + " as " + actor.name() + ": " + fault;
    }

    /** What must not show in an answer to somebody, who stands where they stand. */
    private Set<String> secretsFrom(String request, Actor actor, Cell expected) {
        Set<String> secrets = secretsFrom(actor, expected);
        if (request.equals("listMyRecordEvents") && actor.role() == null) {
            // Their own record says which branch keeps their account, and where they once held a role.
            secrets.remove(world.near().thing("sibling"));
            secrets.remove(world.near().thing("branch"));
        }
        return secrets;
    }

    private Set<String> secretsFrom(Actor actor, Cell expected) {
        boolean stranger = actor.place() == Place.OUTSIDE || actor.place() == null && !expected.succeeds();
        return actor.place() == Place.FOREIGN
                ? world.near().secrets()
                : stranger || expected.empty() ? world.near().secretsOfBranch() : new HashSet<>();
    }

    static @Nullable String fault(Answer answer, Cell expected, Set<String> secrets) {
        String whole = answer.whole();
        if (answer.status() != expected.status()) {
            return "expected " + expected.status() + ", got " + whole.substring(0, Math.min(whole.length(), 400));
        }
        for (String secret : secrets) {
            int at = whole.indexOf(secret);
            if (at >= 0) {
                return "shows " + secret + " in …" + whole.substring(Math.max(0, at - 80), at + secret.length()) + "…";
            }
        }
        return null;
    }

    long statements() {
        return sessions.getStatistics().getPrepareStatementCount();
    }

    /** How many rows each table has, but for those where a trace is meant to stay. */
    Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        sessions.inStatelessSession(session -> session.createNativeQuery("""
                        select table_name from information_schema.tables
                        where table_schema = 'public' and table_type = 'BASE TABLE'""", String.class).getResultList().stream()
                .filter(table -> !STAYS.contains(table))
                .forEach(table -> rows.put(
                        table,
                        session.createNativeQuery("select count(*) from " + table, Long.class)
                                .getSingleResult())));
        return rows;
    }
}
