package org.zhixing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** The password of all sample people, hashed as any other but at the least cost: they sign in a thousand times. */
public final class SamplePassword {
    private static final int MEMORY_KIB = 8;
    private static final byte[] SALT = "a salt of tests.".getBytes(StandardCharsets.US_ASCII);

    /** As the database keeps it. */
    public static final String HASH = hash();

    private SamplePassword() {}

    private static String hash() {
        Argon2BytesGenerator argon = new Argon2BytesGenerator();
        argon.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MEMORY_KIB)
                .withIterations(1)
                .withParallelism(1)
                .withSalt(SALT)
                .build());
        byte[] hash = new byte[32];
        argon.generateBytes(Samples.PASSWORD.getBytes(StandardCharsets.UTF_8), hash);
        Base64.Encoder text = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=1,p=1$" + text.encodeToString(SALT) + "$"
                + text.encodeToString(hash);
    }
}
