package org.zhixing.study.writing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/**
 * How long the search for near-duplicates takes among many texts: {@code scripts/bench-similar}. The texts are made up,
 * 400 to 2,000 characters long: a third of their sentences are stock that many share, the favourite stands in most of them;
 * one in a hundred copies two thirds of an earlier one.
 */
final class SimilarBench {
    private static final UUID CAMPAIGN = UUID.fromString("0198f0f0-0000-7000-8000-000000000001");
    private static final int SEARCHES = 1_200;

    /** Not counted: the machine is getting ready. */
    private static final int FIRST = 60;

    private static final int CHUNK = 10_000;

    private final int texts;
    private final char[] characters;
    private final String[] stock;

    private SimilarBench(int texts) {
        this.texts = texts;
        SplittableRandom random = new SplittableRandom(1);
        characters = IntStream.range(0, 1 << 14)
                .mapToObj(i -> Character.toString(0x4E00 + (int) (2_500 * Math.pow(random.nextDouble(), 2))))
                .collect(Collectors.joining())
                .toCharArray();
        stock = IntStream.range(0, 2_000).mapToObj(i -> own(random)).toArray(String[]::new);
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        new SimilarBench(Integer.parseInt(arguments[0])).run(Path.of(arguments[1]));
    }

    private void run(Path data) throws IOException, SQLException {
        Files.createDirectories(data);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setDataDirectory(data.resolve("postgres"))
                        .setOverrideWorkingDirectory(data.resolve("server").toFile())
                        .setServerConfig("shared_buffers", "256MB")
                        .setServerConfig("maintenance_work_mem", "512MB")
                        .setServerConfig("max_wal_size", "4GB")
                        .setServerConfig("wal_level", "minimal")
                        .setServerConfig("max_wal_senders", "0")
                        .start();
                Connection connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"))) {
            long start = System.nanoTime();
            fill(connection);
            System.out.printf("%,d texts in %d s%n", texts, seconds(start));
            index(connection);
            search(connection);
            write(connection);
        }
    }

    private void fill(Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(false);
        execute(
                connection,
                "create table writing (id uuid, handed_in_id uuid not null)",
                "create table writing_version (id uuid, text text not null)",
                "create table writing_sketch (writing_id uuid, number integer generated always as identity, marks integer[] not null)",
                "create table writing_mark (mark integer not null, sketch integer not null)");
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        for (int from = 0; from < texts; from += CHUNK) {
            List<Row> rows = IntStream.range(from, Math.min(texts, from + CHUNK))
                    .parallel()
                    .mapToObj(this::row)
                    .toList();
            copy.copyIn("copy writing from stdin", lines(rows, row -> row.id + "\t" + row.id));
            copy.copyIn("copy writing_version from stdin", lines(rows, row -> row.id + "\t" + row.text));
            copy.copyIn(
                    "copy writing_sketch (writing_id, marks) from stdin",
                    lines(rows, row -> row.id + "\t{" + joined(row.marks, ",") + "}"));
            copy.copyIn(
                    "copy writing_mark from stdin",
                    lines(rows, row -> joined(row.marks, "\t" + (row.n + 1) + "\n") + "\t" + (row.n + 1)));
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private record Row(String id, String text, int n, int[] marks) {}

    private Row row(int n) {
        String text = text(n);
        return new Row(id(n).toString(), text, n, sketch(text));
    }

    /** Pages of the index as full as rows in any order leave them. */
    private void index(Connection connection) throws SQLException {
        long start = System.nanoTime();
        execute(
                connection,
                "alter table writing add primary key (id)",
                "alter table writing_version add primary key (id)",
                "alter table writing_sketch add primary key (writing_id)",
                "alter table writing_sketch add unique (number)",
                "alter table writing_mark add primary key (mark, sketch) with (fillfactor = 70)",
                "vacuum analyze");
        System.out.printf("indexes in %d s%n", seconds(start));
        for (String table : List.of("writing_version", "writing_sketch", "writing_mark")) {
            System.out.println(table + ": " + size(connection, table));
        }
    }

    private void search(Connection connection) throws SQLException {
        List<String> kinds = List.of("two thirds of a text", "a short text out of a long one", "a new text");
        List<List<Long>> times = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int[] found = new int[3];
        SplittableRandom random = new SplittableRandom(42);
        for (int n = 0; n < FIRST + SEARCHES; n++) {
            int kind = n % 3;
            int copied = kind == 1 ? longOne(random) : random.nextInt(texts);
            String text =
                    switch (kind) {
                        case 0 -> half(text(copied)) + own(random) + own(random);
                        case 1 -> text(copied).substring(700, 950);
                        default -> text(texts + n);
                    };
            long start = System.nanoTime();
            var result = NearDuplicates.search(
                    connection, CAMPAIGN, UUID.randomUUID(), text, Shingles.Quotable.NOTHING, 0.5);
            if (n >= FIRST) {
                times.get(kind).add(System.nanoTime() - start);
                found[kind] += result.stream().anyMatch(f -> f.writing().equals(id(copied))) ? 1 : 0;
            }
        }
        for (int kind = 0; kind < 3; kind++) {
            print(kinds.get(kind), times.get(kind));
            System.out.printf("  found: %d of %d%n", found[kind], SEARCHES / 3);
        }
        print("whole search", times.stream().flatMap(List::stream).toList());
    }

    /** What handing in costs here: a hundred more, the first of them anew. */
    private void write(Connection connection) throws SQLException {
        List<Long> times = new ArrayList<>();
        for (int n = 0; n < 200; n++) {
            UUID id = id(texts + n % 100);
            String text = text(texts + n);
            long start = System.nanoTime();
            NearDuplicates.keep(connection, CAMPAIGN, id, text, Shingles.Quotable.NOTHING);
            times.add(System.nanoTime() - start);
        }
        print("keeping a sketch, half of them in place of another", times);
    }

    private int longOne(SplittableRandom random) {
        int n = random.nextInt(texts);
        while (text(n).length() < 1_500) {
            n = random.nextInt(texts);
        }
        return n;
    }

    private String text(int n) {
        SplittableRandom random = new SplittableRandom(n);
        StringBuilder text = new StringBuilder();
        int length = 400 + random.nextInt(1_600);
        if (n > 0 && random.nextInt(100) == 0) {
            text.append(half(text(random.nextInt(n) / 101 * 101)));
        }
        while (text.length() < length) {
            int favourite = (int) (stock.length * Math.pow(random.nextDouble(), 3));
            text.append(random.nextInt(3) == 0 ? stock[favourite] : own(random));
        }
        return text.toString();
    }

    private static String half(String text) {
        return text.substring(0, text.length() * 2 / 3);
    }

    private String own(SplittableRandom random) {
        char[] sentence = new char[16 + random.nextInt(20)];
        for (int i = 0; i < sentence.length - 1; i++) {
            sentence[i] = characters[random.nextInt(characters.length)];
        }
        sentence[sentence.length - 1] = '。';
        return new String(sentence);
    }

    private static int[] sketch(String text) {
        return Sketch.of(CAMPAIGN, PlainText.of(text), Shingles.Quotable.NOTHING)
                .marks();
    }

    private static String joined(int[] marks, String between) {
        StringBuilder joined = new StringBuilder();
        for (int mark : marks) {
            joined.append(joined.isEmpty() ? "" : between).append(mark);
        }
        return joined.toString();
    }

    private static UUID id(int n) {
        return new UUID(Shingles.mix(n), Shingles.mix(~n));
    }

    private static InputStream lines(List<Row> rows, java.util.function.Function<Row, String> line) {
        return new ByteArrayInputStream(rows.stream()
                .map(line)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String size(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select pg_size_pretty(pg_table_size('" + table
                        + "')), pg_size_pretty(pg_indexes_size('" + table + "')), count(*) from " + table)) {
            rows.next();
            return rows.getString(1) + " and indexes of " + rows.getString(2) + ", " + rows.getString(3) + " rows";
        }
    }

    private static long seconds(long start) {
        return (System.nanoTime() - start) / 1_000_000_000;
    }

    private static void print(String what, List<Long> times) {
        List<Long> sorted = times.stream().sorted().toList();
        System.out.printf(
                "%s: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, most %.1f ms%n",
                what, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), sorted.getLast() / 1e6);
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get((int) (sorted.size() * share)) / 1e6;
    }
}
