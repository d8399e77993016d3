package org.zhixing.identity;

import java.util.Locale;

/** A single sign-on that did not end in a session. A person is looking on, so it leads to words and not to a problem. */
final class TurnedAway extends RuntimeException {
    enum Why {
        /** The provider knows the person; no account is tied to them. */
        UNKNOWN,
        /** Their account may not sign in. */
        DISABLED,
        /** What came back proves nothing: cancelled, out of date, or not what was asked for. */
        FAILED,
        /** The provider does not answer as it should. */
        UNREACHABLE
    }

    private final Why why;

    TurnedAway(Why why) {
        super(why.name(), null, false, false);
        this.why = why;
    }

    /** The page of the web front that says it. */
    String address() {
        return "/?signIn=" + why.name().toLowerCase(Locale.ROOT);
    }
}
