package org.zhixing.reminder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhixing.platform.time.Times;
import org.zhixing.progress.DueResource.Due;

/**
 * The outbox of digests: a row for an account and a day, which is the key, so that neither two replicas nor a change of
 * mind make two. A row is claimed before anything is sent and never goes back from there unless the message was surely
 * not accepted: <b>never twice</b>, rather lost once than doubled. Each method is a transaction of its own.
 */
@ApplicationScoped
class Digests {
    static final int AT_ONCE = 500;

    /** A claim that has no outcome after this long has lost its sender; no sending takes as long. */
    static final Duration CLAIM = Duration.ofMinutes(15);

    static final int ATTEMPTS = 5;
    private static final Duration FIRST_WAIT = Duration.ofMinutes(5);
    private static final int WAITS_GROW = 3;
    private static final Duration KEPT = Duration.ofDays(90);

    @Inject
    EntityManager entities;

    @Inject
    Subscriptions subscriptions;

    @Inject
    Clock clock;

    /** A digest that one sender, and no other, is to send now. */
    record Claim(UUID account, LocalDate day, int attempt) {}

    /** How a digest ended. */
    enum End {
        SENT,
        EMPTY,
        FAILED,
        UNKNOWN,
        LAPSED
    }

    /** Puts the next of today's digests into the outbox; how many accounts it looked at. */
    @Transactional
    int plan() {
        LocalDate today = Times.today(clock);
        Instant morning = today.atStartOfDay(Times.ZONE).toInstant();
        List<ReminderSettings> next = entities.createQuery(
                        "select s from ReminderSettings s where s.emailSecret is not null and s.frequency in (:frequencies)"
                                + " and exists (select 1 from Account a where a.id = s.accountId and a.enabled)"
                                + " and not exists (select 1 from PlannedDigest d where d.accountId = s.accountId and d.day = :today)"
                                + " order by s.accountId",
                        ReminderSettings.class)
                .setParameter(
                        "frequencies",
                        Arrays.stream(Frequency.values())
                                .filter(f -> f.fallsOn(today))
                                .collect(Collectors.toSet()))
                .setParameter("today", today)
                .setMaxResults(AT_ONCE)
                .getResultList();
        if (next.isEmpty()) {
            return 0;
        }
        entities.createNativeQuery("""
                        insert into reminder_digest (account_id, day, state, not_before)
                        select d.account, :today, 'PENDING', cast(d.not_before as timestamptz)
                        from unnest(cast(:accounts as uuid[]), cast(:times as varchar[])) as d (account, not_before)
                        on conflict do nothing""")
                .setParameter("today", today)
                .setParameter(
                        "accounts",
                        next.stream().map(ReminderSettings::accountId).toArray(UUID[]::new))
                .setParameter(
                        "times",
                        next.stream()
                                .map(s -> s.quietHours().endAfter(morning).toString())
                                .toArray(String[]::new))
                .executeUpdate();
        return next.size();
    }

    /** Claims the digest that has waited longest; what its account's quiet hours hold back waits until they end. */
    @Transactional
    Optional<Claim> claim() {
        Instant now = clock.instant();
        LocalDate today = Times.today(clock);
        for (int looked = 0; looked < AT_ONCE; looked++) {
            List<?> waiting = entities.createNativeQuery("""
                            select account_id, attempts from reminder_digest
                            where state = 'PENDING' and not_before <= :now and day = :today
                            order by not_before, account_id limit 1 for update skip locked""")
                    .setParameter("now", now)
                    .setParameter("today", today)
                    .getResultList();
            if (waiting.isEmpty()) {
                return Optional.empty();
            }
            Object[] row = (Object[]) waiting.getFirst();
            UUID account = (UUID) row[0];
            ReminderSettings settings = subscriptions.of(account);
            Instant from = settings == null ? now : settings.quietHours().endAfter(now);
            if (from.isAfter(now)) {
                wait(account, today, from);
            } else {
                entities.createNativeQuery("update reminder_digest set state = 'SENDING', attempts = attempts + 1,"
                                + " claimed_at = :now where account_id = :account and day = :today")
                        .setParameter("now", now)
                        .setParameter("account", account)
                        .setParameter("today", today)
                        .executeUpdate();
                return Optional.of(new Claim(account, today, (int) row[1] + 1));
            }
        }
        return Optional.empty();
    }

    /** Whether an earlier digest held this in the same state. */
    @Transactional
    List<String> remindedOf(UUID account) {
        return entities.createNativeQuery(
                        "select kind || ' ' || target_id || ' ' || coalesce(cast(due_on as varchar), '') from reminded where account_id = :account",
                        String.class)
                .setParameter("account", account)
                .getResultList();
    }

    /** What {@link #remindedOf} says of a thing that was reminded of. */
    static String mark(Due due) {
        return due.kind() + " " + due.target().id() + " " + Objects.toString(due.dueOn(), "");
    }

    /** Was sent with these in it. */
    @Transactional
    void sent(Claim claim, List<Due> due) {
        end(claim, End.SENT);
        entities.createNativeQuery("delete from reminded where account_id = :account")
                .setParameter("account", claim.account())
                .executeUpdate();
        entities.createNativeQuery("""
                        insert into reminded (account_id, kind, target_id, due_on)
                        select :account, d.kind, d.target, cast(d.due_on as date)
                        from unnest(cast(:kinds as varchar[]), cast(:targets as uuid[]), cast(:days as varchar[])) as d (kind, target, due_on)
                        on conflict do nothing""")
                .setParameter("account", claim.account())
                .setParameter("kinds", due.stream().map(d -> d.kind().name()).toArray(String[]::new))
                .setParameter("targets", due.stream().map(d -> d.target().id()).toArray(UUID[]::new))
                .setParameter(
                        "days",
                        due.stream()
                                .map(d -> d.dueOn() == null ? null : d.dueOn().toString())
                                .toArray(String[]::new))
                .executeUpdate();
    }

    /** Ended, whatever the end; one that was given up as lost in the meantime stays so. */
    @Transactional
    void end(Claim claim, End as) {
        entities.createNativeQuery("update reminder_digest set state = :state, ended_at = :now"
                        + " where account_id = :account and day = :day and state = 'SENDING' and attempts = :attempt")
                .setParameter("state", as.name())
                .setParameter("now", clock.instant())
                .setParameter("account", claim.account())
                .setParameter("day", claim.day())
                .setParameter("attempt", claim.attempt())
                .executeUpdate();
    }

    /** Was surely not accepted: goes back into the outbox for a while, and after some attempts is given up. */
    @Transactional
    void putOff(Claim claim) {
        if (claim.attempt() >= ATTEMPTS) {
            end(claim, End.FAILED);
            return;
        }
        Duration pause = FIRST_WAIT.multipliedBy((long) Math.pow(WAITS_GROW, claim.attempt() - 1));
        wait(claim.account(), claim.day(), clock.instant().plus(pause));
    }

    /** Gives up claims whose sender is lost, and what is left of earlier days; forgets what is long over. */
    @Transactional
    void tidy() {
        Instant now = clock.instant();
        LocalDate today = Times.today(clock);
        entities.createNativeQuery("update reminder_digest set state = 'UNKNOWN', ended_at = :now"
                        + " where state = 'SENDING' and claimed_at < :lost")
                .setParameter("now", now)
                .setParameter("lost", now.minus(CLAIM))
                .executeUpdate();
        entities.createNativeQuery(
                        "update reminder_digest set state = 'LAPSED', ended_at = :now where state = 'PENDING' and day < :today")
                .setParameter("now", now)
                .setParameter("today", today)
                .executeUpdate();
        entities.createNativeQuery("delete from reminder_digest where day < :before")
                .setParameter("before", today.minusDays(KEPT.toDays()))
                .executeUpdate();
        subscriptions.forgetUnverified();
    }

    private void wait(UUID account, LocalDate day, Instant until) {
        entities.createNativeQuery(
                        "update reminder_digest set state = 'PENDING', claimed_at = null, not_before = :until"
                                + " where account_id = :account and day = :day and state in ('PENDING', 'SENDING')")
                .setParameter("until", until)
                .setParameter("account", account)
                .setParameter("day", day)
                .executeUpdate();
    }
}
