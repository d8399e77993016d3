package org.zhixing.reminder;

import io.quarkus.mailer.Mail;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Account;
import org.zhixing.identity.Accounts;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.time.Times;
import org.zhixing.progress.DueResource.Due;
import org.zhixing.progress.DueThings;

/**
 * Sends the digests of the day, one after the other, on as many replicas as there are. What is due is asked at the moment
 * of sending, with the roles that the account holds then; no text of a message is ever stored.
 */
@ApplicationScoped
class DigestRun {
    private static final Logger LOG = Logger.getLogger(DigestRun.class);

    /** A digest is read, not worked through: what is beyond is behind its link to everything. */
    private static final int MOST = 100;

    @Inject
    Digests digests;

    @Inject
    Subscriptions subscriptions;

    @Inject
    Accounts accounts;

    @Inject
    DueThings things;

    @Inject
    UnsubscribeLink unsubscribe;

    @Inject
    Postman postman;

    @Inject
    Keyring keys;

    @Inject
    Clock clock;

    @Inject
    @Location("reminder/letter.txt")
    Template text;

    @Inject
    @Location("reminder/letter.html")
    Template html;

    /** A message with what stands in it. */
    record Prepared(Mail mail, List<Due> due) {}

    @Scheduled(every = "3m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        if (!postman.works()) {
            return;
        }
        digests.tidy();
        while (digests.plan() == Digests.AT_ONCE) {
            LOG.debug("More digests are planned");
        }
        send();
    }

    /** Sends what may be sent now. */
    void send() {
        for (Optional<Digests.Claim> next = digests.claim(); next.isPresent(); next = digests.claim()) {
            send(next.get());
        }
    }

    /** Sends one that was claimed. */
    void send(Digests.Claim claim) {
        Prepared prepared;
        try {
            prepared = prepare(claim);
        } catch (RuntimeException e) {
            LOG.errorf(e, "The digest of %s for %s could not be put together", claim.account(), claim.day());
            digests.putOff(claim);
            return;
        }
        if (prepared == null) {
            return;
        }
        switch (postman.deliver(prepared.mail())) {
            case DELIVERED -> digests.sent(claim, prepared.due());
            case PUT_OFF -> digests.putOff(claim);
            case REFUSED -> digests.end(claim, Digests.End.FAILED);
            case UNKNOWN -> digests.end(claim, Digests.End.UNKNOWN);
        }
    }

    /** The message; null, and the digest has ended, where it is not wanted any more or nothing is due. */
    @ActivateRequestContext
    @Nullable
    Prepared prepare(Digests.Claim claim) {
        ReminderSettings settings = subscriptions.of(claim.account());
        Account account = accounts.findById(claim.account());
        EmailAddress address = settings == null ? null : settings.address(keys);
        if (settings == null
                || address == null
                || !account.enabled()
                || !settings.frequency().fallsOn(claim.day())) {
            digests.end(claim, Digests.End.LAPSED);
            return null;
        }
        List<Due> due = DigestLetter.chosen(
                things.of(account.id(), account.memberId(), MOST), settings.frequency(), Times.today(clock));
        if (due.isEmpty()) {
            digests.end(claim, Digests.End.EMPTY);
            return null;
        }
        Set<String> known = Set.copyOf(digests.remindedOf(account.id()));
        String token = unsubscribe.token(settings);
        Letter letter = new DigestLetter(MailWords.of(account.language()), unsubscribe.base(), Times.today(clock))
                .of(due, d -> known.contains(Digests.mark(d)), unsubscribe.page(token));
        Mail mail = letter.to(
                        address,
                        text.data("letter", letter).render(),
                        html.data("letter", letter).render())
                .addHeader("List-Unsubscribe", "<" + unsubscribe.oneClick(token) + ">")
                .addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        return new Prepared(mail, due);
    }
}
