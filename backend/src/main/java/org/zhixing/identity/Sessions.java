package org.zhixing.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhixing.platform.problem.Refused;

/** Starts, finds and ends sign-ins. */
@ApplicationScoped
class Sessions {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    EntityManager entities;

    @Inject
    Passwords passwords;

    @Inject
    Clock clock;

    /** What a request is made with: whose it is and which roles they hold anywhere at this moment. */
    record SignedIn(UUID accountId, Set<String> roles) {}

    /** Checks name and password and gives a new session's token; the same refusal whatever was wrong. */
    String start(String username, String password) {
        Optional<Account> found = entities.createQuery("from Account a where a.username = :username", Account.class)
                .setParameter("username", username)
                .getResultStream()
                .findFirst();
        boolean fits = found.map(account -> passwords.fits(password, account.passwordHash()))
                .orElseGet(() -> passwords.fitsNobody(password));
        if (!fits || !found.orElseThrow().enabled()) {
            throw Refused.of(401, "sign-in-refused");
        }
        return begin(found.get());
    }

    /** A new session of somebody who has proved who they are; its token. */
    String begin(Account account) {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        account.signedIn(clock.instant());
        entities.persist(new AccountSession(token, account.id(), clock.instant()));
        return token;
    }

    void end(String token) {
        entities.createQuery("delete from AccountSession s where s.tokenHash = :hash")
                .setParameter("hash", AccountSession.hash(token))
                .executeUpdate();
    }

    void endAll(UUID accountId) {
        entities.createQuery("delete from AccountSession s where s.accountId = :account")
                .setParameter("account", accountId)
                .executeUpdate();
    }

    /** One statement: the session, its account and the roles of its valid grants. */
    @Transactional
    @SuppressWarnings("unchecked")
    Optional<SignedIn> find(String token) {
        List<Object[]> rows = entities.createNativeQuery("""
                        select a.id, g.role
                        from account_session s
                        join account a on a.id = s.account_id and a.enabled
                        left join role_grant g on g.account_id = a.id
                             and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
                        where s.token_hash = :hash and s.expires_at > :now""")
                .setParameter("hash", AccountSession.hash(token))
                .setParameter("now", clock.instant())
                .getResultList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Set<String> roles = rows.stream()
                .map(row -> (String) row[1])
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
        return Optional.of(new SignedIn((UUID) rows.getFirst()[0], roles));
    }
}
