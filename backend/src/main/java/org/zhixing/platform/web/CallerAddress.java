package org.zhixing.platform.web;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a request comes from: the other end of the connection, or what the proxy in front says in the header that
 * {@code zhixing.address-header} names. That header is believed, so name one only where a proxy always sets it.
 */
@ApplicationScoped
public class CallerAddress {
    private static final int LONGEST = 45;

    @ConfigProperty(name = "zhixing.address-header")
    Optional<String> header;

    /** An IPv4 or IPv6 address as text. */
    public String of(HttpServerRequest request) {
        String told = header.filter(name -> !name.isBlank())
                .map(request::getHeader)
                .map(String::strip)
                .orElse("");
        return told.isEmpty() || told.length() > LONGEST
                ? request.remoteAddress().hostAddress()
                : told;
    }
}
