package org.zhixing.platform.crypto;

import java.util.Arrays;
import java.util.Base64;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The master keys by version, as the configuration gives them, and the version that new values are protected with.
 * What is wrong with the configuration is said without repeating any of it: it is secret.
 */
record MasterKeys(NavigableMap<Integer, byte[]> byVersion, int active) {
    /** A version is the first byte of a ciphertext; bytes above are negative in Java. */
    static final int MOST = 127;

    private static final int BYTES = 32;
    private static final Pattern VERSIONED = Pattern.compile("(\\d{1,9}):(.*)");

    /**
     * @param ring one key in base64, which is version 1, or {@code 1:base64 2:base64 …} apart by lines, spaces or commas
     * @param active the version to protect with; the highest where none is given
     */
    static MasterKeys parse(String ring, @Nullable String active) {
        String[] entries = Arrays.stream(ring.split("[\\s,;]+"))
                .filter(entry -> !entry.isEmpty())
                .toArray(String[]::new);
        NavigableMap<Integer, byte[]> keys = new TreeMap<>();
        for (String entry : entries) {
            Matcher versioned = VERSIONED.matcher(entry);
            if (!versioned.matches() && entries.length > 1) {
                throw new IllegalStateException("Of several field keys each needs its version: 1:base64 2:base64");
            }
            int version = versioned.matches() ? version(versioned.group(1)) : 1;
            byte[] key = key(version, versioned.matches() ? versioned.group(2) : entry);
            if (keys.values().stream().anyMatch(other -> Arrays.equals(other, key))) {
                throw new IllegalStateException("Field key version " + version + " repeats another version's key");
            }
            if (keys.put(version, key) != null) {
                throw new IllegalStateException("Field key version " + version + " is given twice");
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException("The field key is empty");
        }
        int chosen = active == null || active.isBlank() ? keys.lastKey() : version(active.strip());
        if (!keys.containsKey(chosen)) {
            throw new IllegalStateException("The active field key is version " + chosen
                    + " (ZHIXING_FIELD_KEY_ACTIVE), and only these are configured: " + keys.keySet());
        }
        return new MasterKeys(keys, chosen);
    }

    private static int version(String text) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw new IllegalStateException("A field key's version is a number from 1 to " + MOST);
        }
        return Integer.parseInt(text);
    }

    private static byte[] key(int version, String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalStateException("Field key version " + version + " is not base64");
        }
        if (key.length != BYTES) {
            throw new IllegalStateException(
                    "Field key version " + version + " must be " + BYTES + " bytes in base64, it has " + key.length);
        }
        return key;
    }
}
