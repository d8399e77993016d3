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

        @Schema(description = "是否有自己的密码 Whether there is a password; not with single sign-on alone")
        boolean hasPassword,

        @Schema(description = "是否已开启第二因素 Whether there is a second factor")
        boolean secondFactor,

        @Schema(description = "是否要求第二因素；要求而未开启时任何角色都不生效 Whether one is asked for; while it is missing no role counts")
        boolean secondFactorRequired,

        @NotNull List<HeldRole> grants) {

    /** A role held now, and where. */
    public record HeldRole(
            @NotNull Role role,
            @NotNull HeldAt organization,
            @NotNull Instant validFrom,
            @Schema(nullable = true) @Nullable Instant validTo) {}

    static Me of(Account account, List<RoleGrant> grants, boolean secondFactorRequired) {
        return new Me(
                account.id(),
                account.username(),
                account.displayName(),
                account.memberId(),
                account.language(),
                account.passwordHash() != null,
                account.hasSecondFactor(),
                secondFactorRequired,
                grants.stream()
                        .map(g -> new HeldRole(g.role(), HeldAt.of(g.place()), g.validFrom(), g.validTo()))
                        .toList());
    }
}
