package org.zhixing.platform.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Refused;

/**
 * A part of a file, both ends included (RFC 9110 §14). One range is answered; who asks for several gets the whole.
 *
 * @param first the first byte, from 0
 * @param last the last byte
 */
public record ByteRange(long first, long last) {
    private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

    static ByteRange whole(long size) {
        return new ByteRange(0, size - 1);
    }

    long length() {
        return last - first + 1;
    }

    /** The range a header asks for; null where it asks for none that is understood; 416 where the file has no such part. */
    static @Nullable ByteRange asked(@Nullable String header, long size) {
        Matcher range = ONE.matcher(header == null ? "" : header);
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return null;
        }
        long first;
        long last = size - 1;
        if (range.group(1).isEmpty()) {
            long suffix = Long.parseLong(range.group(2));
            first = suffix == 0 ? size : Math.max(0, size - suffix);
        } else {
            first = Long.parseLong(range.group(1));
            if (!range.group(2).isEmpty()) {
                long end = Long.parseLong(range.group(2));
                if (end < first) {
                    return null;
                }
                last = Math.min(last, end);
            }
        }
        if (first >= size) {
            throw Refused.of(416, "file/range", size).withHeader("Content-Range", "bytes */" + size);
        }
        return new ByteRange(first, last);
    }
}
