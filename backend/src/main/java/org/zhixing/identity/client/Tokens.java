package org.zhixing.identity.client;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.client.TokenRefused.Code;

/** Gives tokens to clients that prove themselves, and finds them again. */
@ApplicationScoped
class Tokens {
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    @Inject
    EntityManager entities;

    @Inject
    ClientAssertions assertions;

    @Inject
    Clock clock;

    /** What is given: the token is shown this once. */
    record Given(String token, List<String> scopes) {}

    /** Whose token it is, what it may do, and how often. */
    record Bearer(UUID client, String name, Set<String> scopes, int requestsPerMinute) {}

    /** An assertion that proved a client stays used, even where the scopes are refused then. */
    @Transactional(dontRollbackOn = TokenRefused.class)
    Given give(TokenRequest request) {
        Instant now = clock.instant();
        ApiClient client = entities.find(ApiClient.class, request.client());
        if (client == null || !client.usable(now)) {
            throw TokenRefused.unknownClient();
        }
        UUID secret = request.assertion() == null ? bySecret(client, request.secret(), now) : null;
        if (request.assertion() != null) {
            byAssertion(client, request.assertion());
        }
        List<String> scopes =
                request.scopes().isEmpty() ? client.scopes() : List.copyOf(new TreeSet<>(request.scopes()));
        if (!client.scopes().containsAll(scopes)) {
            throw new TokenRefused(Code.INVALID_SCOPE, "The client does not have every scope it asks for");
        }
        String token = Secrets.next();
        entities.persist(new AccessToken(token, client.id(), secret, scopes, now));
        return new Given(token, scopes);
    }

    private UUID bySecret(ApiClient client, @Nullable String secret, Instant now) {
        ApiClientSecret found = entities.createQuery(
                        "from ApiClientSecret s where s.secretHash = :hash and s.clientId = :client and s.expiresAt > :now",
                        ApiClientSecret.class)
                .setParameter("hash", Secrets.hash(secret == null ? "" : secret))
                .setParameter("client", client.id())
                .setParameter("now", now)
                .getResultStream()
                .findFirst()
                .orElseThrow(TokenRefused::unknownClient);
        entities.createNativeQuery("update api_client_secret set last_used_at = :now where id = :id")
                .setParameter("now", now)
                .setParameter("id", found.id())
                .executeUpdate();
        return found.id();
    }

    private void byAssertion(ApiClient client, String jwt) {
        ClientAssertions.Sound sound = assertions.check(jwt, client);
        int fresh = entities.createNativeQuery("""
                        insert into client_assertion (client_id, jti_hash, expires_at) values (:client, :jti, :end)
                        on conflict do nothing""")
                .setParameter("client", client.id())
                .setParameter("jti", Secrets.hash(sound.jti()))
                .setParameter("end", sound.expiresAt())
                .executeUpdate();
        if (fresh == 0) {
            throw TokenRefused.unknownClient();
        }
    }

    /** One statement: the token, its client as it is now, and those of the token's scopes that the client still has. */
    @Transactional
    Optional<Bearer> find(String token) {
        Instant now = clock.instant();
        List<Object[]> rows = entities.createNativeQuery("""
                        select c.id, c.requests_per_minute, c.last_used_at,
                               array_to_string(array(select unnest(t.scopes) intersect select unnest(c.scopes)), ' '),
                               c.name
                        from access_token t
                        join api_client c on c.id = t.client_id and c.enabled
                             and (c.expires_at is null or c.expires_at > :now)
                        where t.token_hash = :hash and t.expires_at > :now""", Object[].class)
                .setParameter("hash", Secrets.hash(token))
                .setParameter("now", now)
                .getResultList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Object[] row = rows.getFirst();
        UUID client = (UUID) row[0];
        if (row[2] == null || ((Instant) row[2]).plus(USE_NOTED_EVERY).isBefore(now)) {
            noteUse(client, now);
        }
        return Optional.of(new Bearer(client, (String) row[4], Set.of(((String) row[3]).split(" ")), (Integer) row[1]));
    }

    private void noteUse(UUID client, Instant now) {
        entities.createNativeQuery("""
                        update api_client set last_used_at = :now
                        where id = :client and (last_used_at is null or last_used_at < :before)""")
                .setParameter("now", now)
                .setParameter("client", client)
                .setParameter("before", now.minus(USE_NOTED_EVERY))
                .executeUpdate();
    }

    /** Forgets what has ended: tokens, assertions that could not be used again anyway, secrets a month after their end. */
    @Scheduled(every = "10m", delayed = "4m")
    @Transactional
    void sweep() {
        Instant now = clock.instant();
        entities.createNativeQuery("delete from access_token where expires_at < :now")
                .setParameter("now", now)
                .executeUpdate();
        entities.createNativeQuery("delete from client_assertion where expires_at < :now")
                .setParameter("now", now)
                .executeUpdate();
        entities.createNativeQuery("delete from api_client_secret where expires_at < :now")
                .setParameter("now", now.minus(Duration.ofDays(30)))
                .executeUpdate();
    }
}
