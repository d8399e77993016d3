package org.zhixing.platform.crypto;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;

/** One run of the rotation of keys: what it has come to. Its counts are of rows in columns, not of members. */
@Entity
@Table(name = "key_rotation")
public class Rotation {
    /** FAILED: some rows could not be renewed, the log names them. SUPERSEDED: another version has become the active one. */
    @Schema(name = "KeyRotationState")
    public enum State {
        RUNNING,
        DONE,
        FAILED,
        SUPERSEDED
    }

    @Id
    private UUID id;

    private int toVersion;

    @Enumerated(EnumType.STRING)
    private State state;

    private long processed;
    private long refused;
    private UUID startedBy;
    private Instant startedAt;
    private @Nullable Instant finishedAt;

    protected Rotation() {}

    Rotation(int toVersion, UUID startedBy, Instant now) {
        this.id = Ids.next();
        this.toVersion = toVersion;
        this.state = State.RUNNING;
        this.startedBy = startedBy;
        this.startedAt = now;
    }

    void advance(long rows) {
        processed += rows;
    }

    /** Ends well where no row is left under another version. */
    void end(long left, Instant now) {
        state = left == 0 ? State.DONE : State.FAILED;
        refused = left;
        finishedAt = now;
    }

    void supersede(Instant now) {
        state = State.SUPERSEDED;
        finishedAt = now;
    }

    public boolean running() {
        return state == State.RUNNING;
    }

    public UUID id() {
        return id;
    }

    public int toVersion() {
        return toVersion;
    }

    public State state() {
        return state;
    }

    /** Rows renewed so far. */
    public long processed() {
        return processed;
    }

    /** Rows that could not be renewed. */
    public long refused() {
        return refused;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public @Nullable Instant finishedAt() {
        return finishedAt;
    }
}
