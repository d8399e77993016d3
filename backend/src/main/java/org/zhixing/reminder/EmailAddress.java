package org.zhixing.reminder;

import java.util.Locale;
import java.util.regex.Pattern;
import org.zhixing.platform.problem.Refused;

/**
 * An e-mail address as it may stand in a message's header: ASCII without blanks, quotes and control characters, so that
 * nothing else can be brought into the header with it.
 */
record EmailAddress(String value) {
    static final int LONGEST = 254;
    private static final int LONGEST_NAME = 64;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_%+-]+(\\.[A-Za-z0-9_%+-]+)*"
            + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    EmailAddress {
        if (value.length() > LONGEST
                || value.indexOf('@') > LONGEST_NAME
                || !FORM.matcher(value).matches()) {
            throw Refused.field("/email", "reminder/email-malformed");
        }
    }

    /** As it is shown: {@code z****@example.com}. */
    String masked() {
        return value.charAt(0) + "****" + value.substring(value.indexOf('@'));
    }

    /** By what it is counted: the domain's case means nothing, and no mail server we know minds the name's. */
    String counted() {
        return value.toLowerCase(Locale.ROOT);
    }
}
