package org.zhixing.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.zhixing.audit.NotRecorded;

/** A sign-in. The token itself is known to the browser alone. */
@Entity
@NotRecorded
class AccountSession {
    /** A session ends this long after it began, and earlier when it is not used. */
    static final Duration LIFE = Duration.ofDays(7);

    @Id
    private byte[] tokenHash;

    private UUID accountId;
    private Instant startedAt;
    private Instant seenAt;
    private Instant expiresAt;

    protected AccountSession() {}

    AccountSession(String token, UUID accountId, Instant at) {
        this.tokenHash = hash(token);
        this.accountId = accountId;
        this.startedAt = at;
        this.seenAt = at;
        this.expiresAt = at.plus(LIFE);
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
