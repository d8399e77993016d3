package org.zhixing.platform.web;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.zhixing.platform.database.LoneStatements;
import org.zhixing.platform.problem.Refused;

/**
 * How often something may be done: counted in fixed windows, in the database, so that all replicas count together.
 *
 * <p>A count is kept whatever becomes of the request: its statement commits by itself. Count before the request's own
 * transaction has sent a statement, or each request holds two connections.
 */
@ApplicationScoped
public class RateLimits {
    @Inject
    EntityManager entities;

    @Inject
    LoneStatements statements;

    @Inject
    Clock clock;

    /** So many within a window; the name is shown to the caller. */
    public record Policy(String name, int limit, Duration window) {
        public static Policy perMinute(String name, int limit) {
            return new Policy(name, limit, Duration.ofMinutes(1));
        }
    }

    /** Where a caller stands: this request included. */
    public record Standing(Policy policy, int count, long secondsLeft) {
        public boolean exceeded() {
            return count > policy.limit();
        }

        /** The fields of draft-ietf-httpapi-ratelimit-headers. */
        public Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put(
                    "RateLimit-Policy",
                    "\"%s\";q=%d;w=%d"
                            .formatted(
                                    policy.name(),
                                    policy.limit(),
                                    policy.window().toSeconds()));
            fields.put(
                    "RateLimit",
                    "\"%s\";r=%d;t=%d".formatted(policy.name(), Math.max(0, policy.limit() - count), secondsLeft));
            return fields;
        }

        /** Refuses with 429 what is beyond the limit, and says when to come back. */
        public void check() {
            if (exceeded()) {
                Refused refused = Refused.of(429, "rate-limited", secondsLeft)
                        .withHeader("Retry-After", Long.toString(secondsLeft));
                fields().forEach(refused::withHeader);
                throw refused;
            }
        }
    }

    /**
     * Counts one more.
     *
     * @param key what is counted, as {@code client:<id>}; at most 120 characters
     */
    public Standing count(String key, Policy policy) {
        Instant now = clock.instant();
        long length = policy.window().toSeconds();
        Instant start = Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), length) * length);
        Instant end = start.plusSeconds(length);
        int count = statements.rows("""
                        insert into rate_window as w (key, started_at, ends_at, count) values (?, ?, ?, 1)
                        on conflict (key) do update set
                            count = case when w.started_at < excluded.started_at then 1 else w.count + 1 end,
                            started_at = greatest(w.started_at, excluded.started_at),
                            ends_at = greatest(w.ends_at, excluded.ends_at)
                        returning count""", row -> row.getInt(1), key, start, end).getFirst();
        return new Standing(
                policy,
                count,
                Math.max(1, Duration.between(now, end).plusMillis(999).toSeconds()));
    }

    /** Forgets windows that have ended. */
    @Scheduled(every = "10m", delayed = "3m")
    @Transactional
    void sweep() {
        entities.createNativeQuery("delete from rate_window where ends_at < :now")
                .setParameter("now", clock.instant())
                .executeUpdate();
    }
}
