package org.zhixing.reminder;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.zhixing.platform.problem.Refused;

/** Hands messages to the mail server and says what is known of each afterwards. Off as long as no sender is named. */
@ApplicationScoped
class Postman {
    private static final Logger LOG = Logger.getLogger(Postman.class);

    /** Longer than any server should take; shorter than a claim lasts. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    ReactiveMailer mailer;

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "quarkus.mailer.from")
    Optional<String> from;

    /** What became of a message. Only what was surely not accepted may be sent again. */
    enum Outcome {
        DELIVERED,
        /** The server was not reached, or refused for now (4xx). */
        PUT_OFF,
        /** The server refused for good (5xx). */
        REFUSED,
        /** It was on its way when the answer failed to come. */
        UNKNOWN
    }

    boolean works() {
        return from.filter(sender -> !sender.isBlank()).isPresent();
    }

    void checkWorks() {
        if (!works()) {
            throw Refused.conflict("reminder/mail-off");
        }
    }

    /**
     * Hands one over. The mail client is called where its connections live, on an event loop: called from elsewhere it can
     * miss the greeting of a server that is quick, and wait for it in vain.
     */
    Outcome deliver(Mail mail) {
        try {
            Context loop = vertx.getOrCreateContext();
            Uni.createFrom()
                    .deferred(() -> mailer.send(mail))
                    .runSubscriptionOn(work -> loop.runOnContext(started -> work.run()))
                    .await()
                    .atMost(PATIENCE);
            return Outcome.DELIVERED;
        } catch (RuntimeException failure) {
            Outcome outcome = outcomeOf(failure);
            // The server's words may hold the address.
            LOG.warnf(
                    "A message was not delivered: %s (%s)",
                    outcome, rootOf(failure).getClass().getSimpleName());
            return outcome;
        }
    }

    static Outcome outcomeOf(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            switch (each) {
                case SMTPException refused -> {
                    return refused.isPermanent() ? Outcome.REFUSED : Outcome.PUT_OFF;
                }
                case ConnectException silent -> {
                    return Outcome.PUT_OFF;
                }
                case UnknownHostException nameless -> {
                    return Outcome.PUT_OFF;
                }
                case NoRouteToHostException lost -> {
                    return Outcome.PUT_OFF;
                }
                default -> {}
            }
        }
        return Outcome.UNKNOWN;
    }

    private static Throwable rootOf(Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }
}
