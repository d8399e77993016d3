package org.zhixing.platform.web;

import org.jspecify.annotations.Nullable;

/** What text may be stored: PostgreSQL refuses NUL, and drivers change unpaired surrogates without a word. */
public final class Text {
    private Text() {}

    /** The problem with a text, or null where it can be stored as it is. */
    public static @Nullable String fault(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "text/nul";
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return "text/unpaired-surrogate";
                }
                i++;
            } else if (Character.isLowSurrogate(c)) {
                return "text/unpaired-surrogate";
            }
        }
        return null;
    }

    /** A name as it is kept: without bidirectional controls, which can make it read as another, and without outer blanks. */
    public static String name(String raw) {
        return raw.codePoints()
                .filter(c -> !(c == 0x061C
                        || c == 0x200E
                        || c == 0x200F
                        || (c >= 0x202A && c <= 0x202E)
                        || (c >= 0x2066 && c <= 0x2069)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}
