package org.zhixing.study.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Content lines as RFC 5545 has them, whatever people have written. */
class CalendarTextTest {
    @Property
    void noLineIsTooLongAndUnfoldingGivesTheTextBack(@ForAll @StringLength(max = 400) String any) {
        String value = new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String written = new CalendarText().text("SUMMARY", value).toString();
        assertThat(written).endsWith("\r\n");
        assertThat(Arrays.stream(written.split("\r\n")))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        String unfolded = written.replace("\r\n ", "");
        assertThat(unfolded.indexOf("\r\n")).isEqualTo(unfolded.length() - 2);
        String kept = value.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(read(unfolded.substring("SUMMARY:".length(), unfolded.length() - 2)))
                .isEqualTo(kept);
    }

    @Test
    void aRareCharacterIsNotDividedAndNothingBeginsALineOfItsOwn() {
        String title = "𠮷".repeat(60) + "\r\nATTENDEE:mailto:x@example.com";
        String written = new CalendarText().text("SUMMARY", title).toString();
        assertThat(written).contains("𠮷\r\n 𠮷").doesNotContain("\r\nATTENDEE");
        assertThat(written.codePoints().filter(c -> c == "𠮷".codePointAt(0)).count())
                .isEqualTo(60);
    }

    /** Takes the escapes back. */
    private static String read(String escaped) {
        StringBuilder read = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\\') {
                char next = escaped.charAt(++i);
                read.append(next == 'n' ? '\n' : next);
            } else {
                assertThat(c).isNotIn(';', ',');
                read.append(c);
            }
        }
        return read.toString();
    }
}
