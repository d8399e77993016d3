package org.zhixing.identity;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An account as its managers see it. */
@Schema(name = "Account")
public record AccountView(
        @NotNull UUID id,
        @NotNull @Schema(examples = "secretary1") String username,
        @NotNull @Schema(examples = "王秀兰") String displayName,
        @NotNull UUID organizationId,
        @Schema(nullable = true) @Nullable UUID memberId,

        @Schema(nullable = true, examples = "wang.xiulan") @Nullable
        String ssoSubject,

        boolean enabled,

        @Schema(description = "是否已设自己的密码 Whether its owner has set a password")
        boolean hasPassword,

        @Schema(description = "是否已开启第二因素 Whether there is a second factor")
        boolean secondFactor,

        @Schema(nullable = true, description = "待用登录码的有效期 Until when an unused one-time code is good") @Nullable
        Instant firstCodeUntil,

        @NotNull Instant createdAt,
        @Schema(nullable = true) @Nullable Instant lastSignInAt) {
    static AccountView of(Account a) {
        return new AccountView(
                a.id(),
                a.username(),
                a.displayName(),
                a.organizationId(),
                a.memberId(),
                a.ssoSubject(),
                a.enabled(),
                a.passwordHash() != null,
                a.hasSecondFactor(),
                a.firstCodeUntil(),
                a.createdAt(),
                a.lastSignInAt());
    }
}
