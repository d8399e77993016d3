package org.zhixing.identity;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who holds which role where, and how long. */
@Schema(name = "RoleGrant")
public record RoleGrantView(
        @NotNull UUID id,
        @NotNull Holder account,
        @NotNull Role role,
        @NotNull HeldAt organization,
        @NotNull Instant validFrom,
        @Schema(nullable = true) @Nullable Instant validTo,

        @Schema(nullable = true, description = "由谁授权 Who gave it", examples = "李建国") @Nullable
        String grantedBy) {

    /** The account that holds the role. */
    @Schema(name = "RoleHolder")
    public record Holder(
            @NotNull UUID id,
            @NotNull @Schema(examples = "secretary1") String username,
            @NotNull @Schema(examples = "王秀兰") String displayName,
            @Schema(nullable = true) @Nullable Instant lastSignInAt) {}

    static RoleGrantView of(RoleGrant g, Map<UUID, String> givers) {
        Account a = g.account();
        return new RoleGrantView(
                g.id(),
                new Holder(a.id(), a.username(), a.displayName(), a.lastSignInAt()),
                g.role(),
                HeldAt.of(g.place()),
                g.validFrom(),
                g.validTo(),
                g.grantedBy() == null ? null : givers.get(g.grantedBy()));
    }
}
