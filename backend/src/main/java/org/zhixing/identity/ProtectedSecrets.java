package org.zhixing.identity;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.zhixing.platform.crypto.ProtectedColumn;

/** Secrets of second factors are renewed with the keys. */
@Dependent
class ProtectedSecrets {
    @Produces
    @Singleton
    ProtectedColumn totp() {
        return ProtectedColumn.of("account", "totp_secret", SecondFactor.CONTEXT)
                .where("totp_secret is not null");
    }
}
