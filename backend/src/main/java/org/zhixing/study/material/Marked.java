package org.zhixing.study.material;

import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A stretch of text of which one part was searched for: data, not markup. */
@Schema(name = "MarkedText")
public record Marked(
        @NotNull @Schema(examples = "党章") String text,

        @Schema(description = "是否命中 Whether it was searched for")
        boolean hit) {

    /** The text cut where terms begin and end, upper and lower case alike; joined again it is the same text. */
    static List<Marked> cut(String text, List<String> terms) {
        String plain = folded(text);
        boolean[] hit = new boolean[text.length()];
        for (String term : terms) {
            String sought = folded(term);
            for (int at = plain.indexOf(sought); at >= 0 && !sought.isEmpty(); at = plain.indexOf(sought, at + 1)) {
                java.util.Arrays.fill(hit, at, at + sought.length(), true);
            }
        }
        List<Marked> parts = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= text.length(); i++) {
            if (i == text.length() || hit[i] != hit[from]) {
                parts.add(new Marked(text.substring(from, i), hit[from]));
                from = i;
            }
        }
        return parts;
    }

    /** Lower case char by char, so that every place stays where it is. */
    private static String folded(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() == text.length()) {
            return lower;
        }
        StringBuilder each = new StringBuilder(text.length());
        text.chars().forEach(c -> each.append(Character.toLowerCase((char) c)));
        return each.toString();
    }
}
