package org.zhixing.identity;

import static org.zhixing.platform.openapi.Tags.IDENTITY;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Precondition;

/** Signing in and out, and who is signed in. */
@Path("/api/v1")
@Tag(name = IDENTITY)
@RunOnVirtualThread
public class SessionResource {
    @Inject
    Sessions sessions;

    @Inject
    Accounts accounts;

    @Inject
    Scope scope;

    @Inject
    MergePatch mergePatch;

    @ConfigProperty(name = "zhixing.cookie.secure", defaultValue = "false")
    boolean secureOnly;

    /** Name and password. */
    public record Credentials(
            @NotNull @Length(min = 1, max = 60) @Schema(examples = "secretary1")
            String username,

            @NotNull @Length(min = 1, max = 200) @Schema(examples = "zhixing-secretary-2026")
            String password) {}

    /** What somebody may change of their own account. */
    public record MyPreferences(
            @NotNull
            @jakarta.validation.constraints.Pattern(regexp = "zh-CN|en")
            @Schema(
                    examples = "zh-CN",
                    enumeration = {"zh-CN", "en"})
            String language) {}

    @POST
    @Path("/session")
    @PermitAll
    @Writes
    @Operation(operationId = "signIn", summary = "登录 Sign in; sets the session cookie")
    @APIResponse(responseCode = "200", description = "已登录 Signed in")
    public RestResponse<Me> signIn(@NotNull @Valid Credentials body, @Context UriInfo uri) {
        String token = sessions.start(body.username(), body.password());
        Account account = accounts.find("username", body.username()).singleResult();
        NewCookie cookie = SessionCookie.holding(
                token, secureOnly || uri.getRequestUri().getScheme().equals("https"));
        return RestResponse.ResponseBuilder.ok(Me.of(account, accounts.validGrants(account.id())))
                .cookie(cookie)
                .build();
    }

    @DELETE
    @Path("/session")
    @PermitAll
    @Writes
    @Operation(operationId = "signOut", summary = "退出 Sign out; ends this session")
    @APIResponse(responseCode = "204", description = "已退出 Signed out")
    public RestResponse<Void> signOut(
            @Parameter(hidden = true) @CookieParam(SessionCookie.NAME) @Nullable String token) {
        if (token != null) {
            sessions.end(token);
        }
        NewCookie gone = new NewCookie.Builder(SessionCookie.NAME)
                .value("")
                .path("/")
                .httpOnly(true)
                .maxAge(0)
                .build();
        return RestResponse.ResponseBuilder.<Void>noContent().cookie(gone).build();
    }

    @GET
    @Path("/me")
    @Authenticated
    @Operation(operationId = "getMe", summary = "当前用户 Who is signed in, with the roles held now")
    public RestResponse<Me> me() {
        Account account = accounts.own();
        return Answer.of(Me.of(account, accounts.validGrants(account.id())), account);
    }

    @PATCH
    @Path("/me")
    @Authenticated
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateMe", summary = "修改我的偏好 Change one's own preferences")
    public RestResponse<Me> change(
            @RequestBody(content = @Content(schema = @Schema(implementation = MyPreferences.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        Account account = accounts.own();
        precondition.holds(account);
        account.speak(
                mergePatch.apply(new MyPreferences(account.language()), body).language());
        accounts.flush();
        return Answer.of(Me.of(account, accounts.validGrants(account.id())), account);
    }
}
