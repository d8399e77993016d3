package org.zhixing.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.database.EmbeddedDatabase;

/**
 * {@code make audit-verify}: checks the record without the service, from the database that DATABASE_URL names or the one
 * in DATA_DIR, with the key from ZHIXING_FIELD_KEY or its file. ANCHOR may name a statement of heads exported earlier.
 * Ends with 0 where the record is whole, 1 where it is not, 2 where it could not be checked.
 */
public final class VerifyCommand {
    private VerifyCommand() {}

    public static void main(String... arguments) {
        System.exit(run());
    }

    private static int run() {
        try {
            Path data = Path.of(setting("DATA_DIR").orElse("data"));
            Keyring keys = Keyring.of(
                    setting("ZHIXING_FIELD_KEY"),
                    setting("ZHIXING_FIELD_KEY_FILE")
                            .or(() -> Optional.of(data.resolve("field.key").toString())),
                    setting("ZHIXING_FIELD_KEY_ACTIVE"));
            List<AuditHead> anchors = anchors();
            String url = setting("DATABASE_URL").orElse(null);
            if (url != null) {
                return report(
                        url,
                        setting("DATABASE_USER").orElse("zhixing"),
                        setting("DATABASE_PASSWORD").orElse(""),
                        keys,
                        anchors);
            }
            try (Embedded embedded = Embedded.in(data)) {
                return report(embedded.url, "postgres", "postgres", keys, anchors);
            }
        } catch (SQLException | IOException | RuntimeException e) {
            System.err.println("无法校验 The record could not be checked: " + e.getMessage());
            return 2;
        }
    }

    private static int report(String url, String user, String password, Keyring keys, List<AuditHead> anchors)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            AuditVerifier.Outcome outcome = new AuditVerifier(keys).verify(connection, anchors);
            if (outcome.faults().isEmpty()) {
                System.out.printf("审计记录完好 The record is whole: %,d rows%n", outcome.events());
                return 0;
            }
            System.out.printf(
                    "审计记录不完好 The record is NOT whole: %,d rows, %d faults, the first:%n",
                    outcome.events(), outcome.faults().size());
            outcome.faults().stream()
                    .limit(20)
                    .forEach(f -> System.out.printf(
                            "  %-8s chain %d, row %d, id %s, written %s%n",
                            f.kind(), f.chain(), f.sequence(), f.id(), f.at()));
            return 1;
        }
    }

    private static List<AuditHead> anchors() throws IOException {
        Optional<String> file = setting("ANCHOR");
        return file.isEmpty() ? List.of() : HeadStatement.read(Files.readString(Path.of(file.get())));
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    /** The database in a data folder: the running one, or one that is started for the check. */
    private record Embedded(String url, @Nullable EmbeddedDatabase own) implements AutoCloseable {
        static Embedded in(Path data) throws IOException {
            try {
                EmbeddedDatabase own = EmbeddedDatabase.start(data);
                return new Embedded(own.jdbcUrl(), own);
            } catch (EmbeddedDatabase.FolderInUse running) {
                return new Embedded(EmbeddedDatabase.runningIn(data), null);
            }
        }

        @Override
        public void close() throws IOException {
            if (own != null) {
                own.close();
            }
        }
    }
}
