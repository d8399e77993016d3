package org.zhixing.study.writing;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.zhixing.audit.NotRecorded;
import org.zhixing.platform.Ids;

/** A text as it was handed in. The record notes the handing in, with the writing itself. */
@Entity
@Immutable
@NotRecorded
class WritingVersion {
    @Id
    private UUID id;

    private UUID writingId;
    private int edition;
    private String title;
    private String text;
    private String submittedBy;
    private Instant submittedAt;

    protected WritingVersion() {}

    WritingVersion(Writing of, String by, Instant at) {
        this.id = Ids.next();
        this.writingId = of.id();
        this.edition = of.edition();
        this.title = of.title();
        this.text = of.text();
        this.submittedBy = by;
        this.submittedAt = at;
    }

    UUID id() {
        return id;
    }

    int edition() {
        return edition;
    }

    String title() {
        return title;
    }

    String text() {
        return text;
    }

    String by() {
        return submittedBy;
    }

    Instant at() {
        return submittedAt;
    }
}
