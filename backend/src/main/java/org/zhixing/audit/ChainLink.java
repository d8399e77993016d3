package org.zhixing.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the record with its place in its chain: what its hash is taken over. */
record ChainLink(
        UUID id,
        int chain,
        long sequence,
        Instant at,
        Doer doer,
        @Nullable String address,
        @Nullable String requestId,
        String operation,
        @Nullable String reason,
        @Nullable UUID organization,
        List<UUID> subjects,
        String changes,
        int keyVersion,
        byte[] previous) {

    static final String COLUMNS =
            "id, chain, sequence, at, actor_kind, actor_id, actor_name, behalf_id, behalf_name, address, request_id,"
                    + " operation, reason, organization_id, subjects, changes, key_version, previous, hash";

    /** Every field with its length before it, so that no two different rows give the same bytes. Times in microseconds. */
    byte[] content() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + changes.length());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(previous);
            out.writeShort(chain);
            out.writeLong(sequence);
            uuid(out, id);
            out.writeLong(micros(at));
            text(out, doer.kind().name());
            uuid(out, doer.id());
            text(out, doer.name());
            uuid(out, doer.behalfId());
            text(out, doer.behalfName());
            text(out, address);
            text(out, requestId);
            text(out, operation);
            text(out, reason);
            uuid(out, organization);
            out.writeInt(subjects.size());
            for (UUID subject : subjects) {
                uuid(out, subject);
            }
            text(out, changes);
            out.writeShort(keyVersion);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Reads the current row of {@link #COLUMNS}. */
    static ChainLink read(ResultSet row) throws SQLException {
        Array subjects = row.getArray("subjects");
        return new ChainLink(
                row.getObject("id", UUID.class),
                row.getInt("chain"),
                row.getLong("sequence"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new Doer(
                        Doer.Kind.valueOf(row.getString("actor_kind")),
                        row.getObject("actor_id", UUID.class),
                        row.getString("actor_name"),
                        row.getObject("behalf_id", UUID.class),
                        row.getString("behalf_name")),
                row.getString("address"),
                row.getString("request_id"),
                row.getString("operation"),
                row.getString("reason"),
                row.getObject("organization_id", UUID.class),
                List.of((UUID[]) subjects.getArray()),
                row.getString("changes"),
                row.getInt("key_version"),
                row.getBytes("previous"));
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static void uuid(DataOutputStream out, @Nullable UUID id) throws IOException {
        out.writeBoolean(id != null);
        if (id != null) {
            out.write(ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array());
        }
    }
}
