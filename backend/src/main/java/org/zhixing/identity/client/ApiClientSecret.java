package org.zhixing.identity.client;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.Masked;
import org.zhixing.platform.Ids;

/** A client's secret, of which only the digest and the last characters are kept. */
@Entity
class ApiClientSecret {
    /** A secret works for a year, and should be replaced before. */
    static final Duration LIFE = Duration.ofDays(365);

    private static final int HINT = 4;

    @Id
    private UUID id;

    private UUID clientId;

    @Masked
    private byte[] secretHash;

    private String hint;
    private Instant createdAt;
    private Instant expiresAt;

    /** Written beside the entity. */
    @Column(insertable = false, updatable = false)
    private @Nullable Instant lastUsedAt;

    protected ApiClientSecret() {}

    ApiClientSecret(UUID client, String secret, Instant at) {
        this.id = Ids.next();
        this.clientId = client;
        this.secretHash = Secrets.hash(secret);
        this.hint = secret.substring(secret.length() - HINT);
        this.createdAt = at;
        this.expiresAt = at.plus(LIFE);
    }

    UUID id() {
        return id;
    }

    String hint() {
        return hint;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Nullable
    Instant lastUsedAt() {
        return lastUsedAt;
    }
}
