package org.zhixing.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditTrail;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;

/** Which account somebody has whom the provider vouches for. From then on the session is one like any other. */
@ApplicationScoped
class SingleSignOn {
    @Inject
    EntityManager entities;

    @Inject
    OpenIdProvider provider;

    @Inject
    Sessions sessions;

    @Inject
    Scope scope;

    @Inject
    AuditTrail audit;

    @Inject
    Caller caller;

    @ConfigProperty(name = "zhixing.oidc.label")
    String label;

    @ConfigProperty(name = "zhixing.oidc.link")
    Optional<String> link;

    SignInOptions options() {
        return new SignInOptions(
                provider.isNamed() ? new SignInOptions.SingleSignOnOffer(label, SignInUnderWay.PATH) : null);
    }

    void checkOffered() {
        if (!provider.isNamed()) {
            throw Refused.of(404, "sign-in-not-offered");
        }
    }

    /** A new session's token for the account that is tied to this subject, or may now be. */
    String start(String subject) {
        Account account =
                tied(subject).or(() -> tieable(subject)).orElseThrow(() -> new TurnedAway(TurnedAway.Why.UNKNOWN));
        if (!account.enabled()) {
            throw new TurnedAway(TurnedAway.Why.DISABLED);
        }
        account.link(subject);
        audit.by(account.id(), account.displayName());
        return sessions.begin(account, AccountSession.Method.SINGLE_SIGN_ON, caller.address(), caller.userAgent());
    }

    /** A manager's change, never of the own account. Sessions that the former subject started end. */
    void relink(Account account, @Nullable String subject) {
        if (Objects.equals(account.ssoSubject(), subject)) {
            return;
        }
        if (account.id().equals(scope.accountId())) {
            throw Refused.forbidden("own-single-sign-on");
        }
        account.link(subject);
        sessions.endAll(account.id());
    }

    private Optional<Account> tied(String subject) {
        return one("from Account a where a.ssoSubject = :subject", subject);
    }

    /** By its user name, where the settings say that the provider's names are ours. */
    private Optional<Account> tieable(String subject) {
        return link.filter("username"::equals).isPresent()
                ? one("from Account a where a.username = :subject and a.ssoSubject is null", subject)
                : Optional.empty();
    }

    private Optional<Account> one(String query, String subject) {
        return Text.fault(subject) != null
                ? Optional.empty()
                : entities.createQuery(query, Account.class)
                        .setParameter("subject", subject)
                        .getResultStream()
                        .findFirst();
    }
}
