package org.zhixing.identity;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Where the current request comes from. */
@RequestScoped
class Caller {
    @Inject
    CurrentVertxRequest current;

    /** The address; behind a trusted proxy the one that the proxy saw. */
    @Nullable
    String address() {
        RoutingContext request = current.getCurrent();
        return request == null || request.request().remoteAddress() == null
                ? null
                : request.request().remoteAddress().hostAddress();
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
