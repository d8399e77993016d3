package org.zhixing.study.calendar;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes content lines of RFC 5545: escaped, ended by CRLF, and folded so that none is longer than 75 octets of UTF-8 and
 * no character is divided. What people have written can begin no line of its own.
 */
final class CalendarText {
    private static final int OCTETS = 75;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final StringBuilder written = new StringBuilder();

    CalendarText begin(String component) {
        return line("BEGIN", component);
    }

    CalendarText end(String component) {
        return line("END", component);
    }

    CalendarText time(String property, Instant at) {
        return line(property, UTC.format(at));
    }

    /** A property whose value is text that somebody wrote. */
    CalendarText text(String property, String value) {
        return line(property, escaped(value));
    }

    /** A property whose value is ours. */
    CalendarText line(String property, String value) {
        fold(property + ":" + printable(value));
        return this;
    }

    /** Backslashes, semicolons, commas and line ends have a meaning of their own in a text. */
    static String escaped(String value) {
        return value.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }

    private static String printable(String value) {
        return value.codePoints()
                .filter(c -> c == '\t' || !Character.isISOControl(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void fold(String line) {
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            int point = line.codePointAt(i);
            int width = width(point);
            if (octets + width > OCTETS) {
                written.append("\r\n ");
                octets = 1;
            }
            written.appendCodePoint(point);
            octets += width;
            i += Character.charCount(point);
        }
        written.append("\r\n");
    }

    /** How many octets a character has in UTF-8. */
    private static int width(int point) {
        return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }

    @Override
    public String toString() {
        return written.toString();
    }
}
