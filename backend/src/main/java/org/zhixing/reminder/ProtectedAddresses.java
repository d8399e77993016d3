package org.zhixing.reminder;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.zhixing.platform.crypto.ProtectedColumn;

/** E-mail addresses are renewed with the keys. */
@Dependent
class ProtectedAddresses {
    @Produces
    @Singleton
    ProtectedColumn verified() {
        return ProtectedColumn.of("reminder_settings", "email_secret", "")
                .keyedBy(List.of("account_id"), key -> ReminderSettings.context(key.getFirst()))
                .where("email_secret is not null");
    }

    @Produces
    @Singleton
    ProtectedColumn waiting() {
        return ProtectedColumn.of("email_verification", "email_secret", "")
                .keyedBy(List.of("account_id"), key -> EmailVerification.context(key.getFirst()));
    }
}
