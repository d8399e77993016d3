package org.zhixing.identity.client;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An API client as its managers see it. */
@Schema(name = "ApiClient")
public record ApiClientView(
        @NotNull UUID id,
        @NotNull UUID organizationId,
        @NotNull @Schema(examples = "市委组织部党员信息系统") String name,

        @NotNull @Schema(examples = "[\"members:read\", \"study-sessions:write\"]")
        List<String> scopes,

        @Schema(examples = "true") boolean enabled,
        @NotNull Instant createdAt,
        @Schema(nullable = true) @Nullable Instant expiresAt,
        @Schema(examples = "300") int requestsPerMinute,

        @Schema(nullable = true, description = "公钥 Its public keys (RFC 7517)") @Nullable
        Map<String, Object> jwks,

        @Schema(nullable = true, description = "最近使用，每分钟至多记一次 Kept at most once a minute") @Nullable
        Instant lastUsedAt) {
    static ApiClientView of(ApiClient c) {
        return new ApiClientView(
                c.id(),
                c.organizationId(),
                c.name(),
                c.scopes(),
                c.enabled(),
                c.createdAt(),
                c.expiresAt(),
                c.requestsPerMinute(),
                PublicKeys.shown(c.jwks()),
                c.lastUsedAt());
    }
}
