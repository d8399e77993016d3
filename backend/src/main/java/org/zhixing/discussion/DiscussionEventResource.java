package org.zhixing.discussion;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.DISCUSSION;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.zhixing.identity.LongCalls;
import org.zhixing.platform.live.Live;
import org.zhixing.platform.live.LiveEvent;

/** What happens in a discussion while one looks at it. Each event names what changed; what it became is read anew. */
@Path("/api/v1/discussions/{id}/events")
@Tag(name = DISCUSSION)
@RunOnVirtualThread
public class DiscussionEventResource {
    @Inject
    Discussions discussions;

    @Inject
    LongCalls calls;

    @Inject
    Live live;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(
            operationId = "followDiscussion",
            summary = "讨论的实时变化 Changes of a discussion as they happen, as server-sent events")
    @APIResponse(
            responseCode = "200",
            description = "逐条送出，每条的 data 为一个 LiveEvent One event after the other; each one's data is a LiveEvent",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = LiveEvent.class)))
    public void follow(
            UUID id,
            @QueryParam("seconds")
                    @DefaultValue("3600")
                    @Min(1)
                    @Max(3_600)
                    @Parameter(description = "最长保持多久（秒） How long the stream is held at most, in seconds")
                    int seconds,
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context HttpServerResponse response) {
        discussions.get(id);
        LongCalls.LongCall call = calls.current();
        response.putHeader("X-Accel-Buffering", "no");
        live.stream(
                Discussions.topic(id),
                call.account(),
                Duration.ofSeconds(seconds),
                () -> calls.stand(call, () -> discussions.isWithinScope(id)),
                sink,
                sse);
    }
}
