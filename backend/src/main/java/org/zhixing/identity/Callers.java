package org.zhixing.identity;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.zhixing.audit.Doer;

/** Tells the record who acts: whoever the request was authenticated as. */
@ApplicationScoped
class Callers implements Doer.Source {
    private static final Doer NOBODY = new Doer(Doer.Kind.NOBODY, null, null, null, null);

    @Inject
    SecurityIdentity identity;

    @Inject
    io.quarkus.vertx.http.runtime.CurrentVertxRequest request;

    @Override
    public Doer current() {
        if (!Arc.container().requestContext().isActive() || request.getCurrent() == null) {
            return Doer.SERVICE;
        }
        if (identity.isAnonymous()) {
            return NOBODY;
        }
        return new Doer(
                identity.hasRole(Role.Names.CLIENT) ? Doer.Kind.CLIENT : Doer.Kind.PERSON,
                UUID.fromString(identity.getPrincipal().getName()),
                identity.getAttribute(SessionCookie.DISPLAY_NAME),
                null,
                null);
    }
}
