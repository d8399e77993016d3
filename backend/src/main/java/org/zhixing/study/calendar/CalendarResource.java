package org.zhixing.study.calendar;

import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.web.CallerAddress;
import org.zhixing.platform.web.RateLimits;
import org.zhixing.platform.web.RateLimits.Policy;

/** What calendar programs read, without signing in: the secret in the address is all they have. */
@Path("/calendar/{token}")
@Tag(name = STUDY)
@RunOnVirtualThread
public class CalendarResource {
    private static final String MEDIA_TYPE = "text/calendar";

    @Inject
    CalendarFeeds feeds;

    @Inject
    RateLimits limits;

    @Inject
    CallerAddress addresses;

    @ConfigProperty(name = "zhixing.calendar.requests-per-minute-and-address")
    int perAddress;

    @GET
    @PermitAll
    @Produces({MEDIA_TYPE, "application/problem+json"})
    @Operation(
            operationId = "readCalendar",
            summary = "日历（iCalendar） A calendar, with what its owner reaches now (RFC 5545)")
    @APIResponse(
            responseCode = "200",
            description = "前后一年内至多 500 次学习 At most 500 sessions of a year back and a year ahead",
            content = @Content(mediaType = MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "304", description = "没有变化 As it was")
    public RestResponse<String> read(
            @Parameter(
                            description = "订阅地址中的令牌，以 .ics 结尾 The secret in the address, ending in .ics",
                            example = "2n4Yp0v1QZ.ics")
                    String token,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known,
            @Context HttpServerRequest http) {
        limits.count("calendar:" + addresses.of(http), Policy.perMinute("address", perAddress))
                .check();
        String text = feeds.read(token.replaceFirst("\\.ics$", "")).text();
        String tag = tag(text);
        boolean same = known != null
                && Arrays.stream(known.split(","))
                        .map(one -> one.strip().replaceFirst("^W/", ""))
                        .anyMatch(one -> one.equals(tag) || one.equals("*"));
        return (same ? RestResponse.ResponseBuilder.<String>create(304) : RestResponse.ResponseBuilder.ok(text))
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE + "; charset=utf-8")
                .header("Content-Disposition", "inline; filename=\"study.ics\"")
                .header("X-Robots-Tag", "noindex")
                .build();
    }

    private static String tag(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
