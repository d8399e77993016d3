package org.zhixing.study.writing;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;
import org.zhixing.platform.file.StoredFile;

/** A photo or PDF of a handwritten text. One that is taken away stays with what was handed in before. */
@Entity
class WritingAttachment {
    @Id
    private UUID id;

    private UUID writingId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "file_id")
    private StoredFile file;

    private String addedBy;
    private Instant addedAt;
    private @Nullable Instant removedAt;
    private @Nullable String removedBy;

    protected WritingAttachment() {}

    WritingAttachment(Writing to, StoredFile file, String by, Instant at) {
        this.id = Ids.next();
        this.writingId = to.id();
        this.file = file;
        this.addedBy = by;
        this.addedAt = at;
    }

    void remove(String by, Instant at) {
        removedBy = by;
        removedAt = at;
    }

    UUID id() {
        return id;
    }

    StoredFile file() {
        return file;
    }

    String addedBy() {
        return addedBy;
    }

    Instant addedAt() {
        return addedAt;
    }
}
