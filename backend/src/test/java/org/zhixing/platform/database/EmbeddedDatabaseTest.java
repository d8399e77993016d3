package org.zhixing.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database that comes with the service is as durable as a server. */
class EmbeddedDatabaseTest {
    @TempDir
    Path folder;

    @Test
    void whatIsCommittedIsOnTheDisk() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            for (String guarantee : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                assertThat(ask(database, "show " + guarantee)).as(guarantee).isEqualTo("on");
            }
        }
    }

    @Test
    void dataOutliveTheProcess() throws Exception {
        try (EmbeddedDatabase first = EmbeddedDatabase.start(folder)) {
            run(first, "create table kept (word text); insert into kept values ('𠮷')");
        }
        try (EmbeddedDatabase second = EmbeddedDatabase.start(folder)) {
            assertThat(ask(second, "select word from kept")).isEqualTo("𠮷");
        }
    }

    @Test
    void aSecondInstanceOnTheSameFolderIsRefusedByName() throws Exception {
        try (EmbeddedDatabase first = EmbeddedDatabase.start(folder)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
                    .isInstanceOf(EmbeddedDatabase.FolderInUse.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
            assertThat(ask(first, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aServerLeftBehindByAKilledProcessIsReplacedAndItsDataRecovered() throws Exception {
        Process killed = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("holder.log").toFile())
                .start();
        Path ready = folder.resolve("ready");
        for (int i = 0; i < 600 && Files.notExists(ready) && killed.isAlive(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(ready).exists();
        long orphan = Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
        killed.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(orphan).map(ProcessHandle::isAlive))
                .as("the server outlives its owner")
                .contains(true);

        try (EmbeddedDatabase next = EmbeddedDatabase.start(folder)) {
            assertThat(ask(next, "select word from kept")).isEqualTo("committed");
            assertThat(ProcessHandle.of(orphan).map(ProcessHandle::isAlive).orElse(false))
                    .isFalse();
        }
    }

    /** Starts the database, commits a row and waits to be killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            EmbeddedDatabase database = EmbeddedDatabase.start(folder);
            run(database, "create table kept (word text); insert into kept values ('committed')");
            Files.createFile(folder.resolve("ready"));
            TimeUnit.HOURS.sleep(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), "postgres");
    }

    private static void run(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database)) {
            connection.createStatement().execute(sql);
        }
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
