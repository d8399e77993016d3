package org.zhixing.identity.client;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/** Another system that calls the interface, for the subtree of one organisation. */
@Entity
class ApiClient implements Versioned {
    /** What may be changed; organisation and id stay for good. */
    record Editable(
            String name,
            List<String> scopes,
            boolean enabled,
            @Nullable Instant expiresAt,
            int requestsPerMinute,
            @Nullable String jwks) {}

    @Id
    private UUID id;

    private UUID organizationId;
    private String name;
    private String[] scopes;
    private boolean enabled;
    private Instant createdAt;
    private @Nullable Instant expiresAt;
    private int requestsPerMinute;
    private @Nullable String jwks;

    /** Written beside the entity, without making it another version. */
    @Column(insertable = false, updatable = false)
    private @Nullable Instant lastUsedAt;

    @Version
    private long version;

    protected ApiClient() {}

    ApiClient(UUID organizationId, Editable facts, Instant at) {
        if (facts.expiresAt() != null && !facts.expiresAt().isAfter(at)) {
            throw Refused.field("/expiresAt", "client/expires-in-past");
        }
        this.id = Ids.next();
        this.organizationId = organizationId;
        this.createdAt = at;
        edit(facts);
    }

    void edit(Editable facts) {
        name = Text.name(facts.name());
        scopes = ClientScopes.check(facts.scopes(), "/scopes").toArray(String[]::new);
        enabled = facts.enabled();
        expiresAt = facts.expiresAt();
        requestsPerMinute = facts.requestsPerMinute();
        jwks = facts.jwks();
    }

    UUID id() {
        return id;
    }

    /** The subtree it reaches; who reaches this organisation may manage the client. */
    UUID organizationId() {
        return organizationId;
    }

    String name() {
        return name;
    }

    List<String> scopes() {
        return List.of(scopes);
    }

    boolean enabled() {
        return enabled;
    }

    /** Whether it may be used at a time. */
    boolean usable(Instant at) {
        return enabled && (expiresAt == null || expiresAt.isAfter(at));
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant expiresAt() {
        return expiresAt;
    }

    int requestsPerMinute() {
        return requestsPerMinute;
    }

    @Nullable
    String jwks() {
        return jwks;
    }

    @Nullable
    Instant lastUsedAt() {
        return lastUsedAt;
    }

    @Override
    public long version() {
        return version;
    }
}
