package org.zhixing.reminder;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How somebody is reminded; addresses are masked. */
@Schema(name = "ReminderSettings")
public record ReminderSettingsView(
        @Schema(description = "本系统是否发邮件 Whether this service sends mail at all")
        boolean offered,

        @Schema(nullable = true, examples = "z****@example.com", description = "已验证的邮箱 The verified address") @Nullable
        String email,

        @Schema(
                nullable = true,
                examples = "l****@example.com",
                description = "等待验证码的邮箱 The address that waits for its code")
        @Nullable
        String waitingEmail,

        @Schema(nullable = true) @Nullable Instant waitingUntil,

        @NotNull Frequency frequency,

        @NotNull @Schema(examples = "21:00", description = "免打扰时段，北京时间 Quiet hours in Asia/Shanghai")
        String quietFrom,

        @NotNull @Schema(examples = "07:30") String quietUntil) {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");

    static ReminderSettingsView of(ReminderSettings settings, Optional<EmailVerification> waiting, boolean offered) {
        return new ReminderSettingsView(
                offered,
                settings.emailMasked(),
                waiting.map(EmailVerification::emailMasked).orElse(null),
                waiting.map(EmailVerification::expiresAt).orElse(null),
                settings.frequency(),
                MINUTES.format(settings.quietHours().from()),
                MINUTES.format(settings.quietHours().until()));
    }
}
