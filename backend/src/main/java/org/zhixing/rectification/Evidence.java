package org.zhixing.rectification;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;
import org.zhixing.platform.file.StoredFile;

/** A file that shows what was done. Never deleted. */
@Entity
@Immutable
class Evidence {
    @Id
    private UUID id;

    private UUID itemId;
    private @Nullable UUID measureId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "file_id")
    private StoredFile file;

    private @Nullable String note;
    private String addedBy;
    private Instant addedAt;

    protected Evidence() {}

    Evidence(UUID item, @Nullable UUID measure, StoredFile file, @Nullable String note, String by, Instant at) {
        this.id = Ids.next();
        this.itemId = item;
        this.measureId = measure;
        this.file = file;
        this.note = note;
        this.addedBy = by;
        this.addedAt = at;
    }

    UUID id() {
        return id;
    }

    @Nullable
    UUID measureId() {
        return measureId;
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
}
