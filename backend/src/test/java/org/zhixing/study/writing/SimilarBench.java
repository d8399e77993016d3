package org.zhixing.study.writing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/**
 * How long the search for near-duplicates takes among many texts: {@code scripts/bench-similar}. The texts are made up: a
 * third of each are stock sentences that many share, one in a hundred copies half of an earlier one.
 */
final class SimilarBench {
    private static final UUID CAMPAIGN = UUID.fromString("0198f0f0-0000-7000-8000-000000000001");
    private static final int SEARCHES = 400;
    private static final int CHUNK = 5_000;

    private final int texts;
    private final String[] stock;

    private SimilarBench(int texts) {
        this.texts = texts;
        SplittableRandom random = new SplittableRandom(1);
        stock = IntStream.range(0, 2_000).mapToObj(i -> own(random)).toArray(String[]::new);
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        new SimilarBench(Integer.parseInt(arguments[0])).run(Path.of(arguments[1]), arguments.length > 2);
    }

    private void run(Path data, boolean compareTables) throws IOException, SQLException {
        Files.createDirectories(data);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setDataDirectory(data.resolve("postgres"))
                        .setOverrideWorkingDirectory(data.resolve("server").toFile())
                        .setServerConfig("shared_buffers", "256MB")
                        .setServerConfig("maintenance_work_mem", "256MB")
                        .setServerConfig("max_wal_size", "2GB")
                        .start();
                Connection connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"))) {
            long start = System.nanoTime();
            fill(connection);
            System.out.printf("%,d texts in %d s%n", texts, seconds(start));
            if (compareTables) {
                bandTable(connection);
            }
            index(connection);
            search(connection);
        }
    }

    private void fill(Connection connection) throws SQLException, IOException {
        execute(
                connection,
                "create table writing (id uuid primary key, handed_in_id uuid not null)",
                "create table writing_version (id uuid primary key, text text not null)",
                "create table writing_sketch (writing_id uuid primary key, bands integer[] not null)");
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        for (int from = 0; from < texts; from += CHUNK) {
            List<String[]> rows = IntStream.range(from, Math.min(texts, from + CHUNK))
                    .parallel()
                    .mapToObj(n -> {
                        String text = text(n);
                        return new String[] {id(n).toString(), text, bands(text)};
                    })
                    .toList();
            copy.copyIn("copy writing from stdin", lines(rows, row -> row[0] + "\t" + row[0]));
            copy.copyIn("copy writing_version from stdin", lines(rows, row -> row[0] + "\t" + row[1]));
            copy.copyIn("copy writing_sketch from stdin", lines(rows, row -> row[0] + "\t{" + row[2] + "}"));
        }
    }

    private void index(Connection connection) throws SQLException {
        long start = System.nanoTime();
        execute(
                connection,
                "create index writing_sketch_bands on writing_sketch using gin (bands) with (fastupdate = off)",
                "analyze");
        System.out.printf(
                "GIN over integer[]: built in %d s, %s%n", seconds(start), size(connection, "writing_sketch"));
    }

    private void search(Connection connection) throws SQLException {
        List<Long> times = new ArrayList<>();
        int found = 0;
        SplittableRandom random = new SplittableRandom(42);
        for (int n = 0; n < SEARCHES + 50; n++) {
            int copied = random.nextInt(texts);
            String text = n % 2 == 0 ? half(text(copied)) + own(random) + own(random) : text(texts + n);
            long start = System.nanoTime();
            var result = NearDuplicates.search(
                    connection, CAMPAIGN, UUID.randomUUID(), text, Shingles.Quotable.NOTHING, 0.5);
            if (n >= 50) {
                times.add(System.nanoTime() - start);
                found += n % 2 == 0 && result.stream().anyMatch(f -> f.writing().equals(id(copied))) ? 1 : 0;
            }
        }
        print("whole search", times);
        System.out.printf("copies found: %d of %d%n", found, SEARCHES / 2);
    }

    /** The other way to keep the bands, for comparison: one row for each. */
    private void bandTable(Connection connection) throws SQLException {
        long start = System.nanoTime();
        execute(
                connection,
                "create table writing_band (hash integer, writing_id uuid, primary key (hash, writing_id))",
                "insert into writing_band select unnest(bands), writing_id from writing_sketch order by 1",
                "analyze");
        System.out.printf("one row a band: filled in %d s, %s%n", seconds(start), size(connection, "writing_band"));
        compare(connection, """
                select writing_id, count(*) from writing_band where hash = any (?) group by 1 order by 2 desc limit 40""");
        execute(
                connection,
                "create index bands on writing_sketch using gin (bands) with (fastupdate = off)",
                "analyze");
        compare(connection, """
                select writing_id, (select count(*) from unnest(bands) b where b = any (?)) from writing_sketch
                where bands && ? order by 2 desc limit 40""");
        execute(connection, "drop index bands", "drop table writing_band");
    }

    private void compare(Connection connection, String sql) throws SQLException {
        List<Long> times = new ArrayList<>();
        try (var select = connection.prepareStatement(sql)) {
            for (int n = 0; n < SEARCHES; n++) {
                Integer[] bands = Arrays.stream(bands(text(n)).split(","))
                        .map(Integer::valueOf)
                        .toArray(Integer[]::new);
                for (int i = 1; i <= select.getParameterMetaData().getParameterCount(); i++) {
                    select.setArray(i, connection.createArrayOf("int4", bands));
                }
                long start = System.nanoTime();
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        rows.getObject(1);
                    }
                }
                times.add(System.nanoTime() - start);
            }
        }
        print("  candidates", times);
    }

    /** The n-th text: about 600 characters. */
    private String text(int n) {
        SplittableRandom random = new SplittableRandom(n);
        StringBuilder text = new StringBuilder();
        if (n > 0 && random.nextInt(100) == 0) {
            text.append(half(text(random.nextInt(n) / 101 * 101)));
        }
        while (text.length() < 600) {
            int favourite = (int) (stock.length * Math.pow(random.nextDouble(), 3));
            text.append(random.nextInt(3) == 0 ? stock[favourite] : own(random));
        }
        return text.toString();
    }

    private static String half(String text) {
        return text.substring(0, text.length() * 2 / 3);
    }

    private static String own(SplittableRandom random) {
        int length = 15 + random.nextInt(20);
        return IntStream.range(0, length)
                        .mapToObj(i -> Character.toString(0x4E00 + (int) (2_500 * Math.pow(random.nextDouble(), 2))))
                        .collect(Collectors.joining())
                + "。";
    }

    private static String bands(String text) {
        Shingles shingles = Shingles.of(PlainText.of(text), Shingles.Quotable.NOTHING);
        return Arrays.stream(Sketch.of(CAMPAIGN, shingles).bands())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
    }

    private static UUID id(int n) {
        return new UUID(Shingles.mix(n), Shingles.mix(~n));
    }

    private static StringReader lines(List<String[]> rows, java.util.function.Function<String[], String> line) {
        return new StringReader(rows.stream().map(line).collect(Collectors.joining("\n", "", "\n")));
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
                        + "')), pg_size_pretty(pg_indexes_size('" + table + "'))")) {
            rows.next();
            return rows.getString(1) + " and indexes of " + rows.getString(2);
        }
    }

    private static long seconds(long start) {
        return (System.nanoTime() - start) / 1_000_000_000;
    }

    private static void print(String what, List<Long> times) {
        List<Long> sorted = times.stream().sorted().toList();
        System.out.printf(
                "%s: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms%n",
                what, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99));
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get((int) (sorted.size() * share)) / 1e6;
    }
}
