package org.zhixing.identity;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.zhixing.platform.problem.Refused;

/**
 * What a password must be: 12 code points or more, not one of the common ones or a play on them (zxcvbn's lists), not
 * the person's own names. Nothing is asked of its characters and it never expires.
 */
@ApplicationScoped
class PasswordRule {
    static final int SHORTEST = 12;
    static final int LONGEST = 200;

    /** Guesses are told from this many characters; more only take longer. */
    private static final int LOOKED_AT = 64;

    private static final int VERY_UNGUESSABLE = 4;
    private static final List<String> OF_THIS_PLACE =
            List.of("zhixing", "知行", "dangyuan", "zhibu", "gongwei", "dangjian", "xuexi");

    private final Zxcvbn guesser = new Zxcvbn();

    /** Refuses at {@code pointer} with the reason. */
    void check(String password, Account account, String pointer) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw Refused.field(pointer, "password/short", SHORTEST);
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (plain.contains(account.username().toLowerCase(Locale.ROOT)) || plain.contains(account.displayName())) {
            throw Refused.field(pointer, "password/own-name");
        }
        if (password.chars().distinct().count() < 5
                || strength(password, account).getScore() < VERY_UNGUESSABLE) {
            throw Refused.field(pointer, "password/common");
        }
    }

    private Strength strength(String password, Account account) {
        List<String> own = new java.util.ArrayList<>(OF_THIS_PLACE);
        own.add(account.username());
        own.add(account.displayName());
        return guesser.measure(password.substring(0, Math.min(password.length(), LOOKED_AT)), own);
    }
}
