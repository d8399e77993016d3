package org.zhixing.identity;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
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
import org.zhixing.platform.database.LoneStatements;

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
    LoneStatements statements;

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
    record SignedIn(Actor actor, UUID sessionId, Set<String> roles, String rights, boolean mustEnrol) {}

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
    Optional<SignedIn> find(String token) {
        Instant now = clock.instant();
        byte[] hash = AccountSession.hash(token);
        List<Found> found = statements.rows("""
                        select a.id, s.id, a.display_name, a.member_id, s.method, a.totp_confirmed_at, s.seen_at, g.role, g.id
                        from account_session s
                        join account a on a.id = s.account_id and a.enabled
                        left join role_grant g on g.account_id = a.id
                             and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
                        where s.token_hash = ? and s.expires_at > ? and s.seen_at > ?""", Found::of, hash, now, now.minus(idle));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Found first = found.getFirst();
        if (first.seenAt().isBefore(now.minus(NOTED_EVERY))) {
            statements.rows(
                    "update account_session set seen_at = ? where token_hash = ? returning id", row -> true, now, hash);
        }
        Set<String> roles =
                found.stream().map(Found::role).filter(Objects::nonNull).collect(Collectors.toSet());
        String rights = found.stream()
                .map(f -> Objects.toString(f.grant(), ""))
                .sorted()
                .collect(Collectors.joining(","));
        boolean proven =
                first.secondFactor() != null || first.method().equals(AccountSession.Method.SINGLE_SIGN_ON.name());
        boolean mustEnrol = !proven && secondFactor.isRequired(roles);
        return Optional.of(new SignedIn(
                new Actor(first.account(), first.name(), first.member()),
                first.session(),
                mustEnrol ? NONE : roles,
                rights,
                mustEnrol));
    }

    /** A session with one of the roles its account holds. */
    private record Found(
            UUID account,
            UUID session,
            String name,
            @Nullable UUID member,
            String method,
            @Nullable Instant secondFactor,
            Instant seenAt,
            @Nullable String role,
            @Nullable UUID grant) {
        static Found of(ResultSet row) throws SQLException {
            return new Found(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    row.getString(3),
                    row.getObject(4, UUID.class),
                    row.getString(5),
                    LoneStatements.instant(row, 6),
                    Objects.requireNonNull(LoneStatements.instant(row, 7)),
                    row.getString(8),
                    row.getObject(9, UUID.class));
        }
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
