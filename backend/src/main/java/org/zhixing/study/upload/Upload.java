package org.zhixing.study.upload;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.zhixing.audit.NotRecorded;
import org.zhixing.platform.Ids;
import org.zhixing.platform.file.StoredFiles;
import org.zhixing.platform.problem.Refused;

/** A file on its way, which may come in many parts and after interruptions; it becomes a file when something uses it. */
@Entity
@NotRecorded
public class Upload {
    /** Bytes that one file may have. */
    public static final long LONGEST = 200L << 20;

    static final Duration LIFE = Duration.ofHours(24);

    @Id
    private UUID id;

    private UUID accountId;
    private String name;
    private long length;
    private long received;
    private Instant createdAt;
    private Instant expiresAt;

    protected Upload() {}

    Upload(UUID account, String name, long length, Instant now) {
        if (length > LONGEST) {
            throw Refused.of(413, "file/too-large", LONGEST >> 20);
        }
        this.id = Ids.next();
        this.accountId = account;
        this.name = StoredFiles.safe(name);
        this.length = length;
        this.createdAt = now;
        this.expiresAt = now.plus(LIFE);
    }

    /** Takes note of a part; it must begin where the last one ended and may not reach beyond the end. */
    void receive(long offset, int bytes) {
        if (offset != received) {
            throw Refused.conflict("upload/offset", received, offset)
                    .withHeader("Upload-Offset", Long.toString(received));
        }
        if (received + bytes > length) {
            throw Refused.of(413, "upload/beyond-end", length);
        }
        received += bytes;
    }

    public boolean isWhole() {
        return received == length;
    }

    public UUID id() {
        return id;
    }

    /** As the user's device called it. */
    public String name() {
        return name;
    }

    /** Bytes it will have. */
    public long length() {
        return length;
    }

    /** Bytes that have come. */
    public long received() {
        return received;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
