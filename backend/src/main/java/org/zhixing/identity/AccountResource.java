package org.zhixing.identity;

import static org.zhixing.identity.Role.Names.ADMIN;
import static org.zhixing.identity.Role.Names.OFFICE;
import static org.zhixing.identity.Role.Names.SECRETARY;
import static org.zhixing.platform.openapi.Tags.IDENTITY;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** Accounts, managed by those who reach the organisation that keeps them. */
@Path("/api/v1/accounts")
@Tag(name = IDENTITY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AccountResource {
    @Inject
    Accounts accounts;

    @Inject
    Sessions sessions;

    @Inject
    Scope scope;

    @Inject
    SignIn signIn;

    @Inject
    SingleSignOn singleSignOn;

    @Inject
    MergePatch mergePatch;

    /** A new account. Its owner comes in with a one-time code that is answered once. */
    public record NewAccount(
            @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9._-]{1,59}") @Schema(examples = "recorder3")
            String username,

            @NotNull @Length(min = 1, max = 60) @Schema(examples = "李建国")
            String displayName,

            @NotNull UUID organizationId,
            @Schema(nullable = true) @Nullable UUID memberId,

            @Schema(nullable = true, examples = "wang.xiulan") @Length(min = 1, max = 200) @Nullable
            String ssoSubject) {}

    /** What may be changed of an account. Disabling it, or another ssoSubject, ends all its sessions. */
    public record AccountChange(
            @NotNull @Length(min = 1, max = 60) @Schema(examples = "李建国")
            String displayName,

            @NotNull @Schema(examples = "true") Boolean enabled,

            @Schema(nullable = true, examples = "wang.xiulan") @Length(min = 1, max = 200) @Nullable
            String ssoSubject) {}

    /** The way in that is handed over in person: the code is shown this once. */
    public record FirstCode(
            @NotNull AccountView account,

            @NotNull @Schema(description = "一次性登录码 The one-time code", examples = "K7QM-4TXD-9WPN-2HJC")
            String code,

            @NotNull @Schema(description = "有效至 Good until") Instant validUntil) {
        static FirstCode of(Account account, String code) {
            return new FirstCode(AccountView.of(account), code, account.firstCodeUntil());
        }
    }

    @GET
    @RolesAllowed({ADMIN, OFFICE, SECRETARY})
    @Operation(operationId = "listAccounts", summary = "账号列表 Accounts, by user name")
    public Page<AccountView> list(
            @QueryParam("q") @Length(max = 60) @Nullable String q, @Valid @BeanParam Paging paging) {
        return accounts.withinScope()
                .containing("concat(a.username, ' ', a.displayName)", "q", q)
                .page(paging, Accounts.BY_USERNAME)
                .map(AccountView::of);
    }

    @POST
    @RolesAllowed({ADMIN, OFFICE})
    @Writes
    @Operation(operationId = "createAccount", summary = "新建账号 A new account and its one-time code")
    @APIResponseSchema(value = FirstCode.class, responseCode = "201", responseDescription = "已建立 Created")
    public RestResponse<FirstCode> create(@NotNull @Valid NewAccount body) {
        scope.check(body.organizationId(), "/organizationId");
        if (body.memberId() != null) {
            accounts.checkMember(body.memberId());
        }
        Account account =
                accounts.open(body.username(), body.displayName(), null, body.organizationId(), body.memberId());
        String code = signIn.hand(account);
        account.link(body.ssoSubject());
        accounts.flush();
        return Answer.created("accounts", account.id(), FirstCode.of(account, code), account);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({ADMIN, OFFICE, SECRETARY})
    @Operation(operationId = "getAccount", summary = "账号 One account")
    public RestResponse<AccountView> get(UUID id) {
        Account account = accounts.get(id);
        return Answer.of(AccountView.of(account), account);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({ADMIN, OFFICE})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateAccount", summary = "修改账号 Rename or disable")
    public RestResponse<AccountView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = AccountChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        Account account = accounts.get(id);
        precondition.holds(account);
        accounts.checkRank(account);
        AccountChange change = mergePatch.apply(
                new AccountChange(account.displayName(), account.enabled(), account.ssoSubject()), body);
        account.rename(change.displayName());
        account.enable(change.enabled());
        if (!change.enabled()) {
            sessions.endAll(account.id());
        }
        singleSignOn.relink(account, change.ssoSubject());
        accounts.flush();
        return Answer.of(AccountView.of(account), account);
    }

    @POST
    @Path("/{id}/first-codes")
    @RolesAllowed({ADMIN, OFFICE})
    @Writes
    @Operation(
            operationId = "handOutAccount",
            summary =
                    "重新发放登录码 A fresh one-time code, after which password and second factor are gone and every session ends")
    @APIResponseSchema(value = FirstCode.class, responseCode = "201", responseDescription = "已发放 Handed out")
    public RestResponse<FirstCode> handOut(UUID id) {
        Account account = accounts.get(id);
        accounts.checkRank(account);
        String code = signIn.hand(account);
        accounts.flush();
        return Answer.created("accounts", account.id(), FirstCode.of(account, code), account);
    }
}
