package org.zhixing.platform.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.zhixing.platform.Ids;

/** Every request has an id: the caller's {@code X-Request-Id} where it is a plain one, else a new one. It is answered and logged. */
@ApplicationScoped
public class RequestId {
    private static final String HEADER = "X-Request-Id";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private static final int BEFORE_ALL = 1_000;

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    String given = request.request().getHeader(HEADER);
                    String id = given != null && PLAIN.matcher(given).matches()
                            ? given
                            : Ids.next().toString();
                    request.put(HEADER, id);
                    request.response().putHeader(HEADER, id);
                    MDC.put("requestId", id);
                    request.next();
                },
                BEFORE_ALL);
    }

    public static String of(RoutingContext request) {
        return request.get(HEADER, "");
    }
}
