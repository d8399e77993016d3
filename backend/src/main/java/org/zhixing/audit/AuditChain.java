package org.zhixing.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.crypto.Keyring;

/**
 * Adds rows to the record. There are many chains: a transaction takes one whose head nobody holds, as its last act
 * before it commits, so writers do not wait for each other; within a chain every row carries the hash of the one before.
 */
@ApplicationScoped
class AuditChain {
    static final String PURPOSE = "audit";

    @Inject
    Keyring keys;

    /** How many of the chains are written to; more than there are connections, so that one is always free. */
    @ConfigProperty(name = "zhixing.audit.chains", defaultValue = "64")
    int chains;

    /** The end of a chain, held by this transaction until it ends. */
    static final class Head {
        private final int chain;
        private long sequence;
        private byte[] hash;

        private Head(int chain, long sequence, byte[] hash) {
            this.chain = chain;
            this.sequence = sequence;
            this.hash = hash;
        }
    }

    /** A free chain, or, where every one is held, the next of one of them. */
    Head take(Connection connection) throws SQLException {
        int start = ThreadLocalRandom.current().nextInt(1 << 15);
        Head free = take(
                connection,
                "select chain, sequence, hash from audit_head where chain < ? order by (chain * 7919 + ?) % 65537 for update skip locked limit 1",
                start);
        Head taken = free != null
                ? free
                : take(
                        connection,
                        "select chain, sequence, hash from audit_head where chain = (select chain from audit_head where chain < ? order by (chain * 7919 + ?) % 65537 limit 1) for update",
                        start);
        if (taken == null) {
            throw new SQLException("audit_head has no chains");
        }
        return taken;
    }

    private @Nullable Head take(Connection connection, String sql, int start) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, chains);
            select.setInt(2, start);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Head(row.getInt(1), row.getLong(2), row.getBytes(3)) : null;
            }
        }
    }

    /** Writes the event behind the head and moves the head on: one statement. */
    void append(Connection connection, Head head, ChainLink event) throws SQLException {
        int version = keys.active();
        ChainLink link = new ChainLink(
                event.id(),
                head.chain,
                head.sequence + 1,
                event.at(),
                event.doer(),
                event.address(),
                event.requestId(),
                event.operation(),
                event.reason(),
                event.organization(),
                event.subjects(),
                event.changes(),
                version,
                head.hash);
        byte[] hash = keys.seal(version, PURPOSE, link.content());
        try (PreparedStatement insert = connection.prepareStatement("""
                with added as (
                    insert into audit_event (%s) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                )
                update audit_head set sequence = ?, hash = ? where chain = ?""".formatted(ChainLink.COLUMNS))) {
            Doer doer = link.doer();
            insert.setObject(1, link.id());
            insert.setInt(2, link.chain());
            insert.setLong(3, link.sequence());
            insert.setTimestamp(4, Timestamp.from(link.at()));
            insert.setString(5, doer.kind().name());
            id(insert, 6, doer.id());
            insert.setString(7, doer.name());
            id(insert, 8, doer.behalfId());
            insert.setString(9, doer.behalfName());
            insert.setString(10, link.address());
            insert.setString(11, link.requestId());
            insert.setString(12, link.operation());
            insert.setString(13, link.reason());
            id(insert, 14, link.organization());
            insert.setArray(15, connection.createArrayOf("uuid", link.subjects().toArray()));
            insert.setString(16, link.changes());
            insert.setInt(17, version);
            insert.setBytes(18, link.previous());
            insert.setBytes(19, hash);
            insert.setLong(20, link.sequence());
            insert.setBytes(21, hash);
            insert.setInt(22, link.chain());
            insert.executeUpdate();
        }
        head.sequence = link.sequence();
        head.hash = hash;
    }

    private static void id(PreparedStatement statement, int index, @Nullable UUID id) throws SQLException {
        if (id == null) {
            statement.setNull(index, Types.OTHER);
        } else {
            statement.setObject(index, id);
        }
    }
}
