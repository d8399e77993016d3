package org.zhixing.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.NotRecorded;
import org.zhixing.platform.Ids;

/** A sign-in. The token itself is known to the browser alone. */
@Entity
@NotRecorded
class AccountSession {
    /** A session ends this long after it began, and earlier when it is not used. */
    static final Duration LIFE = Duration.ofDays(7);

    /** How its owner proved who they are. */
    enum Method {
        PASSWORD,
        SECOND_FACTOR,
        SINGLE_SIGN_ON
    }

    private static final int LONGEST_AGENT = 200;

    @Id
    private byte[] tokenHash;

    private UUID id;
    private UUID accountId;

    @Enumerated(EnumType.STRING)
    private Method method;

    private @Nullable String address;
    private @Nullable String userAgent;
    private Instant startedAt;
    private Instant seenAt;
    private Instant expiresAt;

    protected AccountSession() {}

    AccountSession(
            String token,
            UUID accountId,
            Method method,
            @Nullable String address,
            @Nullable String userAgent,
            Instant at) {
        this.tokenHash = hash(token);
        this.id = Ids.next();
        this.accountId = accountId;
        this.method = method;
        this.address = address;
        this.userAgent = userAgent == null || userAgent.length() <= LONGEST_AGENT
                ? userAgent
                : userAgent.substring(0, LONGEST_AGENT);
        this.startedAt = at;
        this.seenAt = at;
        this.expiresAt = at.plus(LIFE);
    }

    UUID id() {
        return id;
    }

    UUID accountId() {
        return accountId;
    }

    Method method() {
        return method;
    }

    @Nullable
    String address() {
        return address;
    }

    @Nullable
    String userAgent() {
        return userAgent;
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant seenAt() {
        return seenAt;
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
