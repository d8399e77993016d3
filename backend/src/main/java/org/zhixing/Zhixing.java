package org.zhixing;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.zhixing.platform.database.EmbeddedDatabase;

/**
 * Starts the service. Without a DATABASE_URL it brings its own PostgreSQL on the folder DATA_DIR and takes it down again
 * when it ends.
 */
@QuarkusMain
public final class Zhixing {
    private static final int FOLDER_IN_USE = 3;
    private static final int STOPPING_SECONDS = 20;

    private Zhixing() {}

    public static void main(String... args) throws IOException {
        if (configured("DATABASE_URL")) {
            System.setProperty("quarkus.datasource.jdbc.url", System.getenv("DATABASE_URL"));
            Quarkus.run(args);
            return;
        }
        EmbeddedDatabase database;
        try {
            database = EmbeddedDatabase.start(Path.of(configured("DATA_DIR") ? System.getenv("DATA_DIR") : "data"));
        } catch (EmbeddedDatabase.FolderInUse inUse) {
            System.err.println(inUse.getMessage());
            System.exit(FOLDER_IN_USE);
            return;
        }
        System.setProperty("quarkus.datasource.jdbc.url", database.jdbcUrl());
        System.setProperty("quarkus.datasource.username", database.user());
        System.setProperty("quarkus.datasource.password", database.user());
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAfter(ended, database), "database-shutdown"));
        Quarkus.run(
                null,
                (code, failure) -> {
                    ended.countDown();
                    System.exit(code);
                },
                args);
    }

    /** Takes the database down once the service has let go of it: a signal ends the process without returning to main. */
    private static void closeAfter(CountDownLatch ended, EmbeddedDatabase database) {
        try {
            if (!ended.await(STOPPING_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The service has not stopped in time; its database is stopped all the same.");
            }
            database.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("The database could not be stopped: " + e.getMessage());
        }
    }

    private static boolean configured(String name) {
        String value = System.getenv(name);
        return value != null && !value.isBlank();
    }
}
