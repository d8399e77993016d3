package org.zhixing.identity;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
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
        @Schema(nullable = true) @Nullable Instant validTo) {

    /** The account that holds the role. */
    @Schema(name = "RoleHolder")
    public record Holder(
            @NotNull UUID id,
            @NotNull @Schema(examples = "secretary1") String username,
            @NotNull @Schema(examples = "王秀兰") String displayName) {}

    static RoleGrantView of(RoleGrant g) {
        Account a = g.account();
        return new RoleGrantView(
                g.id(),
                new Holder(a.id(), a.username(), a.displayName()),
                g.role(),
                HeldAt.of(g.place()),
                g.validFrom(),
                g.validTo());
    }
}
