package org.zhixing.reminder;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.web.Versioned;

/**
 * How somebody wants to be reminded. An address stands here from the moment it is verified; it is kept encrypted and
 * shown masked. Who has never chosen has the defaults, which are not stored.
 */
@Entity
@DynamicUpdate
class ReminderSettings implements Versioned {
    /** What nobody has stored yet has version 0, what is stored for the first time 1: their ETags differ. */
    private static final long FIRST = 1;

    @Id
    private UUID accountId;

    private byte @Nullable [] emailSecret;
    private @Nullable String emailMasked;
    private @Nullable Instant emailVerifiedAt;

    @Enumerated(EnumType.STRING)
    private Frequency frequency;

    private LocalTime quietFrom;
    private LocalTime quietUntil;

    @Version
    private long version;

    protected ReminderSettings() {}

    /** The defaults: daily, once there is an address. */
    ReminderSettings(UUID accountId) {
        this.accountId = accountId;
        this.frequency = Frequency.DAILY;
        this.quietFrom = QuietHours.DEFAULT.from();
        this.quietUntil = QuietHours.DEFAULT.until();
    }

    static String context(Object accountId) {
        return "reminder_settings.email:" + accountId;
    }

    boolean isNew() {
        return version < FIRST;
    }

    void becomeFirst() {
        version = FIRST;
    }

    void choose(Frequency frequency, QuietHours quiet) {
        this.frequency = frequency;
        this.quietFrom = quiet.from();
        this.quietUntil = quiet.until();
    }

    void turnOff() {
        frequency = Frequency.OFF;
    }

    /** Takes over an address that its owner has shown to be theirs. */
    void verified(EmailAddress address, Keyring keys, Instant at) {
        emailSecret = keys.encrypt(context(accountId), address.value());
        emailMasked = address.masked();
        emailVerifiedAt = at.truncatedTo(ChronoUnit.SECONDS);
    }

    void forgetAddress() {
        emailSecret = null;
        emailMasked = null;
        emailVerifiedAt = null;
    }

    /** Where a digest may go; null as long as no address is verified. */
    @Nullable
    EmailAddress address(Keyring keys) {
        return emailSecret == null ? null : new EmailAddress(keys.decrypt(context(accountId), emailSecret));
    }

    UUID accountId() {
        return accountId;
    }

    @Nullable
    String emailMasked() {
        return emailMasked;
    }

    @Nullable
    Instant emailVerifiedAt() {
        return emailVerifiedAt;
    }

    Frequency frequency() {
        return frequency;
    }

    QuietHours quietHours() {
        return new QuietHours(quietFrom, quietUntil);
    }

    @Override
    public long version() {
        return version;
    }
}
