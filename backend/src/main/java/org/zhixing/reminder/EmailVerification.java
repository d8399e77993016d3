package org.zhixing.reminder;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.zhixing.platform.crypto.Keyring;

/** An address to which a code went; it counts when the code comes back in time. One at a time for an account. */
@Entity
@DynamicUpdate
class EmailVerification {
    static final Duration LIFE = Duration.ofMinutes(30);

    @Id
    private UUID accountId;

    private byte[] emailSecret;
    private String emailMasked;
    private byte[] codeHash;
    private Instant expiresAt;

    protected EmailVerification() {}

    EmailVerification(UUID accountId) {
        this.accountId = accountId;
    }

    static String context(Object accountId) {
        return "email_verification.email:" + accountId;
    }

    /** Another address or another code: the one before is void. */
    void begin(EmailAddress address, byte[] codeHash, Keyring keys, Instant now) {
        this.emailSecret = keys.encrypt(context(accountId), address.value());
        this.emailMasked = address.masked();
        this.codeHash = codeHash;
        this.expiresAt = now.plus(LIFE);
    }

    EmailAddress address(Keyring keys) {
        return new EmailAddress(keys.decrypt(context(accountId), emailSecret));
    }

    boolean isOpen(Instant now) {
        return now.isBefore(expiresAt);
    }

    String emailMasked() {
        return emailMasked;
    }

    byte[] codeHash() {
        return codeHash;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
