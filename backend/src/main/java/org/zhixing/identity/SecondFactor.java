package org.zhixing.identity;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhixing.platform.crypto.Keyring;

/** Codes of six digits from an app (TOTP, RFC 6238: HMAC-SHA-1, 30 s), and recovery codes for when the phone is lost. */
@ApplicationScoped
class SecondFactor {
    static final String CONTEXT = "account.totp_secret";
    private static final String RECOVERY = "recovery-code";
    private static final int SECRET_BYTES = 20;
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_GROUPS = 3;

    /** How many steps a phone's clock may be off, either way. */
    private static final int DRIFT = 1;

    private static final Set<String> POWERFUL = Set.of(Role.Names.ADMIN, Role.Names.OFFICE);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();

    @Inject
    EntityManager entities;

    @Inject
    Keyring keys;

    @Inject
    Codes codes;

    @Inject
    Clock clock;

    /** "required" asks everybody who is ADMIN or OFFICE somewhere for a second factor. */
    @ConfigProperty(name = "zhixing.second-factor", defaultValue = "optional")
    String policy;

    /** What an app is told: the secret in base 32 and as the address that a QR code holds. */
    record Enrolment(String secret, String address) {}

    boolean isRequired(Set<String> roles) {
        return policy.equals("required") && roles.stream().anyMatch(POWERFUL::contains);
    }

    /** A new secret, which counts once a code made with it has come back. */
    Enrolment begin(Account account) {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        account.enrolTotp(keys.encrypt(CONTEXT, secret));
        String text = new Base32().encodeToString(secret);
        String label = URLEncoder.encode("知行:" + account.username(), StandardCharsets.UTF_8)
                .replace("+", "%20");
        return new Enrolment(
                text,
                "otpauth://totp/" + label + "?secret=" + text + "&issuer="
                        + URLEncoder.encode("知行", StandardCharsets.UTF_8));
    }

    /** Whether the code is right for now and was not used before; uses it up. */
    boolean accepts(Account account, String code) {
        byte[] secret = account.totpSecret();
        String digits = code.replaceAll("\\s", "");
        if (secret == null || !digits.matches("[0-9]{6}")) {
            return false;
        }
        SecretKeySpec key = new SecretKeySpec(keys.decryptBytes(CONTEXT, secret), "HmacSHA1");
        long now = clock.instant().getEpochSecond() / generator.getTimeStep().toSeconds();
        long fits = IntStream.rangeClosed(-DRIFT, DRIFT)
                .mapToLong(drift -> now + drift)
                .filter(step -> equal(at(key, step), digits))
                .findFirst()
                .orElse(-1);
        return fits >= 0 && account.useTotpStep(fits);
    }

    /** Whether this is one of the account's unused recovery codes; uses it up. */
    boolean acceptsRecovery(Account account, String code) {
        return entities.createQuery(
                                "update RecoveryCode c set c.usedAt = :now where c.accountId = :account and c.usedAt is null"
                                        + " and c.codeHash in (:hashes)")
                        .setParameter("now", clock.instant())
                        .setParameter("account", account.id())
                        .setParameter("hashes", codes.hashes(RECOVERY, code))
                        .executeUpdate()
                > 0;
    }

    /** Ten new recovery codes; those given before are void. */
    List<String> renewRecovery(Account account) {
        forgetRecovery(account);
        return IntStream.range(0, RECOVERY_CODES)
                .mapToObj(n -> {
                    String code = Codes.random(RECOVERY_GROUPS);
                    entities.persist(new RecoveryCode(account.id(), codes.hash(RECOVERY, code)));
                    return code;
                })
                .toList();
    }

    void remove(Account account) {
        account.removeTotp();
        forgetRecovery(account);
    }

    int recoveryLeft(UUID account) {
        return entities.createQuery(
                        "select count(*) from RecoveryCode c where c.accountId = :account and c.usedAt is null",
                        Long.class)
                .setParameter("account", account)
                .getSingleResult()
                .intValue();
    }

    private void forgetRecovery(Account account) {
        entities.createQuery("delete from RecoveryCode c where c.accountId = :account")
                .setParameter("account", account.id())
                .executeUpdate();
    }

    private String at(SecretKeySpec key, long step) {
        try {
            return generator.generateOneTimePasswordString(
                    key, Instant.ofEpochSecond(step * generator.getTimeStep().toSeconds()));
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean equal(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.US_ASCII), b.getBytes(StandardCharsets.US_ASCII));
    }
}
