package org.zhixing.study.upload;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Scope;
import org.zhixing.platform.file.StoredFile;
import org.zhixing.platform.file.StoredFiles;
import org.zhixing.platform.problem.Refused;

/** Uploads under way. Each belongs to the account that began it and to nobody else. */
@ApplicationScoped
public class Uploads implements PanacheRepositoryBase<Upload, UUID> {
    /** How much one account may have under way. */
    private static final int MOST = 10;

    private static final long MOST_BYTES = 1L << 30;

    @Inject
    Scope scope;

    @Inject
    StoredFiles files;

    @Inject
    Clock clock;

    /** One account begins one at a time, so that what it holds is counted rightly. */
    Upload begin(String name, long length) {
        getEntityManager()
                .createNativeQuery("select pg_advisory_xact_lock(:account)")
                .setParameter("account", scope.accountId().getLeastSignificantBits())
                .getSingleResult();
        Object[] held = getEntityManager()
                .createQuery(
                        "select count(*), coalesce(sum(u.length), 0) from Upload u where u.accountId = :account"
                                + " and u.expiresAt > :now",
                        Object[].class)
                .setParameter("account", scope.accountId())
                .setParameter("now", clock.instant())
                .getSingleResult();
        Upload upload = new Upload(scope.accountId(), name, length, clock.instant());
        if ((Long) held[0] >= MOST || ((Number) held[1]).longValue() + length > MOST_BYTES) {
            throw Refused.conflict("upload/too-many", MOST, MOST_BYTES >> 20);
        }
        persist(upload);
        return upload;
    }

    Upload get(UUID id) {
        return own(id, LockModeType.NONE).orElseThrow(Refused::notFound);
    }

    /** Appends a part; two at once wait for each other, and the second finds another offset. */
    Upload append(UUID id, long offset, byte[] part, int length) {
        Upload upload = own(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(Refused::notFound);
        upload.receive(offset, length);
        files.append(id, offset, part, length);
        return upload;
    }

    void abandon(UUID id) {
        Upload upload = own(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(Refused::notFound);
        files.discard(id);
        delete(upload);
    }

    /**
     * Makes a file of a whole upload that a body names.
     *
     * @param kind says the media type from the file, as it lies on disk for a moment, and its name, or refuses it
     */
    public StoredFile take(UUID id, String pointer, BiFunction<Path, String, String> kind) {
        Upload upload =
                own(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> Refused.field(pointer, "reference-unknown"));
        if (!upload.isWhole()) {
            throw Refused.field(pointer, "upload/not-whole", upload.received(), upload.length());
        }
        String type = onDisk(upload, kind);
        StoredFile file = files.adopt(upload.id(), upload.name(), type, upload.length());
        delete(upload);
        return file;
    }

    private String onDisk(Upload upload, BiFunction<Path, String, String> work) {
        Path copy = null;
        try {
            copy = Files.createTempFile("zhixing-", ".upload");
            try (OutputStream out = Files.newOutputStream(copy)) {
                files.copyPlain(upload.id(), upload.length(), out);
            }
            return work.apply(copy, upload.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(copy);
        }
    }

    private static void delete(@Nullable Path copy) {
        try {
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Upload> own(UUID id, LockModeType lock) {
        return find("id = ?1 and accountId = ?2 and expiresAt > ?3", id, scope.accountId(), clock.instant())
                .withLock(lock)
                .firstResultOptional();
    }

    /** Forgets what was begun a day ago and never used. */
    @Scheduled(every = "1h", delayed = "7m")
    @Transactional
    void sweep() {
        for (Upload expired : find("expiresAt <= ?1", clock.instant()).list()) {
            files.discard(expired.id());
            delete(expired);
        }
    }
}
