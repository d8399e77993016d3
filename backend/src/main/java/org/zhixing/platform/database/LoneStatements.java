package org.zhixing.platform.database;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements that commit by themselves, whatever becomes of a transaction around them: one round trip instead of three.
 * For what every request asks before its own work begins; all else goes through the entity manager.
 */
@ApplicationScoped
public class LoneStatements {
    @Inject
    AgroalDataSource database;

    /** What is made of a row. */
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /**
     * The rows a statement returns.
     *
     * @param sql with a question mark for each parameter
     * @param parameters as JDBC takes them, instants too
     */
    public <T> List<T> rows(String sql, Row<T> row, Object... parameters) {
        return QuarkusTransaction.suspendingExisting().call(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                set(statement, parameters);
                try (ResultSet found = statement.executeQuery()) {
                    List<T> rows = new ArrayList<>();
                    while (found.next()) {
                        rows.add(row.of(found));
                    }
                    return rows;
                }
            }
        });
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(
                    i + 1,
                    parameters[i] instanceof Instant at ? OffsetDateTime.ofInstant(at, ZoneOffset.UTC) : parameters[i]);
        }
    }

    /** An instant in a column; nothing where the column has none. */
    public static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
