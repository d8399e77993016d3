package org.zhixing.platform.web;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import org.eclipse.microprofile.config.Config;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.time.Times;

/** Carries out what {@link Paced} promises. */
@Paced
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 90)
class PacedCalls {
    @Inject
    RateLimits limits;

    @Inject
    CurrentIdentityAssociation identity;

    @Inject
    CurrentVertxRequest current;

    @Inject
    CallerAddress addresses;

    @Inject
    Keyring keys;

    @Inject
    Config settings;

    @Inject
    Clock clock;

    @AroundInvoke
    Object count(InvocationContext call) throws Exception {
        Paced paced = call.getMethod().getAnnotation(Paced.class);
        boolean byAddress = !paced.perMinuteAndAddress().isEmpty();
        limits.count(
                        paced.name() + ":"
                                + (byAddress
                                        ? place()
                                        : identity.getIdentity().getPrincipal().getName()),
                        RateLimits.Policy.perMinute(
                                paced.name(),
                                byAddress
                                        ? settings.getValue(paced.perMinuteAndAddress(), Integer.class)
                                        : paced.perMinute()))
                .check();
        return call.proceed();
    }

    /** Tells an address from the others of the day and does not tell which it is. */
    private String place() {
        String text =
                Times.today(clock) + " " + addresses.of(current.getCurrent().request());
        return HexFormat.of().formatHex(keys.seal("paced", text.getBytes(StandardCharsets.UTF_8)));
    }
}
