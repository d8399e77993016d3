package org.zhixing.platform.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.zhixing.platform.problem.Refused;

/**
 * The service's secret keys and what is done with them: fields are encrypted with AES-256-GCM, looked up by keyed hash,
 * cursors are sealed with HMAC-SHA-256 and exports signed with Ed25519. A key has a version: the active one protects what
 * is written, every configured one reads. Keys come from the environment or a file and never enter the database.
 */
@ApplicationScoped
public class Keyring {
    private static final Logger LOG = Logger.getLogger(Keyring.class);
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MasterKeys masters;

    @Inject
    Keyring(
            @ConfigProperty(name = "zhixing.field-key") Optional<String> key,
            @ConfigProperty(name = "zhixing.field-key-file") Optional<String> file,
            @ConfigProperty(name = "zhixing.field-key-active") Optional<String> active) {
        this(MasterKeys.parse(
                key.or(() -> file.map(KeyFile::readOrMake))
                        .orElseThrow(() -> new IllegalStateException(
                                "No key: set ZHIXING_FIELD_KEY (32 bytes, base64) or ZHIXING_FIELD_KEY_FILE")),
                active.orElse(null)));
    }

    /** A ring outside the service, as for a command, from the same settings. */
    public static Keyring of(Optional<String> key, Optional<String> file, Optional<String> active) {
        return new Keyring(key, file, active);
    }

    Keyring(MasterKeys masters) {
        this.masters = masters;
    }

    /** The version that protects what is written now. */
    public int active() {
        return masters.active();
    }

    /** The configured versions in order. */
    public SortedSet<Integer> versions() {
        return Collections.unmodifiableSortedSet(masters.byVersion().navigableKeySet());
    }

    /** Encrypts a field. The result is version, nonce, ciphertext and tag; the context (table and column) is authenticated. */
    public byte[] encrypt(String context, String clear) {
        return encrypt(context, clear.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] encrypt(String context, byte[] clear) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] secret = gcm(Cipher.ENCRYPT_MODE, active(), context, nonce, clear);
        byte[] whole = new byte[1 + NONCE + secret.length];
        whole[0] = (byte) active();
        System.arraycopy(nonce, 0, whole, 1, NONCE);
        System.arraycopy(secret, 0, whole, 1 + NONCE, secret.length);
        return whole;
    }

    public String decrypt(String context, byte[] whole) {
        return new String(decryptBytes(context, whole), StandardCharsets.UTF_8);
    }

    public byte[] decryptBytes(String context, byte[] whole) {
        if (whole.length < 1 + NONCE + TAG) {
            throw new IllegalStateException("A protected field is too short to be one");
        }
        byte[] nonce = Arrays.copyOfRange(whole, 1, 1 + NONCE);
        byte[] secret = Arrays.copyOfRange(whole, 1 + NONCE, whole.length);
        return gcm(Cipher.DECRYPT_MODE, whole[0] & 0xff, context, nonce, secret);
    }

    /** HMAC-SHA-256 under a key of its own for each purpose: equal inputs are found again, nothing else is learnt. */
    public byte[] seal(String purpose, byte[] data) {
        return seal(active(), purpose, data);
    }

    /** The same under one version's key. */
    public byte[] seal(int version, String purpose, byte[] data) {
        return hmac(derived(version, "seal:" + purpose), data);
    }

    /** The seals under every configured version, the active one first: what was sealed before is found too. */
    public List<byte[]> seals(String purpose, byte[] data) {
        return Stream.concat(Stream.of(active()), versions().stream().filter(version -> version != active()))
                .map(version -> seal(version, purpose, data))
                .toList();
    }

    /** Signs with the active version's key pair. */
    public Signature sign(byte[] data) {
        try {
            var signer = java.security.Signature.getInstance("Ed25519");
            signer.initSign(keyPair(active()).getPrivate());
            signer.update(data);
            return new Signature(active(), signer.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether this version's key pair made the signature. */
    public boolean verify(int version, byte[] data, byte[] signature) {
        try {
            var verifier = java.security.Signature.getInstance("Ed25519");
            verifier.initVerify(keyPair(version).getPublic());
            verifier.update(data);
            return verifier.verify(signature);
        } catch (java.security.SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The key that verifies a version's signatures: X.509 in base64. */
    public String publicKey(int version) {
        return Base64.getEncoder().encodeToString(keyPair(version).getPublic().getEncoded());
    }

    /** An Ed25519 pair is its 32 random bytes: from the master's they are the same on every replica. */
    private KeyPair keyPair(int version) {
        byte[] seed = derived(version, "sign:audit");
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
                @Override
                public void nextBytes(byte[] bytes) {
                    System.arraycopy(seed, 0, bytes, 0, bytes.length);
                }
            });
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] gcm(int mode, int version, String context, byte[] nonce, byte[] input) {
        byte[] key = derived(version, "field:" + version);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A protected field could not be read with the configured key", e);
        }
    }

    private byte[] derived(int version, String use) {
        byte[] master = masters.byVersion().get(version);
        if (master == null) {
            LOG.errorf("Field key version %d is needed and not configured; configured are %s", version, versions());
            throw Refused.of(503, "key-version-missing", version);
        }
        return hmac(master, use.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
