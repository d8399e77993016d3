package org.zhixing.appraisal.opinion;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.zhixing.platform.Ids;
import org.zhixing.platform.file.StoredFile;

/** A picture that came with an opinion. */
@Entity
@Immutable
class OpinionPhoto {
    @Id
    private UUID id;

    private UUID organizationId;
    private UUID opinionId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "file_id")
    private StoredFile file;

    protected OpinionPhoto() {}

    OpinionPhoto(Opinion opinion, StoredFile file) {
        this.id = Ids.next();
        this.organizationId = opinion.organizationId();
        this.opinionId = opinion.id();
        this.file = file;
    }

    UUID id() {
        return id;
    }

    UUID opinionId() {
        return opinionId;
    }

    StoredFile file() {
        return file;
    }
}
