package org.zhixing.platform.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The service's secret key and what is done with it: fields are encrypted with AES-256-GCM, looked up by keyed hash
 * and cursors are sealed with HMAC-SHA-256. The key comes from the environment or a file and never enters the database.
 */
@ApplicationScoped
public class Keyring {
    private static final int NONCE = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] master;

    Keyring(
            @ConfigProperty(name = "zhixing.field-key") Optional<String> key,
            @ConfigProperty(name = "zhixing.field-key-file") Optional<String> file) {
        this.master = Base64.getDecoder()
                .decode(key.or(() -> file.map(Keyring::readOrMake))
                        .orElseThrow(() -> new IllegalStateException(
                                "No key: set ZHIXING_FIELD_KEY (32 bytes, base64) or ZHIXING_FIELD_KEY_FILE"))
                        .strip());
        if (master.length != 32) {
            throw new IllegalStateException("The field key must be 32 bytes in base64, it has " + master.length);
        }
    }

    /** Encrypts a field. The result is version, nonce, ciphertext and tag; the context (table and column) is authenticated. */
    public byte[] encrypt(String context, String clear) {
        return encrypt(context, clear.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] encrypt(String context, byte[] clear) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] secret = gcm(Cipher.ENCRYPT_MODE, context, nonce, clear);
        byte[] whole = new byte[1 + NONCE + secret.length];
        whole[0] = 1;
        System.arraycopy(nonce, 0, whole, 1, NONCE);
        System.arraycopy(secret, 0, whole, 1 + NONCE, secret.length);
        return whole;
    }

    public String decrypt(String context, byte[] whole) {
        return new String(decryptBytes(context, whole), StandardCharsets.UTF_8);
    }

    public byte[] decryptBytes(String context, byte[] whole) {
        if (whole[0] != 1) {
            throw new IllegalStateException(
                    "Field encrypted with key version " + whole[0] + ", which is not configured");
        }
        byte[] nonce = java.util.Arrays.copyOfRange(whole, 1, 1 + NONCE);
        byte[] secret = java.util.Arrays.copyOfRange(whole, 1 + NONCE, whole.length);
        return gcm(Cipher.DECRYPT_MODE, context, nonce, secret);
    }

    /** HMAC-SHA-256 under a key of its own for each purpose: equal inputs are found again, nothing else is learnt. */
    public byte[] seal(String purpose, byte[] data) {
        return hmac(hmac(master, ("seal:" + purpose).getBytes(StandardCharsets.UTF_8)), data);
    }

    public java.util.List<byte[]> seals(String purpose, byte[] data) {
        return java.util.List.of(seal(purpose, data));
    }

    /** The version that new seals and ciphertexts are made with. */
    public int active() {
        return 1;
    }

    /** The seal under one version of the key. */
    public byte[] seal(int version, String purpose, byte[] data) {
        return seal(purpose, data);
    }

    /** A signature and the version of the key it was made with. */
    public record Signature(int version, byte[] value) {}

    public Signature sign(byte[] data) {
        throw new UnsupportedOperationException();
    }

    public String publicKey(int version) {
        throw new UnsupportedOperationException();
    }

    public boolean verify(int version, byte[] data, byte[] signature) {
        throw new UnsupportedOperationException();
    }

    private byte[] gcm(int mode, String context, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] key = hmac(master, "field:1".getBytes(StandardCharsets.UTF_8));
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A protected field could not be read with the configured key", e);
        }
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

    private static String readOrMake(String name) {
        Path file = Path.of(name);
        try {
            if (Files.notExists(file)) {
                byte[] fresh = new byte[32];
                RANDOM.nextBytes(fresh);
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, Base64.getEncoder().encodeToString(fresh));
                file.toFile().setReadable(false, false);
                file.toFile().setReadable(true, true);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
