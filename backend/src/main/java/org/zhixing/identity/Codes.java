package org.zhixing.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.zhixing.platform.crypto.Keyring;

/**
 * Codes that people copy from paper: groups of four from 32 signs of which none looks like another. Only a keyed hash
 * is kept, which cannot be tried out without the key; a code is random, so it needs no slow hash.
 */
@ApplicationScoped
public class Codes {
    /** Crockford's base 32. */
    private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    Keyring keys;

    /** A code of five bits for each sign, as {@code K7QM-4TXD-9WPN-2HJC}. */
    public static String random(int groups) {
        return IntStream.range(0, groups)
                .mapToObj(g -> RANDOM.ints(GROUP, 0, SIGNS.length())
                        .mapToObj(i -> String.valueOf(SIGNS.charAt(i)))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }

    public byte[] hash(String purpose, String typed) {
        return keys.seal(purpose, bytes(typed));
    }

    /** The hashes under every version of the key, to find what was kept under an older one. */
    public List<byte[]> hashes(String purpose, String typed) {
        return keys.seals(purpose, bytes(typed));
    }

    /** What was meant, whatever case and gaps it was typed with; O is read as 0, I and L as 1. */
    private static byte[] bytes(String typed) {
        return typed.toUpperCase(Locale.ROOT)
                .replaceAll("[^0-9A-Z]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1')
                .getBytes(StandardCharsets.UTF_8);
    }
}
