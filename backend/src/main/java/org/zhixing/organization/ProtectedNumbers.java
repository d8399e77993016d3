package org.zhixing.organization;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.crypto.ProtectedColumn;

/** Members' numbers are renewed with the keys; what an ID number is found by changes together with it. ORG-4. */
@Dependent
class ProtectedNumbers {
    @Produces
    @Singleton
    ProtectedColumn idNumbers(Keyring keys) {
        return ProtectedColumn.of("member", "id_number_secret", Member.ID_NUMBER)
                .with("id_number_hash", number -> keys.seal(Member.ID_NUMBER, number));
    }

    @Produces
    @Singleton
    ProtectedColumn phones() {
        return ProtectedColumn.of("member", "phone_secret", Member.PHONE);
    }
}
