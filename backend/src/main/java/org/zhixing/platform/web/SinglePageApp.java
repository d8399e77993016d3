package org.zhixing.platform.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Serves the built web front where no web server stands before the service, and sets the headers that every answer has. */
@ApplicationScoped
class SinglePageApp {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
                    + " font-src 'self' data:; media-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** What the public sees that scanned a poster: a page of its own, which loads nothing else. */
    private static final String OPEN = "/o/";

    private static final String OPEN_PAGE = "/opinion.html";

    private static final String POLICY_HEADER = "Content-Security-Policy";

    /** For answers that are data: even shown as a page they load nothing and stand in no frame. A file may say otherwise. */
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    /** The REST layer answers every address it does not know with a 404, so files come first. */
    private static final int BEFORE_REST = 0;

    @ConfigProperty(name = "zhixing.web-root")
    Optional<String> webRoot;

    @ConfigProperty(name = "zhixing.cookie.secure", defaultValue = "false")
    boolean behindTls;

    void headers(@Observes Filters filters) {
        filters.register(
                context -> {
                    HttpServerResponse response = context.response();
                    String path = context.normalizedPath();
                    response.putHeader("X-Content-Type-Options", "nosniff");
                    response.putHeader("Referrer-Policy", "same-origin");
                    response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
                    response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
                    if (behindTls || context.request().isSSL()) {
                        response.putHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
                    }
                    if (path.startsWith("/api/") || path.startsWith("/oauth/")) {
                        response.putHeader("Cache-Control", "no-store");
                        context.addHeadersEndHandler(end -> {
                            if (!response.headers().contains(POLICY_HEADER)) {
                                response.putHeader(POLICY_HEADER, NOTHING);
                            }
                        });
                    } else if (!path.startsWith("/q/")) {
                        response.putHeader(POLICY_HEADER, POLICY);
                        response.putHeader("Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
                    }
                    context.next();
                },
                100);
    }

    void routes(@Observes Router router) {
        if (webRoot.isEmpty()
                || webRoot.get().isBlank()
                || !Files.isRegularFile(Path.of(webRoot.get(), "index.html"))) {
            return;
        }
        String root = Path.of(webRoot.get()).toAbsolutePath().toString();
        router.get("/assets/*")
                .order(BEFORE_REST)
                .handler(StaticHandler.create(FileSystemAccess.ROOT, root + "/assets")
                        .setMaxAgeSeconds(31_536_000));
        router.get().order(BEFORE_REST).handler(context -> page(context, root));
    }

    /** Files by name, and the page itself for every address that is a place in it. */
    private static void page(RoutingContext context, String root) {
        String path = context.normalizedPath();
        if (path.startsWith("/api/")
                || path.startsWith("/oauth/")
                || path.startsWith("/q/")
                || path.startsWith("/calendar/")
                || path.equals("/openapi")
                || context.response().ended()) {
            context.next();
            return;
        }
        Path file = Path.of(root, path).normalize();
        boolean named = file.startsWith(root) && Files.isRegularFile(file);
        if (path.endsWith(".webmanifest")) {
            context.response().putHeader("Content-Type", "application/manifest+json");
        }
        boolean open = path.startsWith(OPEN);
        if (open) {
            context.response().putHeader("X-Robots-Tag", "noindex");
        }
        context.response()
                .putHeader("Cache-Control", "no-cache")
                .sendFile(named ? file.toString() : root + (open ? OPEN_PAGE : "/index.html"));
    }
}
