package org.zhixing.audit;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.crypto.Keyring;

/**
 * Walks every chain of the record from its beginning and names the rows that do not fit: changed, removed or inserted.
 * With heads that were exported earlier it also finds a record that was cut off or written anew. Needs memory for one
 * row at a time, and the key.
 */
public final class AuditVerifier {
    /** No more faults than this are named for each chain. */
    private static final int MOST = 20;

    private static final byte[] BEGINNING = new byte[32];

    private final Keyring keys;
    private long unkeyed;

    public AuditVerifier(Keyring keys) {
        this.keys = keys;
    }

    /** What was done to a row. */
    public enum Kind {
        CHANGED,
        REMOVED,
        INSERTED
    }

    /**
     * A row that does not fit.
     *
     * @param id the row's id, or null where the row is gone
     * @param at when it says it was written, or null where the row is gone
     */
    public record Fault(
            Kind kind,
            int chain,
            long sequence,
            @Nullable UUID id,
            @Nullable String at) {}

    /**
     * How many rows were read and which do not fit, the earliest first.
     *
     * @param unkeyed rows under a key that is no longer configured: that they link is all that could be checked
     */
    public record Outcome(long events, long unkeyed, List<Fault> faults) {}

    /** One snapshot of the whole record; the connection's transaction is the caller's. */
    public Outcome verify(Connection connection, List<AuditHead> anchors) throws SQLException {
        Map<Integer, AuditHead> ends = new TreeMap<>();
        try (PreparedStatement select =
                        connection.prepareStatement("select chain, sequence, hash from audit_head order by chain");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                ends.put(row.getInt(1), new AuditHead(row.getInt(1), row.getLong(2), row.getBytes(3)));
            }
        }
        Map<Integer, List<AuditHead>> known = new HashMap<>();
        anchors.forEach(
                a -> known.computeIfAbsent(a.chain(), c -> new ArrayList<>()).add(a));
        long[] events = {0};
        unkeyed = 0;
        List<Fault> faults = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select " + ChainLink.COLUMNS + " from audit_event where chain = ? order by sequence, at, id")) {
            select.setFetchSize(1_000);
            for (AuditHead end : ends.values()) {
                select.setInt(1, end.chain());
                Walk walk = new Walk(end, known.getOrDefault(end.chain(), List.of()));
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        events[0]++;
                        walk.take(ChainLink.read(rows), rows.getBytes("hash"));
                    }
                }
                faults.addAll(walk.end());
            }
        }
        faults.sort(Comparator.comparing(Fault::at, Comparator.nullsLast(Comparator.naturalOrder())));
        return new Outcome(events[0], unkeyed, faults);
    }

    /** A way along one chain. A row that is not authentic waits until the next one tells whether its place was real. */
    private final class Walk {
        private final AuditHead end;
        private final List<AuditHead> anchors;
        private final List<Fault> faults = new ArrayList<>();
        private long expected = 1;
        private byte[] last = BEGINNING;
        private @Nullable ChainLink suspect;
        private byte @Nullable [] suspectHash;

        Walk(AuditHead end, List<AuditHead> anchors) {
            this.end = end;
            this.anchors = anchors.stream()
                    .sorted(Comparator.comparingLong(AuditHead::sequence))
                    .toList();
        }

        void take(ChainLink row, byte[] hash) {
            boolean authentic =
                    MessageDigest.isEqual(keys.seal(row.keyVersion(), AuditChain.PURPOSE, row.content()), hash);
            if (!authentic) {
                settle(null);
                suspect = row;
                suspectHash = hash;
                return;
            }
            settle(row.previous());
            if (row.sequence() < expected) {
                fault(Kind.INSERTED, row);
                return;
            }
            while (expected < row.sequence() && faults.size() < MOST) {
                faults.add(new Fault(Kind.REMOVED, end.chain(), expected++, null, null));
            }
            expected = row.sequence() + 1;
            last = hash;
            anchors.stream()
                    .filter(a -> a.sequence() == row.sequence() && !Arrays.equals(a.hash(), hash))
                    .forEach(a -> fault(Kind.CHANGED, row));
        }

        /** The row in doubt was changed if what comes after it leans on its hash, else it never had a place. */
        private void settle(byte @Nullable [] next) {
            if (suspect == null) {
                return;
            }
            boolean leantOn = next != null && Arrays.equals(next, suspectHash) && suspect.sequence() == expected;
            if (leantOn || (next == null && suspect.sequence() == expected && expected <= end.sequence())) {
                fault(Kind.CHANGED, suspect);
                expected++;
                last = suspectHash == null ? last : suspectHash;
            } else {
                fault(Kind.INSERTED, suspect);
            }
            suspect = null;
            suspectHash = null;
        }

        List<Fault> end() {
            settle(end.hash());
            long reached = Math.max(
                    end.sequence(), anchors.isEmpty() ? 0 : anchors.getLast().sequence());
            while (expected <= reached && faults.size() < MOST) {
                faults.add(new Fault(Kind.REMOVED, end.chain(), expected++, null, null));
            }
            if (faults.isEmpty() && (expected - 1 != end.sequence() || !Arrays.equals(last, end.hash()))) {
                faults.add(new Fault(Kind.CHANGED, end.chain(), end.sequence(), null, null));
            }
            return faults;
        }

        private void fault(Kind kind, ChainLink row) {
            if (faults.size() < MOST) {
                faults.add(new Fault(
                        kind, row.chain(), row.sequence(), row.id(), row.at().toString()));
            }
        }
    }
}
