package org.zhixing.appraisal.opinion;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.zhixing.platform.crypto.ProtectedColumn;

/** How senders can be reached is renewed with the keys. */
@Dependent
class ProtectedContacts {
    @Produces
    @Singleton
    ProtectedColumn contacts() {
        return ProtectedColumn.of("opinion", "contact_secret", Opinion.CONTACT);
    }
}
