package org.zhixing.identity;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The caller: account, language and valid grants. */
public record Me(
        @NotNull UUID accountId,
        @NotNull @Schema(examples = "secretary1") String username,
        @NotNull @Schema(examples = "王秀兰") String displayName,
        @Schema(nullable = true) @Nullable UUID memberId,

        @NotNull
        @Schema(
                examples = "zh-CN",
                enumeration = {"zh-CN", "en"})
        String language,

        @NotNull List<HeldRole> grants) {

    /** A role held now, and where. */
    public record HeldRole(
            @NotNull Role role,
            @NotNull HeldAt organization,
            @NotNull Instant validFrom,
            @Schema(nullable = true) @Nullable Instant validTo) {}

    static Me of(Account account, List<RoleGrant> grants) {
        return new Me(
                account.id(),
                account.username(),
                account.displayName(),
                account.memberId(),
                account.language(),
                grants.stream()
                        .map(g -> new HeldRole(g.role(), HeldAt.of(g.place()), g.validFrom(), g.validTo()))
                        .toList());
    }
}
