package org.zhixing.platform.file;

import org.jspecify.annotations.Nullable;

/** Text for a cell of a spreadsheet that must never be taken for a formula. REP-1. */
public final class PlainCell {
    private static final String BEGINS_A_FORMULA = "=+-@\t\r＝＋－＠";

    private PlainCell() {}

    /** The text, behind an apostrophe where a spreadsheet would calculate it; blank before it does not hide it. */
    public static String of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String seen = text.stripLeading();
        return BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0
                        || (!seen.isEmpty() && BEGINS_A_FORMULA.indexOf(seen.charAt(0)) >= 0)
                ? "'" + text
                : text;
    }
}
