package org.zhixing.platform.file;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A file's facts; its bytes stand in {@code stored_file_chunk}, so that they commit, replicate and restore with the rows that name them. */
@Entity
@Table(name = "stored_file")
public class StoredFile {
    @Id
    private UUID id;

    private String name;
    private String mediaType;
    private long size;
    private byte[] sha256;
    private Instant storedAt;
    private boolean sealed;

    protected StoredFile() {}

    StoredFile(UUID id, String name, String mediaType, long size, byte[] sha256, Instant storedAt, boolean sealed) {
        this.id = id;
        this.name = name;
        this.mediaType = mediaType;
        this.size = size;
        this.sha256 = sha256;
        this.storedAt = storedAt;
        this.sealed = sealed;
    }

    public UUID id() {
        return id;
    }

    /** As the user's device called it; data, never a path. */
    public String name() {
        return name;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Bytes. */
    public long size() {
        return size;
    }

    /** Lower-case hexadecimal. */
    public String sha256() {
        return java.util.HexFormat.of().formatHex(sha256);
    }

    public Instant storedAt() {
        return storedAt;
    }

    /** Whether the bytes are kept encrypted. */
    boolean sealed() {
        return sealed;
    }
}
