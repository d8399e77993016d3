package org.zhixing.identity;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The ways to sign in besides name and password. */
public record SignInOptions(
        @Schema(nullable = true) @Nullable SingleSignOnOffer singleSignOn) {
    /** What the button says, and where it leads; the address takes {@code to}, the path to come back to. */
    public record SingleSignOnOffer(
            @NotNull @Schema(examples = "统一身份认证") String label,
            @NotNull @Schema(examples = SignInUnderWay.PATH) String address) {}
}
