package org.zhixing;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.Path;
import org.zhixing.platform.database.EmbeddedDatabase;

/**
 * Starts the service. Without a DATABASE_URL it brings its own PostgreSQL on the folder DATA_DIR and takes it down again
 * when it ends.
 */
@QuarkusMain
public final class Zhixing {
    private static final int FOLDER_IN_USE = 3;

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
        try (database) {
            Quarkus.run(args);
        }
    }

    private static boolean configured(String name) {
        String value = System.getenv(name);
        return value != null && !value.isBlank();
    }
}
