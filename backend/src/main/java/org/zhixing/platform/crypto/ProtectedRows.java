package org.zhixing.platform.crypto;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The rows of a protected column on one connection. The names in the SQL come from the code, the values do not. */
final class ProtectedRows {
    private static final Logger LOG = Logger.getLogger(ProtectedRows.class);
    private static final String UNIQUE_VIOLATION = "23505";

    private final Connection connection;
    private final ProtectedColumn of;
    private final Keyring keys;

    ProtectedRows(Connection connection, ProtectedColumn of, Keyring keys) {
        this.connection = connection;
        this.of = of;
        this.keys = keys;
    }

    /** What became of some rows. The rows after {@code last} are still to be looked at, unless there is none. */
    record Batch(int done, int refused, @Nullable List<Object> last) {
        static final Batch NONE = new Batch(0, 0, null);
    }

    private record Row(List<Object> key, byte[] secret) {}

    /** How many rows stand under which version. */
    SortedMap<Integer, Long> byVersion() throws SQLException {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        try (var select = connection.prepareStatement("select " + version() + ", count(*) from " + of.table()
                        + " where " + present() + " group by 1");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                counts.put(version(rows.getBytes(1)), rows.getLong(2));
            }
        }
        return counts;
    }

    /**
     * Encrypts the next rows anew that are not under the active version, leaving out those that another transaction has
     * locked. Only these bytes change: the row's own version, by which users notice changes, does not.
     */
    Batch renew(@Nullable List<Object> after) throws SQLException {
        List<Row> rows = next(after);
        if (rows.isEmpty()) {
            return Batch.NONE;
        }
        int done = 0;
        String assignments = of.along().keySet().stream()
                .map(column -> ", " + column + " = ?")
                .collect(Collectors.joining("", of.column() + " = ?", ""));
        try (var update = connection.prepareStatement("update " + of.table() + " set " + assignments + " where "
                + of.key().stream().map(column -> column + " = ?").collect(Collectors.joining(" and ")))) {
            for (Row row : rows) {
                done += renew(row, update) ? 1 : 0;
            }
        }
        return new Batch(done, rows.size() - done, rows.getLast().key());
    }

    private List<Row> next(@Nullable List<Object> after) throws SQLException {
        String key = String.join(", ", of.key());
        String places = of.key().stream().map(column -> "?").collect(Collectors.joining(", "));
        List<Row> found = new ArrayList<>();
        try (var select = connection.prepareStatement("select " + key + ", " + of.column() + " from " + of.table()
                + " where " + present() + " and " + version() + " <> ?"
                + (after == null ? "" : " and (" + key + ") > (" + places + ")")
                + " order by " + key + " limit " + of.batch() + " for update skip locked")) {
            select.setBytes(1, new byte[] {(byte) keys.active()});
            if (after != null) {
                set(select, 2, after);
            }
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    List<Object> values = new ArrayList<>();
                    for (int i = 1; i <= of.key().size(); i++) {
                        values.add(rows.getObject(i));
                    }
                    found.add(new Row(values, rows.getBytes(of.key().size() + 1)));
                }
            }
        }
        return found;
    }

    /** Whether the row could be renewed; one that cannot be read, or whose twin is there already, stays as it is. */
    private boolean renew(Row row, PreparedStatement update) throws SQLException {
        String context = of.context().apply(row.key());
        byte[] clear;
        try {
            clear = keys.decryptBytes(context, row.secret());
        } catch (RuntimeException unreadable) {
            LOG.errorf("%s of %s cannot be read: %s", of.name(), row.key(), unreadable.getMessage());
            return false;
        }
        int place = 1;
        update.setBytes(place++, keys.encrypt(context, clear));
        for (UnaryOperator<byte[]> other : of.along().values()) {
            update.setBytes(place++, other.apply(clear));
        }
        set(update, place, row.key());
        if (of.along().isEmpty()) {
            return update.executeUpdate() == 1;
        }
        say("savepoint one_row");
        try {
            boolean renewed = update.executeUpdate() == 1;
            say("release savepoint one_row");
            return renewed;
        } catch (SQLException refused) {
            if (!UNIQUE_VIOLATION.equals(refused.getSQLState())) {
                throw refused;
            }
            say("rollback to savepoint one_row");
            LOG.errorf("%s of %s has a twin under the active key", of.name(), row.key());
            return false;
        }
    }

    private void say(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String present() {
        return of.column() + " is not null and " + of.rows();
    }

    /** The first byte alone, so that a large value is not read for it. */
    private String version() {
        return "substring(" + of.column() + " from 1 for 1)";
    }

    private static int version(byte[] first) {
        return first.length == 0 ? 0 : first[0] & 0xff;
    }

    private static void set(PreparedStatement statement, int first, List<Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(first + i, values.get(i));
        }
    }
}
