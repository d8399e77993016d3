package org.zhixing.identity;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.problem.Refused;

/**
 * Slows guessing and locks nobody out: after a few failures in a row from one address the same name waits there, twice
 * as long each time, up to a quarter of an hour; failures from everywhere make the name wait half a minute at most, so
 * that nobody can keep somebody else out.
 */
@ApplicationScoped
class SignInBrake {
    private static final int FREE_FROM_ONE_ADDRESS = 5;
    private static final int FREE_FROM_EVERYWHERE = 50;
    private static final Duration LONGEST_AT_ONE_ADDRESS = Duration.ofMinutes(15);
    private static final Duration LONGEST_FROM_EVERYWHERE = Duration.ofSeconds(30);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);
    private static final int DOUBLINGS = 12;

    @Inject
    EntityManager entities;

    @Inject
    Keyring keys;

    @Inject
    Clock clock;

    /** 429 with the seconds to wait, while this name has to wait at this address. */
    void check(String username, @Nullable String address) {
        Instant open = entities.createQuery(
                        "select max(b.openAt) from SignInBrakePlace b where b.place in (:places)", Instant.class)
                .setParameter("places", List.of(here(username, address), anywhere(username)))
                .getSingleResult();
        Duration left = open == null ? Duration.ZERO : Duration.between(clock.instant(), open);
        if (left.isPositive()) {
            long seconds = left.toSeconds() + 1;
            throw Refused.of(429, "sign-in-slowed", seconds).withHeader("Retry-After", Long.toString(seconds));
        }
    }

    /** Counts a failure, whatever becomes of the request's own transaction. */
    void failed(String username, @Nullable String address) {
        QuarkusTransaction.requiringNew().run(() -> {
            count(here(username, address), FREE_FROM_ONE_ADDRESS, LONGEST_AT_ONE_ADDRESS);
            count(anywhere(username), FREE_FROM_EVERYWHERE, LONGEST_FROM_EVERYWHERE);
        });
    }

    /** The right password ends the counting at this address. */
    void passed(String username, @Nullable String address) {
        entities.createQuery("delete from SignInBrakePlace b where b.place = :place")
                .setParameter("place", here(username, address))
                .executeUpdate();
    }

    private void count(byte[] place, int free, Duration longest) {
        Instant now = clock.instant();
        entities.createNativeQuery("""
                        insert into sign_in_brake as b (place, failures, failed_at, open_at) values (:place, 1, :now, :now)
                        on conflict (place) do update set
                          failures = case when b.failed_at < :forgotten then 1 else b.failures + 1 end,
                          failed_at = :now,
                          open_at = cast(:now as timestamptz) + make_interval(secs => case
                              when b.failed_at < :forgotten or b.failures + 1 < :free then 0
                              else least(:longest, power(2, least(b.failures + 1 - :free, :doublings))) end)""")
                .setParameter("place", place)
                .setParameter("now", now)
                .setParameter("forgotten", now.minus(FORGOTTEN_AFTER))
                .setParameter("free", free)
                .setParameter("longest", (double) longest.toSeconds())
                .setParameter("doublings", DOUBLINGS)
                .executeUpdate();
    }

    @Scheduled(every = "1h", delayed = "10m")
    @Transactional
    void forget() {
        entities.createQuery("delete from SignInBrakePlace b where b.failedAt < :before")
                .setParameter("before", clock.instant().minus(FORGOTTEN_AFTER))
                .executeUpdate();
    }

    private byte[] here(String username, @Nullable String address) {
        return keys.seal("sign-in-brake", (username + "\n" + address).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] anywhere(String username) {
        return keys.seal("sign-in-brake", username.getBytes(StandardCharsets.UTF_8));
    }
}
