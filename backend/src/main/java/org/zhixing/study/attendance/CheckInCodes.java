package org.zhixing.study.attendance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.problem.Refused;

/**
 * The codes that a session shows for checking in: a new one each window of time. A code is the session, the number of
 * the window and a seal over both, so that no row is needed to know it again and nobody else can make one. STU-3.
 */
@ApplicationScoped
class CheckInCodes {
    private static final String PURPOSE = "check-in";
    private static final int FACTS = 16 + 4;
    private static final int SEAL = 12;

    private final Keyring keys;
    private final Duration window;
    private final Duration grace;

    /** A code and the session and window it stands for. */
    record Code(String text, UUID session, Instant from, Instant until) {}

    @Inject
    CheckInCodes(
            Keyring keys,
            @ConfigProperty(name = "zhixing.check-in.window") Duration window,
            @ConfigProperty(name = "zhixing.check-in.grace") Duration grace) {
        this.keys = keys;
        this.window = window;
        this.grace = grace;
    }

    /** The code that a session shows at a time. */
    Code at(UUID session, Instant time) {
        return of(session, (int) Math.floorDiv(time.getEpochSecond(), window.toSeconds()));
    }

    Code following(Code code) {
        return at(code.session(), code.until());
    }

    /** What a code says, whenever it was shown; refuses what no session ever showed. */
    Code read(String text) {
        byte[] whole = decoded(text.strip());
        byte[] facts = Arrays.copyOf(whole, FACTS);
        byte[] seal = Arrays.copyOfRange(whole, FACTS, FACTS + SEAL);
        if (keys.seals(PURPOSE, facts).stream()
                .noneMatch(known -> MessageDigest.isEqual(seal, Arrays.copyOf(known, SEAL)))) {
            throw broken();
        }
        ByteBuffer parts = ByteBuffer.wrap(facts);
        return of(new UUID(parts.getLong(), parts.getLong()), parts.getInt());
    }

    /** Refuses a code that is not shown any more; it is taken a little longer than it is shown. */
    void refuseExpired(Code code, Instant now) {
        if (!now.isBefore(code.until().plus(grace))) {
            throw Refused.conflict("study/code-expired", window.toSeconds());
        }
        if (now.isBefore(code.from().minus(grace))) {
            throw broken();
        }
    }

    private Code of(UUID session, int number) {
        byte[] facts = ByteBuffer.allocate(FACTS)
                .putLong(session.getMostSignificantBits())
                .putLong(session.getLeastSignificantBits())
                .putInt(number)
                .array();
        byte[] whole = Arrays.copyOf(facts, FACTS + SEAL);
        System.arraycopy(keys.seal(PURPOSE, facts), 0, whole, FACTS, SEAL);
        Instant from = Instant.ofEpochSecond(number * window.toSeconds());
        return new Code(
                Base64.getUrlEncoder().withoutPadding().encodeToString(whole), session, from, from.plus(window));
    }

    private static byte[] decoded(String text) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(text);
            if (whole.length == FACTS + SEAL) {
                return whole;
            }
        } catch (IllegalArgumentException unreadable) {
            throw broken();
        }
        throw broken();
    }

    private static Refused broken() {
        return Refused.invalid("study/code-broken");
    }
}
