package org.zhixing.rectification;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;

/** One line of an item's history. Nothing is taken out of it. */
@Entity
@Immutable
@Table(name = "rectification_log")
class LogEntry {
    @Schema(name = "LogKind")
    public enum Kind {
        RAISED,
        TRANSITION,
        NOTE,
        MEASURE,
        EVIDENCE,
        EDIT
    }

    @Id
    private UUID id;

    private UUID itemId;
    private Instant at;
    private String writtenBy;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Enumerated(EnumType.STRING)
    private @Nullable State fromState;

    @Enumerated(EnumType.STRING)
    private @Nullable State toState;

    private @Nullable String note;

    protected LogEntry() {}

    LogEntry(
            UUID item,
            Instant at,
            String by,
            Kind kind,
            @Nullable State from,
            @Nullable State to,
            @Nullable String note) {
        this.id = Ids.next();
        this.itemId = item;
        this.at = at;
        this.writtenBy = by;
        this.kind = kind;
        this.fromState = from;
        this.toState = to;
        this.note = note;
    }

    UUID id() {
        return id;
    }

    Instant at() {
        return at;
    }

    String by() {
        return writtenBy;
    }

    Kind kind() {
        return kind;
    }

    @Nullable
    State from() {
        return fromState;
    }

    @Nullable
    State to() {
        return toState;
    }

    @Nullable
    String note() {
        return note;
    }
}
