package org.zhixing.reminder;

import static org.zhixing.platform.openapi.Tags.REMINDER;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalTime;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Precondition;

/** How one wants to be reminded, and the address for it. */
@Path("/api/v1/me/reminder-settings")
@Tag(name = REMINDER)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReminderSettingsResource {
    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

    @Inject
    Subscriptions subscriptions;

    @Inject
    Postman postman;

    /** How often, and when not. */
    public record ReminderChoice(
            @NotNull Frequency frequency,

            @NotNull
            @Pattern(regexp = TIME)
            @Schema(examples = "21:00", description = "免打扰时段，北京时间；两端相同即不设 In Asia/Shanghai; equal ends mean none")
            String quietFrom,

            @NotNull @Pattern(regexp = TIME) @Schema(examples = "07:30")
            String quietUntil) {}

    /** The address that a code shall go to. */
    public record NewReminderEmail(
            @NotNull @Length(min = 3, max = EmailAddress.LONGEST) @Schema(examples = "zhang@example.com")
            String email) {}

    /** The code that came to the address. */
    public record EmailCode(
            @NotNull @Length(min = 8, max = 20) @Schema(examples = "K7QM-4TXD")
            String code) {}

    @GET
    @Authenticated
    @Operation(operationId = "getReminderSettings", summary = "我的提醒设置 How one is reminded by e-mail")
    public RestResponse<ReminderSettingsView> get() {
        return answer(subscriptions.own());
    }

    @PUT
    @Authenticated
    @Writes
    @Operation(operationId = "chooseReminders", summary = "选择提醒频率和免打扰时段 Choose how often, and the quiet hours")
    public RestResponse<ReminderSettingsView> choose(
            @NotNull @Valid ReminderChoice body, @BeanParam Precondition precondition) {
        ReminderSettings settings = subscriptions.own();
        precondition.holds(settings);
        settings.choose(
                body.frequency(),
                new QuietHours(LocalTime.parse(body.quietFrom()), LocalTime.parse(body.quietUntil())));
        subscriptions.keep(settings);
        return answer(settings);
    }

    @POST
    @Path("/email-verifications")
    @Authenticated
    @Writes
    @Operation(
            operationId = "verifyReminderEmail",
            summary = "验证邮箱 Send a code to an address; until it comes back nothing else goes there")
    @APIResponse(responseCode = "200", description = "验证码已发出 The code is on its way")
    public RestResponse<ReminderSettingsView> verify(@NotNull @Valid NewReminderEmail body) {
        subscriptions.beginVerification(new EmailAddress(body.email()));
        return answer(subscriptions.own());
    }

    @POST
    @Path("/email-confirmations")
    @Authenticated
    @Writes
    @Operation(operationId = "confirmReminderEmail", summary = "填写邮箱验证码 Confirm the address with the code")
    @APIResponse(responseCode = "200", description = "已验证 Verified")
    public RestResponse<ReminderSettingsView> confirm(@NotNull @Valid EmailCode body) {
        return answer(subscriptions.confirm(body.code()));
    }

    @DELETE
    @Path("/email")
    @Authenticated
    @Writes
    @Operation(operationId = "removeReminderEmail", summary = "删除提醒邮箱 Forget the address")
    @APIResponse(responseCode = "200", description = "已删除 Forgotten")
    public RestResponse<ReminderSettingsView> remove() {
        return answer(subscriptions.forgetAddress());
    }

    private RestResponse<ReminderSettingsView> answer(ReminderSettings settings) {
        return Answer.of(ReminderSettingsView.of(settings, subscriptions.waiting(), postman.works()), settings);
    }
}
