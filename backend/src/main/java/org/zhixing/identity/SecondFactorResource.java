package org.zhixing.identity;

import static org.zhixing.platform.openapi.Tags.IDENTITY;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Length;

/** One's own second factor: codes from an app, and recovery codes. */
@Path("/api/v1/me/second-factor")
@Tag(name = IDENTITY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SecondFactorResource {
    @Inject
    Accounts accounts;

    @Inject
    SecondFactor secondFactor;

    @Inject
    SignIn signIn;

    @Inject
    Profiles profiles;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /** Whether there is one. */
    @Schema(name = "SecondFactor")
    public record SecondFactorView(
            boolean enabled,

            @Schema(description = "是否要求开启 Whether one is asked for")
            boolean required,

            @Schema(nullable = true) @Nullable Instant since,

            @Schema(description = "未用的恢复码 Recovery codes left", examples = "10")
            int recoveryCodesLeft) {}

    /** The password again, since a session alone must not be able to do this; an account without one leaves it out. */
    public record Proof(
            @Schema(nullable = true, examples = "zhixing-secretary-2026") @Length(max = 200) @Nullable
            String password) {}

    /** What the app is told. */
    public record SecondFactorEnrolment(
            @NotNull @Schema(examples = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
            String secret,

            @NotNull
            @Schema(
                    description = "二维码的内容 What the QR code holds",
                    examples = "otpauth://totp/secretary1?secret=JBSWY3DPEHPK3PXP")
            String address) {}

    /** A code that the app shows now. */
    public record SecondFactorCode(
            @NotNull @Length(min = 6, max = 10) @Schema(examples = "492039")
            String code) {}

    /** Codes to be kept on paper. Each stands in for the app once. */
    public record RecoveryCodes(
            @NotNull @Schema(examples = "[\"K7QM-4TXD-9WPN\"]")
            List<String> codes) {}

    @GET
    @Authenticated
    @Operation(operationId = "getSecondFactor", summary = "我的第二因素 One's own second factor")
    public SecondFactorView get() {
        Account account = accounts.own();
        return view(account);
    }

    @POST
    @Path("/enrolments")
    @Authenticated
    @Writes
    @Operation(
            operationId = "enrolSecondFactor",
            summary = "开启第二因素 Begin to enrol an app; it counts once a code of it is confirmed")
    @APIResponse(responseCode = "200", description = "请用应用扫码 To be scanned by the app")
    public SecondFactorEnrolment enrol(@NotNull @Valid Proof body) {
        Account account = accounts.own();
        signIn.checkPassword(account, body.password(), caller.address(), "/password");
        if (account.hasSecondFactor()) {
            throw Refused.conflict("second-factor-there");
        }
        SecondFactor.Enrolment enrolment = secondFactor.begin(account);
        return new SecondFactorEnrolment(enrolment.secret(), enrolment.address());
    }

    @POST
    @Path("/confirmations")
    @Authenticated
    @Writes
    @Operation(
            operationId = "confirmSecondFactor",
            summary = "确认第二因素 Confirm with a code of the app; answers the recovery codes, this once")
    @APIResponse(responseCode = "200", description = "已开启 Enabled")
    public RecoveryCodes confirm(@NotNull @Valid SecondFactorCode body) {
        Account account = accounts.own();
        if (account.hasSecondFactor()) {
            throw Refused.conflict("second-factor-there");
        }
        if (!secondFactor.accepts(account, body.code())) {
            throw Refused.field("/code", "second-factor-code-wrong");
        }
        account.confirmTotp(clock.instant());
        return new RecoveryCodes(secondFactor.renewRecovery(account));
    }

    @POST
    @Path("/recovery-codes")
    @Authenticated
    @Writes
    @Operation(operationId = "renewRecoveryCodes", summary = "换一批恢复码 New recovery codes; the old ones are void")
    @APIResponse(responseCode = "200", description = "新的恢复码 The new codes")
    public RecoveryCodes renew(@NotNull @Valid Proof body) {
        Account account = accounts.own();
        signIn.checkPassword(account, body.password(), caller.address(), "/password");
        if (!account.hasSecondFactor()) {
            throw Refused.conflict("second-factor-absent");
        }
        return new RecoveryCodes(secondFactor.renewRecovery(account));
    }

    @POST
    @Path("/removals")
    @Authenticated
    @Writes
    @Operation(operationId = "removeSecondFactor", summary = "关闭第二因素 Remove one's second factor")
    @APIResponse(responseCode = "200", description = "已关闭 Removed")
    public SecondFactorView remove(@NotNull @Valid Proof body) {
        Account account = accounts.own();
        signIn.checkPassword(account, body.password(), caller.address(), "/password");
        secondFactor.remove(account);
        return view(account);
    }

    private SecondFactorView view(Account account) {
        return new SecondFactorView(
                account.hasSecondFactor(),
                profiles.of(account).secondFactorRequired(),
                account.secondFactorSince(),
                secondFactor.recoveryLeft(account.id()));
    }
}
