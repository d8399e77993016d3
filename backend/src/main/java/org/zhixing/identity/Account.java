package org.zhixing.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.Masked;
import org.zhixing.audit.NotRecorded;
import org.zhixing.platform.Ids;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/** Somebody who can sign in, with or without being a member of the roster. */
@Entity
@DynamicUpdate
public class Account implements Versioned {
    @Id
    private UUID id;

    private String username;
    private String displayName;

    @Masked
    private @Nullable String passwordHash;

    private @Nullable Instant passwordChangedAt;

    private byte @Nullable [] firstCodeHash;

    private @Nullable Instant firstCodeUntil;

    private byte @Nullable [] totpSecret;

    private @Nullable Instant totpConfirmedAt;

    @NotRecorded
    private @Nullable Long totpLastStep;

    private @Nullable String ssoSubject;
    private @Nullable UUID memberId;
    private UUID organizationId;
    private String language;
    private boolean enabled;
    private Instant createdAt;

    @NotRecorded
    private @Nullable Instant lastSignInAt;

    @Version
    private long version;

    protected Account() {}

    public Account(
            String username,
            String displayName,
            @Nullable String passwordHash,
            UUID organizationId,
            @Nullable UUID memberId,
            Instant at) {
        this.id = Ids.next();
        this.username = username;
        this.displayName = Text.name(displayName);
        this.passwordHash = passwordHash;
        this.memberId = memberId;
        this.organizationId = organizationId;
        this.language = "zh-CN";
        this.enabled = true;
        this.createdAt = at;
    }

    void signedIn(Instant at) {
        lastSignInAt = at;
    }

    void speak(String language) {
        this.language = language;
    }

    void keptBy(UUID organization) {
        organizationId = organization;
    }

    void rename(String name) {
        displayName = Text.name(name);
    }

    void enable(boolean enabled) {
        this.enabled = enabled;
    }

    /** A password of one's own; a one-time code that was still open is used up. */
    void replacePassword(String hash, Instant at) {
        passwordHash = hash;
        passwordChangedAt = at;
        firstCodeHash = null;
        firstCodeUntil = null;
    }

    /** Back to the beginning: a one-time code is the only way in. */
    void startOver(byte[] codeHash, Instant until) {
        passwordHash = null;
        firstCodeHash = codeHash;
        firstCodeUntil = until;
    }

    void enrolTotp(byte[] secret) {
        totpSecret = secret;
        totpConfirmedAt = null;
        totpLastStep = null;
    }

    void confirmTotp(Instant at) {
        totpConfirmedAt = at;
    }

    void removeTotp() {
        totpSecret = null;
        totpConfirmedAt = null;
        totpLastStep = null;
    }

    /** Uses a time step up; false where it, or a later one, was used before. */
    boolean useTotpStep(long step) {
        if (totpLastStep != null && totpLastStep >= step) {
            return false;
        }
        totpLastStep = step;
        return true;
    }

    /** Ties the account to whom the single sign-on knows by this name; null unties it. */
    void link(@Nullable String subject) {
        ssoSubject = subject;
    }

    public UUID id() {
        return id;
    }

    public String username() {
        return username;
    }

    public String displayName() {
        return displayName;
    }

    @Nullable
    String passwordHash() {
        return passwordHash;
    }

    /** The one-time code's hash while it is good. */
    byte @Nullable [] firstCodeHash(Instant now) {
        return firstCodeUntil == null || firstCodeUntil.isBefore(now) ? null : firstCodeHash;
    }

    public @Nullable Instant firstCodeUntil() {
        return firstCodeUntil;
    }

    byte @Nullable [] totpSecret() {
        return totpSecret;
    }

    boolean hasSecondFactor() {
        return totpConfirmedAt != null;
    }

    @Nullable
    Instant secondFactorSince() {
        return totpConfirmedAt;
    }

    /** Whether its owner has got in so far, or at least could without a one-time code. */
    public boolean inUse() {
        return passwordHash != null || lastSignInAt != null;
    }

    /** What the single sign-on's claim says of this person. */
    @Nullable
    String ssoSubject() {
        return ssoSubject;
    }

    public @Nullable UUID memberId() {
        return memberId;
    }

    /** The organisation that keeps this account: who reaches it may manage the account. */
    UUID organizationId() {
        return organizationId;
    }

    /** The language in which the account is spoken to: zh-CN or en. */
    public String language() {
        return language;
    }

    public boolean enabled() {
        return enabled;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant lastSignInAt() {
        return lastSignInAt;
    }

    @Override
    public long version() {
        return version;
    }
}
