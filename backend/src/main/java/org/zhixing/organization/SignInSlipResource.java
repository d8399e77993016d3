package org.zhixing.organization;

import static org.zhixing.identity.Role.Names.ADMIN;
import static org.zhixing.identity.Role.Names.OFFICE;
import static org.zhixing.identity.Role.Names.SECRETARY;
import static org.zhixing.platform.openapi.Tags.IDENTITY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.web.Page;

/** Slips of paper with which a branch's members come in for the first time. */
@Path("/api/v1/branches/{id}/sign-in-slips")
@Tag(name = IDENTITY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SignInSlipResource {
    @Inject
    MemberAccounts accounts;

    @Inject
    Organizations organizations;

    /** For whom; nobody named means everybody who has not come in yet. */
    public record SlipRequest(
            @Schema(nullable = true, description = "只给这些党员，已在使用的也重新发放 Only these, even where the account is in use")
            @Size(max = 200)
            @Nullable
            List<@NotNull UUID> memberIds) {}

    /** A member's way in; the code is shown this once. */
    public record SignInSlip(
            @NotNull UUID memberId,
            @NotNull @Schema(examples = "陈志强") String name,
            @NotNull UUID accountId,
            @NotNull @Schema(examples = "liuxi-003") String username,
            MemberAccounts.@NotNull State state,

            @Schema(nullable = true, examples = "K7QM-4TXD-9WPN-2HJC") @Nullable
            String code,

            @Schema(nullable = true) @Nullable Instant validUntil) {
        static SignInSlip of(MemberAccounts.Slip s) {
            boolean fresh = s.state() == MemberAccounts.State.HANDED_OUT;
            return new SignInSlip(
                    s.member().id(),
                    s.member().name(),
                    s.account().id(),
                    s.account().username(),
                    s.state(),
                    fresh ? s.code() : null,
                    fresh ? s.account().firstCodeUntil() : null);
        }
    }

    @POST
    @RolesAllowed({ADMIN, OFFICE, SECRETARY})
    @Writes
    @Operation(
            operationId = "handOutSignInSlips",
            summary = "发放登录条 Open the members' accounts and make one-time codes, to be printed")
    @APIResponse(responseCode = "200", description = "登录条 The slips, by name")
    public Page<SignInSlip> handOut(UUID id, @NotNull @Valid SlipRequest body) {
        Organization branch = organizations.branch(id);
        return Page.whole(accounts.handOut(branch, body.memberIds() == null ? List.of() : body.memberIds()).stream()
                .map(SignInSlip::of)
                .toList());
    }
}
