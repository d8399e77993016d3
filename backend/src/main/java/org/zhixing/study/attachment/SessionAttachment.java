package org.zhixing.study.attachment;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;
import org.zhixing.platform.file.StoredFile;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Versioned;

/** A photo or paper of a session. What is withdrawn is shown to members no more, and kept. */
@Entity
class SessionAttachment implements Versioned {
    @Id
    private UUID id;

    private UUID sessionId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "file_id")
    private StoredFile file;

    private @Nullable String note;
    private String addedBy;
    private Instant addedAt;
    private @Nullable Instant withdrawnAt;
    private @Nullable String withdrawnBy;
    private @Nullable String withdrawReason;

    @Version
    private long version;

    protected SessionAttachment() {}

    SessionAttachment(UUID session, StoredFile file, @Nullable String note, String by, Instant at) {
        this.id = Ids.next();
        this.sessionId = session;
        this.file = file;
        this.note = note;
        this.addedBy = by;
        this.addedAt = at;
    }

    void withdraw(String reason, String by, Instant at) {
        if (withdrawnAt != null) {
            throw Refused.conflict("study/attachment-withdrawn");
        }
        withdrawReason = reason.strip();
        withdrawnBy = by;
        withdrawnAt = at;
    }

    UUID id() {
        return id;
    }

    StoredFile file() {
        return file;
    }

    @Nullable
    String note() {
        return note;
    }

    String addedBy() {
        return addedBy;
    }

    Instant addedAt() {
        return addedAt;
    }

    @Nullable
    Instant withdrawnAt() {
        return withdrawnAt;
    }

    @Nullable
    String withdrawnBy() {
        return withdrawnBy;
    }

    @Nullable
    String withdrawReason() {
        return withdrawReason;
    }

    @Override
    public long version() {
        return version;
    }
}
