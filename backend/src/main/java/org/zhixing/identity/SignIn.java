package org.zhixing.identity;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditTrail;
import org.zhixing.audit.Change;
import org.zhixing.platform.problem.Refused;

/** The ways in with a name: one's password, or the one-time code with which a password is set; then the second factor. */
@ApplicationScoped
public class SignIn {
    /** How long a one-time code may lie on a desk. */
    static final Duration CODE_LIFE = Duration.ofDays(30);

    private static final String FIRST_CODE = "first-code";
    private static final int CODE_GROUPS = 4;

    @Inject
    EntityManager entities;

    @Inject
    Passwords passwords;

    @Inject
    PasswordRule rule;

    @Inject
    SecondFactor secondFactor;

    @Inject
    SignInBrake brake;

    @Inject
    Sessions sessions;

    @Inject
    Codes codes;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    /** What was typed; {@code newPassword} with a one-time code, {@code code} where there is a second factor. */
    record Attempt(
            String username,
            String password,
            @Nullable String newPassword,
            @Nullable String code,
            @Nullable String address,
            @Nullable String userAgent) {}

    /** Who came in, and the token of their new session. */
    record Entry(Account account, String token) {}

    /** Lets somebody in, or says in a 401 what is missing. Whatever of name and password is wrong, the refusal is the same. */
    Entry enter(Attempt attempt) {
        brake.check(attempt.username(), attempt.address());
        Optional<Account> found = entities.createQuery("from Account a where a.username = :username", Account.class)
                .setParameter("username", attempt.username())
                .getResultStream()
                .findFirst();
        boolean fits = found.map(account -> passwords.fits(attempt.password(), account.passwordHash()))
                .orElseGet(() -> passwords.fits(attempt.password(), null));
        boolean byCode = !fits
                && found.filter(account -> fitsCode(account, attempt.password()))
                        .isPresent();
        if (!(fits || byCode) || !found.orElseThrow().enabled()) {
            throw refused(found.orElse(null), attempt, "sign-in-refused");
        }
        Account account = found.get();
        audit.by(account.id(), account.displayName());
        if (byCode) {
            setFirstPassword(account, attempt);
        }
        AccountSession.Method method = passSecondFactor(account, attempt);
        brake.passed(attempt.username(), attempt.address());
        return new Entry(account, sessions.begin(account, method, attempt.address(), attempt.userAgent()));
    }

    /** A fresh one-time code, which replaces the password and the second factor and ends every session. */
    public String hand(Account account) {
        String code = Codes.random(CODE_GROUPS);
        account.startOver(codes.hash(FIRST_CODE, code), clock.instant().plus(CODE_LIFE));
        secondFactor.remove(account);
        sessions.endAll(account.id());
        return code;
    }

    /** Changes a password that its owner knows; every session ends, whoever asks begins a new one. */
    void changePassword(Account account, String current, String wanted, @Nullable String address) {
        checkPassword(account, current, address, "/currentPassword");
        rule.check(wanted, account, "/newPassword");
        account.replacePassword(passwords.hash(wanted), clock.instant());
        sessions.endAll(account.id());
    }

    /** Asks for the password again before something that a stolen session must not do. An account without one passes. */
    void checkPassword(Account account, @Nullable String password, @Nullable String address, String pointer) {
        if (account.passwordHash() == null) {
            return;
        }
        brake.check(account.username(), address);
        if (password == null || !passwords.fits(password, account.passwordHash())) {
            brake.failed(account.username(), address);
            throw Refused.field(pointer, "password/wrong");
        }
    }

    private void setFirstPassword(Account account, Attempt attempt) {
        if (attempt.newPassword() == null) {
            throw Refused.of(401, "password-change-needed");
        }
        rule.check(attempt.newPassword(), account, "/newPassword");
        account.replacePassword(passwords.hash(attempt.newPassword()), clock.instant());
    }

    private AccountSession.Method passSecondFactor(Account account, Attempt attempt) {
        if (!account.hasSecondFactor()) {
            return AccountSession.Method.PASSWORD;
        }
        if (attempt.code() == null || attempt.code().isBlank()) {
            throw Refused.of(401, "second-factor-needed");
        }
        if (!secondFactor.accepts(account, attempt.code()) && !secondFactor.acceptsRecovery(account, attempt.code())) {
            throw refused(account, attempt, "second-factor-wrong");
        }
        return AccountSession.Method.SECOND_FACTOR;
    }

    private boolean fitsCode(Account account, String typed) {
        byte[] kept = account.firstCodeHash(clock.instant());
        return kept != null
                && codes.hashes(FIRST_CODE, typed).stream().anyMatch(hash -> MessageDigest.isEqual(hash, kept));
    }

    /** A refusal that is counted and recorded, though the request's own transaction leaves nothing. */
    private Refused refused(@Nullable Account account, Attempt attempt, String slug) {
        brake.failed(attempt.username(), attempt.address());
        if (account != null) {
            QuarkusTransaction.requiringNew()
                    .run(() -> audit.note(
                            new Change(Change.Kind.REFUSED, "Account", account.id(), Map.of(), Map.of("why", slug)),
                            List.of(),
                            account.organizationId()));
        }
        return Refused.of(401, slug);
    }
}
