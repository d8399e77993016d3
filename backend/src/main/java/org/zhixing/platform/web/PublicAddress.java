package org.zhixing.platform.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Addresses that stand in pictures and on paper: below the public address, or else below where the page was asked for. */
@ApplicationScoped
public class PublicAddress {
    @ConfigProperty(name = "zhixing.check-in.public-url")
    Optional<String> configured;

    public String of(String path, UriInfo asked) {
        URI base = configured.filter(url -> !url.isBlank()).map(URI::create).orElse(asked.getBaseUri());
        return base.resolve(path).toString();
    }
}
