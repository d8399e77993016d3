package org.zhixing.identity;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Requests that go on for long, such as streams: whether their callers would still be let in. */
@ApplicationScoped
public class LongCalls {
    @Inject
    SecurityIdentity identity;

    @Inject
    Scope scope;

    @Inject
    Sessions sessions;

    /** Who asked, through which session, and with which of their roles. */
    public record LongCall(UUID account, UUID session, Set<Role> roles) {}

    /** The current request, which a browser makes. */
    public LongCall current() {
        return new LongCall(scope.accountId(), identity.getAttribute(SessionCookie.SESSION_ID), scope.roles());
    }

    /**
     * Whether the session is open, its account in use, and what is asked for within the scope that the account has now.
     * For a thread of its own: what {@code within} asks is asked as that caller.
     */
    @ActivateRequestContext
    @Transactional
    public boolean stand(LongCall call, BooleanSupplier within) {
        if (!sessions.isOpen(call.session())) {
            return false;
        }
        scope.actAs(call.account(), call.roles());
        return within.getAsBoolean();
    }
}
