package org.zhixing.identity;

import static org.zhixing.platform.openapi.Tags.IDENTITY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.RateLimits;

/** Signing in and out with a name. */
@Path("/api/v1")
@Tag(name = IDENTITY)
@RunOnVirtualThread
public class SessionResource {
    @Inject
    SignIn signIn;

    @Inject
    Sessions sessions;

    @Inject
    Profiles profiles;

    @Inject
    SessionCookie cookies;

    @Inject
    Caller caller;

    @Inject
    RateLimits limits;

    @ConfigProperty(name = "zhixing.sign-in.requests-per-minute-and-address")
    int perMinuteAndAddress;

    /** Name and password; or a one-time code in the password's place and the password that shall hold from now on. */
    public record Credentials(
            @NotNull @Length(min = 1, max = 60) @Schema(examples = "secretary1")
            String username,

            @NotNull
            @Length(min = 1, max = 200)
            @Schema(description = "密码，或一次性登录码 The password, or the one-time code", examples = "zhixing-secretary-2026")
            String password,

            @Schema(nullable = true, description = "用一次性登录码时设定的密码 The password to set, with a one-time code")
            @Length(max = 200)
            @Nullable
            String newPassword,

            @Schema(
                    nullable = true,
                    description = "动态口令或恢复码 The second factor's code, or a recovery code",
                    examples = "492039")
            @Length(max = 40)
            @Nullable
            String code) {}

    @POST
    @Path("/session")
    @PermitAll
    @Writes
    @Operation(
            operationId = "signIn",
            summary = "登录 Sign in; sets the session cookie",
            description = "401 的 type 说明还缺什么：password-change-needed 要设新密码，second-factor-needed 要动态口令。"
                    + " The type of a 401 says what is missing: password-change-needed, second-factor-needed. Failures in a row"
                    + " are slowed: 429 with Retry-After.")
    @APIResponse(responseCode = "200", description = "已登录 Signed in")
    public RestResponse<Me> signIn(
            @NotNull @Valid Credentials body,
            @Parameter(hidden = true) @CookieParam(SessionCookie.NAME) @Nullable String held,
            @Parameter(hidden = true) @CookieParam(SessionCookie.NAME_BEHIND_TLS) @Nullable String heldBehindTls) {
        limits.count("sign-in:" + caller.address(), RateLimits.Policy.perMinute("sign-in", perMinuteAndAddress))
                .check();
        SignIn.Entry entry = signIn.enter(new SignIn.Attempt(
                body.username(),
                body.password(),
                body.newPassword(),
                body.code(),
                caller.address(),
                caller.userAgent()));
        end(held);
        end(heldBehindTls);
        return RestResponse.ResponseBuilder.ok(profiles.of(entry.account()))
                .cookie(cookies.holding(entry.token()))
                .build();
    }

    @DELETE
    @Path("/session")
    @PermitAll
    @Writes
    @Operation(operationId = "signOut", summary = "退出 Sign out; ends this session")
    @APIResponse(responseCode = "204", description = "已退出 Signed out")
    public RestResponse<Void> signOut(
            @Parameter(hidden = true) @CookieParam(SessionCookie.NAME) @Nullable String held,
            @Parameter(hidden = true) @CookieParam(SessionCookie.NAME_BEHIND_TLS) @Nullable String heldBehindTls) {
        end(held);
        end(heldBehindTls);
        return RestResponse.ResponseBuilder.<Void>noContent()
                .cookie(cookies.gone())
                .build();
    }

    private void end(@Nullable String token) {
        if (token != null) {
            sessions.end(token);
        }
    }
}
