package org.zhixing.study;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.zhixing.platform.Ids;
import org.zhixing.platform.web.Versioned;

/** One version of a session's minutes; a change is a new version. STU-6. */
@Entity
@Immutable
@Table(name = "minutes")
class Minutes implements Versioned {
    @Id
    private UUID id;

    private UUID sessionId;
    private int edition;
    private String text;
    private String writtenBy;
    private Instant writtenAt;

    protected Minutes() {}

    Minutes(UUID session, int edition, String text, String by, Instant at) {
        this.id = Ids.next();
        this.sessionId = session;
        this.edition = edition;
        this.text = text;
        this.writtenBy = by;
        this.writtenAt = at;
    }

    UUID id() {
        return id;
    }

    int edition() {
        return edition;
    }

    String text() {
        return text;
    }

    String by() {
        return writtenBy;
    }

    Instant at() {
        return writtenAt;
    }

    @Override
    public long version() {
        return edition;
    }
}
