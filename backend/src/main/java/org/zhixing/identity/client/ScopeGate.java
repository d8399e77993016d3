package org.zhixing.identity.client;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Role;
import org.zhixing.platform.problem.Refused;

/**
 * Lets a client do only what its token holds the scope for. Who may call is said by the operation's roles, as for
 * everybody; this comes on top of it. It goes by the operation that was found, not by how its path was written.
 */
@Provider
public class ScopeGate implements ContainerRequestFilter {
    @Context
    ResourceInfo resource;

    @Inject
    CurrentIdentityAssociation identity;

    @Override
    public void filter(ContainerRequestContext request) {
        Method operation = resource.getResourceMethod();
        if (operation == null || operation.isAnnotationPresent(PermitAll.class)) {
            return;
        }
        Set<String> scopes = identity.getIdentity().getAttribute(BearerToken.SCOPES);
        if (scopes == null) {
            return;
        }
        if (!opensToClients(operation)) {
            throw Refused.forbidden("not-for-clients");
        }
        String needed = ClientScopes.needed(request.getMethod(), path(operation));
        if (!scopes.contains(needed)) {
            throw Refused.forbidden("insufficient-scope", needed)
                    .withHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + needed + "\"");
        }
    }

    static boolean opensToClients(Method operation) {
        RolesAllowed allowed = operation.getAnnotation(RolesAllowed.class);
        return allowed != null && List.of(allowed.value()).contains(Role.Names.CLIENT);
    }

    /** The operation's path as the contract writes it. */
    static String path(Method operation) {
        return part(operation.getDeclaringClass().getAnnotation(Path.class))
                + part(operation.getAnnotation(Path.class));
    }

    private static String part(@Nullable Path path) {
        return path == null ? "" : path.value().startsWith("/") ? path.value() : "/" + path.value();
    }
}
