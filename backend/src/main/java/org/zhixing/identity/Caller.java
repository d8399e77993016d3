package org.zhixing.identity;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.web.CallerAddress;

/** Where the current request comes from. */
@RequestScoped
class Caller {
    @Inject
    CurrentVertxRequest current;

    @Inject
    CallerAddress addresses;

    /** The address; behind a trusted proxy the one that the proxy saw. */
    @Nullable
    String address() {
        RoutingContext request = current.getCurrent();
        return request == null ? null : addresses.of(request.request());
    }

    /** What the browser says it is. */
    @Nullable
    String userAgent() {
        RoutingContext request = current.getCurrent();
        return request == null ? null : request.request().getHeader("User-Agent");
    }

    boolean isOverTls() {
        RoutingContext request = current.getCurrent();
        return request != null && request.request().isSSL();
    }
}
