package org.zhixing.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/** Somebody who can sign in, with or without being a member of the roster. */
@Entity
public class Account implements Versioned {
    @Id
    private UUID id;

    private String username;
    private String displayName;
    private String passwordHash;
    private @Nullable String ssoSubject;
    private @Nullable UUID memberId;
    private UUID organizationId;
    private String language;
    private boolean enabled;
    private Instant createdAt;
    private @Nullable Instant lastSignInAt;

    @Version
    private long version;

    protected Account() {}

    public Account(
            String username,
            String displayName,
            String passwordHash,
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

    void rename(String name) {
        displayName = Text.name(name);
    }

    void enable(boolean enabled) {
        this.enabled = enabled;
    }

    void replacePassword(String hash) {
        passwordHash = hash;
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

    String passwordHash() {
        return passwordHash;
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

    String language() {
        return language;
    }

    boolean enabled() {
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
