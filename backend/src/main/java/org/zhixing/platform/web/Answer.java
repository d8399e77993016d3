package org.zhixing.platform.web;

import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers that carry what the conventions ask for: the ETag of a single resource, the Location of a new one. */
public final class Answer {
    private Answer() {}

    public static <V> RestResponse<V> of(V view, Versioned thing) {
        return RestResponse.ResponseBuilder.ok(view)
                .header(HttpHeaders.ETAG, tag(thing.version()))
                .build();
    }

    /** 201 with the address of the new thing: {@code collection/id}. */
    public static <V> RestResponse<V> created(String collection, UUID id, V view, Versioned thing) {
        return RestResponse.ResponseBuilder.<V>created(URI.create("/api/v1/" + collection + "/" + id))
                .entity(view)
                .header(HttpHeaders.ETAG, tag(thing.version()))
                .build();
    }

    /** 202 for work that goes on in the background at the given address. */
    public static <V> RestResponse<V> accepted(String collection, UUID id, V view) {
        return RestResponse.ResponseBuilder.<V>create(202)
                .entity(view)
                .header(HttpHeaders.LOCATION, "/api/v1/" + collection + "/" + id)
                .build();
    }

    static String tag(long version) {
        return "\"" + version + "\"";
    }
}
