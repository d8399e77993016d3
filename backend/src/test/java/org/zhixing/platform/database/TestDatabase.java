package org.zhixing.platform.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** One PostgreSQL for a test run, started when the first test that needs it starts. Speed before durability. */
public class TestDatabase implements QuarkusTestResourceLifecycleManager {
    private static EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        synchronized (TestDatabase.class) {
            try {
                if (server == null) {
                    server = EmbeddedPostgres.builder()
                            .setServerConfig("max_connections", "100")
                            .start();
                }
                return Map.of(
                        "quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres",
                        "quarkus.datasource.username", "postgres",
                        "quarkus.datasource.password", "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void stop() {}
}
