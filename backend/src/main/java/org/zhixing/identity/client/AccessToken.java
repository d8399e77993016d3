package org.zhixing.identity.client;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.Masked;

/** What a client works with for some minutes. The token itself is known to the client alone. */
@Entity
class AccessToken {
    static final Duration LIFE = Duration.ofMinutes(10);

    @Id
    @Masked
    private byte[] tokenHash;

    private UUID clientId;
    private @Nullable UUID secretId;
    private String[] scopes;
    private Instant issuedAt;
    private Instant expiresAt;

    protected AccessToken() {}

    AccessToken(String token, UUID client, @Nullable UUID secret, List<String> scopes, Instant at) {
        this.tokenHash = Secrets.hash(token);
        this.clientId = client;
        this.secretId = secret;
        this.scopes = scopes.toArray(String[]::new);
        this.issuedAt = at;
        this.expiresAt = at.plus(LIFE);
    }
}
