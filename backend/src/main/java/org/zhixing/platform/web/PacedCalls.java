package org.zhixing.platform.web;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Carries out what {@link Paced} promises. */
@Paced
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 90)
class PacedCalls {
    @Inject
    RateLimits limits;

    @Inject
    CurrentIdentityAssociation identity;

    @AroundInvoke
    Object count(InvocationContext call) throws Exception {
        Paced paced = call.getMethod().getAnnotation(Paced.class);
        limits.count(
                        paced.name() + ":"
                                + identity.getIdentity().getPrincipal().getName(),
                        RateLimits.Policy.perMinute(paced.name(), paced.perMinute()))
                .check();
        return call.proceed();
    }
}
