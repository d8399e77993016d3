package org.zhixing.study.minutes;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Actor;
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
    private @Nullable UUID writtenById;
    private Instant writtenAt;

    protected Minutes() {}

    Minutes(UUID session, int edition, String text, Actor by, Instant at) {
        this.id = Ids.next();
        this.sessionId = session;
        this.edition = edition;
        this.text = text;
        this.writtenBy = by.name();
        this.writtenById = by.accountId();
        this.writtenAt = at;
    }

    UUID sessionId() {
        return sessionId;
    }

    /** Whether this account wrote the version; unknown of versions from before that was kept. */
    boolean isBy(UUID account) {
        return account.equals(writtenById);
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
