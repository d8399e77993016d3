package org.zhixing.reminder;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Account;
import org.zhixing.identity.Codes;
import org.zhixing.identity.Scope;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.RateLimits;

/** Who wants to be reminded how, and the addresses that are on their way to be verified. */
@ApplicationScoped
class Subscriptions implements PanacheRepositoryBase<ReminderSettings, UUID> {
    private static final String CODE = "email-code";
    private static final int CODE_GROUPS = 2;

    /** A code has 40 bits: this many attempts tell nothing. */
    private static final RateLimits.Policy ATTEMPTS = new RateLimits.Policy("code", 10, java.time.Duration.ofHours(1));

    private static final RateLimits.Policy CODES = new RateLimits.Policy("email", 5, java.time.Duration.ofHours(1));

    @Inject
    EntityManager entities;

    @Inject
    Scope scope;

    @Inject
    Keyring keys;

    @Inject
    Codes codes;

    @Inject
    RateLimits limits;

    @Inject
    Postman postman;

    @Inject
    Clock clock;

    @ConfigProperty(name = "zhixing.mail.codes-per-hour-and-address")
    int codesPerAddress;

    /** The caller's own, or the defaults. */
    ReminderSettings own() {
        return findByIdOptional(scope.accountId()).orElseGet(() -> new ReminderSettings(scope.accountId()));
    }

    /** Keeps what has changed. */
    void keep(ReminderSettings settings) {
        if (settings.isNew()) {
            settings.becomeFirst();
            persist(settings);
        }
        flush();
    }

    /** The caller's address that waits for its code. */
    Optional<EmailVerification> waiting() {
        return Optional.ofNullable(entities.find(EmailVerification.class, scope.accountId()))
                .filter(verification -> verification.isOpen(clock.instant()));
    }

    /** Sends a code to an address, which is all that goes there until the code has come back. */
    void beginVerification(EmailAddress address) {
        UUID account = scope.accountId();
        postman.checkWorks();
        limits.count("email-codes:" + account, CODES).check();
        limits.count("email-address:" + counted(address), perAddress()).check();
        String code = Codes.random(CODE_GROUPS);
        EmailVerification verification = entities.find(EmailVerification.class, account);
        boolean first = verification == null;
        EmailVerification begun = first ? new EmailVerification(account) : verification;
        begun.begin(address, codes.hash(CODE, code), keys, clock.instant());
        if (first) {
            entities.persist(begun);
        }
        flush();
        String language = entities.find(Account.class, account).language();
        if (postman.deliver(CodeLetter.of(code, language).to(address)) != Postman.Outcome.DELIVERED) {
            throw Refused.of(503, "reminder/mail-not-sent");
        }
    }

    /** Takes the address over if this is the code that went to it. */
    ReminderSettings confirm(String code) {
        UUID account = scope.accountId();
        limits.count("email-code:" + account, ATTEMPTS).check();
        EmailVerification verification = waiting().filter(w -> fits(w, code)).orElseThrow(() -> wrong());
        ReminderSettings settings = own();
        settings.verified(verification.address(keys), keys, clock.instant());
        entities.remove(verification);
        keep(settings);
        return settings;
    }

    /** Forgets the caller's address, verified or not. */
    ReminderSettings forgetAddress() {
        EmailVerification verification = entities.find(EmailVerification.class, scope.accountId());
        if (verification != null) {
            entities.remove(verification);
        }
        ReminderSettings settings = own();
        if (!settings.isNew()) {
            settings.forgetAddress();
        }
        flush();
        return settings;
    }

    /** What an account has chosen, for work outside a request. */
    @Nullable
    ReminderSettings of(UUID account) {
        return findById(account);
    }

    /** Addresses whose code did not come back are forgotten. */
    void forgetUnverified() {
        entities.createQuery("delete from EmailVerification v where v.expiresAt < :now")
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    private boolean fits(EmailVerification verification, String code) {
        return codes.hashes(CODE, code).stream().anyMatch(hash -> MessageDigest.isEqual(hash, verification.codeHash()));
    }

    private static Refused wrong() {
        return Refused.field("/code", "reminder/code-wrong");
    }

    /** Nobody's mailbox is filled with codes by many accounts; who it is does not enter the counts in clear. */
    private RateLimits.Policy perAddress() {
        return new RateLimits.Policy("address", codesPerAddress, java.time.Duration.ofHours(1));
    }

    private String counted(EmailAddress address) {
        byte[] clear = address.counted().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(keys.seal("email-address-count", clear));
    }
}
