package org.zhixing.platform.file;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.zhixing.platform.Ids;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.crypto.ProtectedColumn;
import org.zhixing.platform.web.Text;

/** Keeps files in the database in chunks of 256 KiB, so that neither writing nor reading holds one in memory. */
@ApplicationScoped
public class StoredFiles {
    private static final int CHUNK = 256 * 1024;
    private static final int CHUNKS_AT_ONCE = 20;
    private static final int MAX_NAME = 200;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    @Inject
    Keyring keys;

    @Produces
    @Singleton
    ProtectedColumn sealedChunks() {
        return ProtectedColumn.of("stored_file_chunk", "content", "")
                .keyedBy(List.of("file_id", "sequence"), key -> place((UUID) key.getFirst(), (Integer) key.getLast()))
                .where("exists (select 1 from stored_file f where f.id = file_id and f.sealed)")
                .inBatchesOf(CHUNKS_AT_ONCE);
    }

    /** Stores the stream to its end, within the running transaction. */
    public StoredFile store(String name, String mediaType, InputStream content) {
        return store(name, mediaType, content, false);
    }

    /** As {@link #store}, with every chunk encrypted: for files that hold protected numbers. ORG-4. */
    public StoredFile storeSealed(String name, String mediaType, InputStream content) {
        return store(name, mediaType, content, true);
    }

    private StoredFile store(String name, String mediaType, InputStream content, boolean sealed) {
        UUID id = Ids.next();
        MessageDigest digest = sha256();
        Session session = entities.unwrap(Session.class);
        long size = session.doReturningWork(connection -> {
            long total = 0;
            try (var insert = connection.prepareStatement(
                    "insert into stored_file_chunk (file_id, sequence, content) values (?, ?, ?)")) {
                byte[] buffer = new byte[CHUNK];
                int sequence = 0;
                for (int n = content.readNBytes(buffer, 0, CHUNK); n > 0; n = content.readNBytes(buffer, 0, CHUNK)) {
                    digest.update(buffer, 0, n);
                    insert.setObject(1, id);
                    insert.setInt(2, sequence);
                    byte[] chunk = n == CHUNK ? buffer : Arrays.copyOf(buffer, n);
                    insert.setBytes(3, sealed ? keys.encrypt(place(id, sequence), chunk) : chunk);
                    sequence++;
                    insert.executeUpdate();
                    total += n;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return total;
        });
        StoredFile file = new StoredFile(id, safe(name), mediaType, size, digest.digest(), clock.instant(), sealed);
        entities.persist(file);
        return file;
    }

    /** Writes a file's bytes out, chunk by chunk. */
    public void copy(UUID id, OutputStream out) {
        boolean sealed = entities.find(StoredFile.class, id).sealed();
        entities.unwrap(Session.class).doWork(connection -> {
            try (var select = connection.prepareStatement(
                    "select content from stored_file_chunk where file_id = ? and sequence = ?")) {
                for (int sequence = 0; ; sequence++) {
                    select.setObject(1, id);
                    select.setInt(2, sequence);
                    try (var row = select.executeQuery()) {
                        if (!row.next()) {
                            return;
                        }
                        byte[] chunk = row.getBytes(1);
                        out.write(sealed ? keys.decryptBytes(place(id, sequence), chunk) : chunk);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * Appends to bytes that have no file yet, within the running transaction.
     *
     * @param id under which they are kept
     * @param before how many bytes are kept already
     */
    public void append(UUID id, long before, byte[] more, int length) {
        entities.unwrap(Session.class).doWork(connection -> {
            try (var put = connection.prepareStatement("insert into stored_file_chunk (file_id, sequence, content)"
                    + " values (?, ?, ?) on conflict (file_id, sequence)"
                    + " do update set content = stored_file_chunk.content || excluded.content")) {
                long at = before;
                for (int taken = 0; taken < length; ) {
                    int n = Math.min(CHUNK - (int) (at % CHUNK), length - taken);
                    put.setObject(1, id);
                    put.setInt(2, (int) (at / CHUNK));
                    put.setBytes(3, Arrays.copyOfRange(more, taken, taken + n));
                    put.executeUpdate();
                    taken += n;
                    at += n;
                }
            }
        });
    }

    /** Makes a file of bytes that were appended; its SHA-256 is computed chunk by chunk. */
    public StoredFile adopt(UUID id, String name, String mediaType, long size) {
        MessageDigest digest = sha256();
        for (int sequence = 0; sequence * (long) CHUNK < size; sequence++) {
            digest.update(chunk(id, sequence));
        }
        StoredFile file = new StoredFile(id, safe(name), mediaType, size, digest.digest(), clock.instant(), false);
        entities.persist(file);
        return file;
    }

    /** Writes out bytes that are not sealed, whether or not a file has been made of them; see {@link #copyRange}. */
    public void copyPlain(UUID id, long size, OutputStream out) throws IOException {
        copyRange(id, ByteRange.whole(size), out);
    }

    /**
     * Writes a part of a file that is not sealed. Each chunk is read in a transaction of its own, so that a slow reader
     * keeps no connection.
     */
    public void copyRange(UUID id, ByteRange range, OutputStream out) throws IOException {
        for (long at = range.first(); at <= range.last(); ) {
            int sequence = (int) (at / CHUNK);
            byte[] chunk = QuarkusTransaction.joiningExisting().call(() -> chunk(id, sequence));
            int from = (int) (at % CHUNK);
            int n = (int) Math.min(chunk.length - from, range.last() - at + 1);
            out.write(chunk, from, n);
            at += n;
        }
    }

    private byte[] chunk(UUID id, int sequence) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (var select = connection.prepareStatement(
                    "select content from stored_file_chunk where file_id = ? and sequence = ?")) {
                select.setObject(1, id);
                select.setInt(2, sequence);
                try (var row = select.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException("File " + id + " lacks chunk " + sequence);
                    }
                    return row.getBytes(1);
                }
            }
        });
    }

    /** Forgets bytes of which no file was made. */
    public void discard(UUID id) {
        entities.createNativeQuery("delete from stored_file_chunk where file_id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Forgets a file and its bytes. */
    public void remove(UUID id) {
        discard(id);
        entities.createQuery("delete from StoredFile f where f.id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** What a chunk's cipher is bound to, so that chunks cannot be exchanged. */
    private static String place(UUID file, int sequence) {
        return "stored_file_chunk:" + file + ":" + sequence;
    }

    /** The last part of what may be a path, without controls, at most 200 characters. */
    public static String safe(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = Text.name(last)
                .codePoints()
                .filter(c -> !Character.isISOControl(c) && c != 0xFFFD && !(c >= 0xD800 && c <= 0xDFFF))
                .limit(MAX_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.isBlank() ? "file" : clean;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
