package org.zhixing.progress.burden;

import io.quarkus.logging.Log;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.zhixing.identity.Role;

/**
 * Takes what a page says it took to fill in what was just kept: the header {@code Entry-Seconds} of a change. Requests
 * without it, such as another system's, cost nothing here. Refused changes are not counted, and what went wrong in counting
 * never harms the change.
 */
@Provider
class EntrySeconds implements ContainerResponseFilter {
    static final String HEADER = "Entry-Seconds";

    /** An hour at most: whoever says more was not writing all the time. */
    private static final Pattern PLAUSIBLE = Pattern.compile("[1-9]\\d{0,2}|[1-2]\\d{3}|3[0-5]\\d{2}|3600");

    @Inject
    SecurityIdentity identity;

    @Inject
    EntryTimes times;

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String said = request.getHeaderString(HEADER);
        Method method = resource.getResourceMethod();
        if (said == null
                || method == null
                // Signing in and out, and what the public sends: who asks is not looked at, and may just have gone.
                || method.isAnnotationPresent(PermitAll.class)
                || response.getStatus() >= 300
                || !PLAUSIBLE.matcher(said).matches()
                || request.getMethod().equals("GET")
                || identity.isAnonymous()
                || identity.hasRole(Role.Names.CLIENT)) {
            return;
        }
        Operation operation = method.getAnnotation(Operation.class);
        if (operation == null) {
            return;
        }
        try {
            times.add(
                    UUID.fromString(identity.getPrincipal().getName()),
                    operation.operationId(),
                    Integer.parseInt(said));
        } catch (RuntimeException e) {
            Log.warn("time of entry not counted", e);
        }
    }
}
