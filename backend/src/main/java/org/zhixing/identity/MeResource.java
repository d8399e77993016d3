package org.zhixing.identity;

import static org.zhixing.platform.openapi.Tags.IDENTITY;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Precondition;

/** Who is signed in: their preferences, password and open sessions. */
@Path("/api/v1/me")
@Tag(name = IDENTITY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MeResource {
    @Inject
    Accounts accounts;

    @Inject
    Sessions sessions;

    @Inject
    SignIn signIn;

    @Inject
    Profiles profiles;

    @Inject
    SessionCookie cookies;

    @Inject
    Caller caller;

    @Inject
    SecurityIdentity identity;

    @Inject
    MergePatch mergePatch;

    /** What somebody may change of their own account. */
    public record MyPreferences(
            @NotNull
            @jakarta.validation.constraints.Pattern(regexp = "zh-CN|en")
            @Schema(
                    examples = "zh-CN",
                    enumeration = {"zh-CN", "en"})
            String language) {}

    /** The password that holds now and the one that shall. */
    public record PasswordChange(
            @NotNull @Length(min = 1, max = 200) @Schema(examples = "zhixing-secretary-2026")
            String currentPassword,

            @NotNull @Length(min = 12, max = 200) @Schema(examples = "溪边三棵柳树下开会")
            String newPassword) {}

    /** A sign-in that is still open. */
    @Schema(name = "Session")
    public record SessionView(
            @NotNull UUID id,

            @Schema(description = "是否就是当前这次登录 Whether it is this one")
            boolean current,

            AccountSession.@NotNull Method method,

            @Schema(nullable = true, examples = "203.0.113.7") @Nullable
            String address,

            @Schema(nullable = true, examples = "Mozilla/5.0 (Linux; Android 14) Chrome/140") @Nullable
            String userAgent,

            @NotNull Instant startedAt,
            @NotNull Instant seenAt) {}

    @GET
    @Authenticated
    @Operation(operationId = "getMe", summary = "当前用户 Who is signed in, with the roles held now")
    public RestResponse<Me> me() {
        Account account = accounts.own();
        return Answer.of(profiles.of(account), account);
    }

    @PATCH
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
        return Answer.of(profiles.of(account), account);
    }

    @POST
    @Path("/password")
    @Authenticated
    @Writes
    @Operation(
            operationId = "changePassword",
            summary = "修改密码 Change one's password; every other session ends and this one gets a new cookie")
    @APIResponse(responseCode = "200", description = "已修改 Changed")
    public RestResponse<Me> changePassword(@NotNull @Valid PasswordChange body) {
        Account account = accounts.own();
        signIn.changePassword(account, body.currentPassword(), body.newPassword(), caller.address());
        String token = sessions.begin(
                account,
                account.hasSecondFactor() ? AccountSession.Method.SECOND_FACTOR : AccountSession.Method.PASSWORD,
                caller.address(),
                caller.userAgent());
        return RestResponse.ResponseBuilder.ok(profiles.of(account))
                .cookie(cookies.holding(token))
                .build();
    }

    @GET
    @Path("/sessions")
    @Authenticated
    @Operation(operationId = "listMySessions", summary = "我的登录 One's own open sessions, latest used first")
    public Page<SessionView> sessions() {
        UUID here = identity.getAttribute(SessionCookie.SESSION_ID);
        return Page.whole(sessions.open(accounts.own().id()).stream()
                .map(s -> new SessionView(
                        s.id(), s.id().equals(here), s.method(), s.address(), s.userAgent(), s.startedAt(), s.seenAt()))
                .toList());
    }

    @DELETE
    @Path("/sessions/{id}")
    @Authenticated
    @Writes
    @Operation(operationId = "endMySession", summary = "结束一次登录 End one of one's sessions")
    @APIResponse(responseCode = "204", description = "已结束 Ended")
    public void end(UUID id) {
        if (!sessions.end(accounts.own().id(), id)) {
            throw Refused.notFound();
        }
    }
}
