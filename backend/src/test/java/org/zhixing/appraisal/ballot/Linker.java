package org.zhixing.appraisal.ballot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with the whole database before and after every vote, its rows' physical places and transactions, who looks for
 * anything that tells votes apart as the choices do. Who voted when is known to them; keys are not.
 */
final class Linker {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A version of a row with where it stands and which transaction wrote it. */
    record Row(String table, String key, String ctid, long xmin, Map<String, String> values) {}

    private final EntityManager entities;
    private final Map<String, List<String>> keys = new TreeMap<>();
    private final long start;

    /** The last known version of each row, by table and key. */
    private final Map<String, Row> known = new HashMap<>();

    /** By what is looked at, what it showed at each vote. */
    private final Map<String, List<String>> seen = new TreeMap<>();

    private final List<Long> registered = new ArrayList<>();
    private final TreeSet<String> written = new TreeSet<>();
    private final List<Integer> choices = new ArrayList<>();

    Linker(EntityManager entities) {
        this.entities = entities;
        QuarkusTransaction.requiringNew().run(() -> tables().forEach(table -> keys.put(table, keyOf(table))));
        start = now();
    }

    /** Takes note of what there is before the first vote; of large tables, what is new. */
    void lookAround() {
        rowsSince(start).forEach(row -> known.put(row.table() + row.key(), row));
        rowsSince(0).forEach(row -> known.put(row.table() + row.key(), row));
    }

    /** Watches one vote, whose choice is known to the test alone. */
    void watch(int choice, Runnable vote) {
        long before = now();
        vote.run();
        int votes = choices.size();
        choices.add(choice);
        Map<String, List<Row>> changed = new TreeMap<>();
        rowsSince(before).forEach(row -> changed.computeIfAbsent(row.table(), t -> new ArrayList<>())
                .add(row));
        changed.forEach((table, rows) -> {
            written.add(table);
            note(votes, table + " rows", rows.size());
            note(votes, table + " which", rows.stream().map(Row::key).sorted().toList());
            rows.forEach(row -> {
                Row was = known.put(table + row.key(), row);
                row.values().forEach((column, value) -> {
                    String at = table + "." + column;
                    note(votes, at + " value", value);
                    note(votes, at + " length", value.length());
                    note(
                            votes,
                            at + " places",
                            changed(was == null ? null : was.values().get(column), value));
                    note(
                            votes,
                            at + " numbers",
                            moved(was == null ? null : was.values().get(column), value));
                });
                if (table.equals("ballot_voter")) {
                    registered.add(row.xmin());
                }
            });
        });
    }

    /** The tables that votes have written to. */
    TreeSet<String> written() {
        return written;
    }

    /** Whatever tells the votes apart exactly as the choices do. */
    List<String> links() {
        List<String> links = new ArrayList<>();
        seen.forEach((what, shown) -> {
            if (tells(shown)) {
                links.add(what + " at each vote");
            }
        });
        Map<String, List<Row>> left = new TreeMap<>();
        rowsSince(start).forEach(row -> left.computeIfAbsent(row.table(), t -> new ArrayList<>())
                .add(row));
        left.forEach((table, rows) -> {
            if (rows.size() == choices.size()) {
                inOrder(table, rows, links);
            }
            inTheSameTransaction(table, rows, links);
        });
        return links;
    }

    /** As many rows as votes: by place, transaction or any column, do they stand in the order of the votes? */
    private void inOrder(String table, List<Row> rows, List<String> links) {
        Map<String, Comparator<Row>> orders = new TreeMap<>();
        orders.put("ctid", Comparator.comparing(Linker::place));
        orders.put("xmin", Comparator.comparingLong(Row::xmin));
        rows.getFirst()
                .values()
                .keySet()
                .forEach(c -> orders.put(c, Comparator.comparing(r -> r.values().get(c))));
        orders.forEach((by, order) -> {
            List<Row> sorted = rows.stream().sorted(order).toList();
            rows.getFirst().values().keySet().forEach(column -> {
                List<String> values =
                        sorted.stream().map(r -> r.values().get(column)).toList();
                if (tells(values) || tells(values.reversed())) {
                    links.add(table + "." + column + " in the order of " + by);
                }
            });
        });
    }

    private void inTheSameTransaction(String table, List<Row> rows, List<String> links) {
        if (table.equals("ballot_voter")) {
            return;
        }
        rows.getFirst().values().keySet().forEach(column -> {
            List<String> values = registered.stream()
                    .map(xmin -> rows.stream()
                            .filter(r -> r.xmin() == xmin)
                            .map(r -> r.values().get(column))
                            .sorted()
                            .toList()
                            .toString())
                    .toList();
            if (tells(values)) {
                links.add(table + "." + column + " by transaction");
            }
        });
    }

    /** Whether two votes look alike exactly where their choices are alike. */
    private boolean tells(List<String> shown) {
        if (shown.size() != choices.size()) {
            return false;
        }
        for (int i = 0; i < shown.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (shown.get(i).equals(shown.get(j)) != choices.get(i).equals(choices.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private void note(int vote, String what, Object shown) {
        List<String> all = seen.computeIfAbsent(what, w -> new ArrayList<>());
        while (all.size() < vote) {
            all.add("nothing");
        }
        if (all.size() == vote) {
            all.add(shown.toString());
        } else {
            all.set(vote, all.get(vote) + " " + shown);
        }
    }

    /** By how much each number in a value has changed. */
    private static String moved(@Nullable String was, String is) {
        List<Long> before = numbers(was == null ? "" : was);
        List<Long> after = numbers(is);
        if (before.size() != after.size()) {
            return before.size() + " to " + after.size() + " numbers";
        }
        List<Long> by = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            by.add(after.get(i) - before.get(i));
        }
        return by.toString();
    }

    /** At which places a value has changed, as where a key stream were used twice. */
    private static String changed(@Nullable String was, String is) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < is.length(); i++) {
            if (was == null || i >= was.length() || was.charAt(i) != is.charAt(i)) {
                places.add(i);
            }
        }
        return places.toString();
    }

    private static List<Long> numbers(String text) {
        List<Long> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            numbers.add(matcher.group().length() > 15 ? 0 : Long.parseLong(matcher.group()));
        }
        return numbers;
    }

    private static Long place(Row row) {
        String[] parts = row.ctid().replaceAll("[()]", "").split(",");
        return Long.parseLong(parts[0]) << 16 | Long.parseLong(parts[1]);
    }

    private List<Row> rowsSince(long transaction) {
        return QuarkusTransaction.requiringNew().call(() -> {
            List<Row> rows = new ArrayList<>();
            for (String table : keys.keySet()) {
                for (Object row : entities.createNativeQuery(
                                "select cast(ctid as text), cast(cast(xmin as text) as bigint),"
                                        + " cast(to_jsonb(t) as text) from " + table
                                        + " t where cast(cast(xmin as text) as bigint) >= :since limit 5000")
                        .setParameter("since", transaction)
                        .getResultList()) {
                    rows.add(row(table, (Object[]) row));
                }
            }
            return rows;
        });
    }

    private Row row(String table, Object[] from) throws Exception {
        Map<String, String> values = new TreeMap<>();
        JsonNode json = JSON.readTree((String) from[2]);
        json.properties()
                .forEach(p -> values.put(
                        p.getKey(),
                        p.getValue().isTextual()
                                ? p.getValue().asText()
                                : p.getValue().toString()));
        String key = keys.get(table).stream().map(values::get).toList().toString();
        return new Row(table, key, (String) from[0], ((Number) from[1]).longValue(), values);
    }

    @SuppressWarnings("unchecked")
    private List<String> tables() {
        return entities.createNativeQuery("select table_name from information_schema.tables"
                        + " where table_schema = 'public' and table_type = 'BASE TABLE' order by 1")
                .getResultList();
    }

    @SuppressWarnings("unchecked")
    private List<String> keyOf(String table) {
        return entities.createNativeQuery(
                        "select cast(a.attname as text) from pg_index i join pg_attribute a on a.attrelid = i.indrelid"
                                + " and a.attnum = any(i.indkey) where i.indisprimary and i.indrelid = cast(:table as regclass)")
                .setParameter("table", table)
                .getResultList();
    }

    /** The next transaction's number; the cluster of a test is too young for them to begin anew. */
    private long now() {
        return QuarkusTransaction.requiringNew().call(() -> ((Number)
                        entities.createNativeQuery("select txid_current()").getSingleResult())
                .longValue());
    }
}
