package org.zhixing.identity;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditTrail;
import org.zhixing.audit.Change;

/** Begins, finds and ends sign-ins. */
@ApplicationScoped
class Sessions {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** That a session was used is noted this often; more would be a write at every reading. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    /** What somebody with one of the powerful roles and without a second factor is let to do: enrol one. */
    private static final Set<String> NONE = Set.of();

    @Inject
    EntityManager entities;

    @Inject
    SecondFactor secondFactor;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    @ConfigProperty(name = "zhixing.session.idle", defaultValue = "PT24H")
    Duration idle;

    /**
     * What a request is made with: whose it is and which roles they hold anywhere at this moment.
     *
     * @param rights which grants these are
     * @param mustEnrol whether a second factor is asked of them that they have not; then no role counts
     */
    record SignedIn(
            UUID accountId, UUID sessionId, String displayName, Set<String> roles, String rights, boolean mustEnrol) {}

    /** A new session of somebody who has proved who they are; its token. */
    String begin(Account account, AccountSession.Method method, @Nullable String address, @Nullable String userAgent) {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        account.signedIn(clock.instant());
        AccountSession session = new AccountSession(token, account.id(), method, address, userAgent, clock.instant());
        entities.persist(session);
        audit.note(
                new Change(Change.Kind.SIGNED_IN, "Account", account.id(), Map.of(), Map.of("method", method.name())),
                List.of(),
                account.organizationId());
        return token;
    }

    /** Ends the session of a token; whose it was. */
    void end(String token) {
        entities.createQuery("from AccountSession s where s.tokenHash = :hash", AccountSession.class)
                .setParameter("hash", AccountSession.hash(token))
                .getResultStream()
                .findFirst()
                .ifPresent(session -> {
                    entities.remove(session);
                    Account account = entities.find(Account.class, session.accountId());
                    audit.by(account.id(), account.displayName());
                    audit.note(
                            new Change(Change.Kind.SIGNED_OUT, "Account", account.id(), Map.of(), Map.of()),
                            List.of(),
                            account.organizationId());
                });
    }

    /** Ends one session of the account; false where it has none of that id. */
    boolean end(UUID accountId, UUID session) {
        return entities.createQuery("delete from AccountSession s where s.accountId = :account and s.id = :id")
                        .setParameter("account", accountId)
                        .setParameter("id", session)
                        .executeUpdate()
                > 0;
    }

    void endAll(UUID accountId) {
        entities.createQuery("delete from AccountSession s where s.accountId = :account")
                .setParameter("account", accountId)
                .executeUpdate();
    }

    /** Whether a session has not ended and its account is in use. */
    boolean isOpen(UUID session) {
        return (Long) entities.createNativeQuery("""
                                select count(*) from account_session s join account a on a.id = s.account_id and a.enabled
                                where s.id = :session and s.expires_at > :now and s.seen_at > :idle""", Long.class)
                        .setParameter("session", session)
                        .setParameter("now", clock.instant())
                        .setParameter("idle", clock.instant().minus(idle))
                        .getSingleResult()
                > 0;
    }

    /** The account's open sessions, latest used first; at most 100. */
    List<AccountSession> open(UUID accountId) {
        return entities.createQuery(
                        "from AccountSession s where s.accountId = :account and s.expiresAt > :now and s.seenAt > :idle"
                                + " order by s.seenAt desc, s.id",
                        AccountSession.class)
                .setParameter("account", accountId)
                .setParameter("now", clock.instant())
                .setParameter("idle", clock.instant().minus(idle))
                .setMaxResults(100)
                .getResultList();
    }

    /** One statement: the session, its account and the roles of its valid grants; one more a minute to note its use. */
    @Transactional
    @SuppressWarnings("unchecked")
    Optional<SignedIn> find(String token) {
        Instant now = clock.instant();
        byte[] hash = AccountSession.hash(token);
        List<Object[]> rows = entities.createNativeQuery("""
                        select a.id, a.display_name, g.role, s.seen_at, s.id as session, s.method, a.totp_confirmed_at, g.id as grant_id
                        from account_session s
                        join account a on a.id = s.account_id and a.enabled
                        left join role_grant g on g.account_id = a.id
                             and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
                        where s.token_hash = :hash and s.expires_at > :now and s.seen_at > :idle""")
                .setParameter("hash", hash)
                .setParameter("now", now)
                .setParameter("idle", now.minus(idle))
                .getResultList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Object[] first = rows.getFirst();
        if (((Instant) first[3]).isBefore(now.minus(NOTED_EVERY))) {
            entities.createNativeQuery("update account_session set seen_at = :now where token_hash = :hash")
                    .setParameter("now", now)
                    .setParameter("hash", hash)
                    .executeUpdate();
        }
        Set<String> roles = rows.stream()
                .map(row -> (String) row[2])
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        String rights =
                rows.stream().map(row -> Objects.toString(row[7], "")).sorted().collect(Collectors.joining(","));
        boolean proven = first[6] != null || first[5].equals(AccountSession.Method.SINGLE_SIGN_ON.name());
        boolean mustEnrol = !proven && secondFactor.isRequired(roles);
        return Optional.of(new SignedIn(
                (UUID) first[0], (UUID) first[4], (String) first[1], mustEnrol ? NONE : roles, rights, mustEnrol));
    }

    @Scheduled(every = "1h", delayed = "7m")
    @Transactional
    void forgetEnded() {
        entities.createQuery("delete from AccountSession s where s.expiresAt < :now or s.seenAt < :idle")
                .setParameter("now", clock.instant())
                .setParameter("idle", clock.instant().minus(idle))
                .executeUpdate();
    }
}
