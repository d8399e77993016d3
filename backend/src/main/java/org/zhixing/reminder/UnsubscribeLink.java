package org.zhixing.reminder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.problem.Refused;

/**
 * The link that turns digests off without signing in (RFC 8058). Its token says whose, sealed for this purpose alone, and
 * is bound to the address that it went to: what lies in an old mailbox does nothing once the address is another.
 */
@ApplicationScoped
class UnsubscribeLink {
    private static final String PURPOSE = "reminder-unsubscribe";
    private static final int ID = 16;
    private static final int SEAL = 32;

    @Inject
    Keyring keys;

    @Inject
    Subscriptions subscriptions;

    @ConfigProperty(name = "zhixing.public-url")
    String publicUrl;

    /** The address at which the service is reached, without a slash at its end. */
    String base() {
        return publicUrl.replaceAll("/+$", "");
    }

    String token(ReminderSettings settings) {
        byte[] id = id(settings.accountId());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(ID + SEAL)
                        .put(id)
                        .put(keys.seal(PURPOSE, sealed(settings)))
                        .array());
    }

    /** For people: a page with one button. */
    String page(String token) {
        return base() + "/unsubscribe#" + token;
    }

    /** For mail programs, which send a POST. */
    String oneClick(String token) {
        return base() + "/api/v1/reminder-unsubscriptions/" + token;
    }

    /** Whose digests a token turns off; 404 for one that we did not make, or not for the address of now. */
    ReminderSettings settings(String token) {
        byte[] bytes = decoded(token);
        if (bytes == null || bytes.length != ID + SEAL) {
            throw unknown();
        }
        ByteBuffer read = ByteBuffer.wrap(bytes);
        ReminderSettings settings = subscriptions.of(new UUID(read.getLong(), read.getLong()));
        byte[] seal = new byte[SEAL];
        read.get(seal);
        if (settings == null
                || settings.emailVerifiedAt() == null
                || keys.seals(PURPOSE, sealed(settings)).stream().noneMatch(s -> MessageDigest.isEqual(s, seal))) {
            throw unknown();
        }
        return settings;
    }

    private static byte[] sealed(ReminderSettings settings) {
        if (settings.emailVerifiedAt() == null) {
            throw new IllegalStateException("There is no address to unsubscribe");
        }
        return ByteBuffer.allocate(ID + Long.BYTES)
                .put(id(settings.accountId()))
                .putLong(settings.emailVerifiedAt().getEpochSecond())
                .array();
    }

    private static byte[] id(UUID account) {
        return ByteBuffer.allocate(ID)
                .putLong(account.getMostSignificantBits())
                .putLong(account.getLeastSignificantBits())
                .array();
    }

    private static byte @Nullable [] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static Refused unknown() {
        return Refused.of(404, "reminder/unsubscribe-link-void");
    }
}
