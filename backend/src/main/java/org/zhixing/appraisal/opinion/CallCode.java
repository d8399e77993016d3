package org.zhixing.appraisal.opinion;

import java.util.Locale;
import org.zhixing.identity.Codes;

/** The public code of a call, as {@code K7QM-4TXD}: 40 random bits in signs of which none looks like another. */
final class CallCode {
    private static final int GROUPS = 2;
    private static final int GROUP = 4;

    private CallCode() {}

    static String random() {
        return Codes.random(GROUPS);
    }

    /** What was meant, whatever case and gaps it was typed with. */
    static String read(String typed) {
        String signs = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[^0-9A-Z]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return signs.length() == GROUPS * GROUP ? signs.substring(0, GROUP) + "-" + signs.substring(GROUP) : "";
    }
}
