package org.zhixing.study;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Scope;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** The minutes of a session, every version kept. STU-6. */
@Path("/api/v1/study-sessions/{id}/minutes")
@Tag(name = STUDY)
@RunOnVirtualThread
public class MinutesResource {
    private static final Order<Minutes> LATEST =
            Order.descending("-version", "m.edition", Integer.class, Minutes::edition, "m.id", Minutes::id);

    @Inject
    StudySessions sessions;

    @Inject
    Listings listings;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    /** A text in Markdown. */
    public record MinutesText(
            @NotNull @Length(min = 1, max = 50_000) @Schema(examples = "一、会议议程……")
            String text) {}

    /** Minutes as they stand; version 0 and an empty text before they are written. */
    @Schema(name = "Minutes")
    public record MinutesView(
            @NotNull @Schema(examples = "一、会议议程……") String text,
            @Schema(examples = "2") int version,

            @Schema(nullable = true, examples = "李建国") @Nullable
            String writtenBy,

            @Schema(nullable = true) @Nullable Instant writtenAt) {
        static MinutesView of(Minutes m) {
            return new MinutesView(m.text(), m.edition(), m.by(), m.at());
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "getMinutes", summary = "会议记录 The minutes as they stand")
    public RestResponse<MinutesView> get(UUID id) {
        StudySession session = sessions.get(id);
        MinutesView view = versions(id).first(1, LATEST).stream()
                .findFirst()
                .map(MinutesView::of)
                .orElse(new MinutesView("", 0, null, null));
        return Answer.of(view, session::minutesVersion);
    }

    @PUT
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "writeMinutes", summary = "填写会议记录 Write a new version of the minutes")
    public RestResponse<MinutesView> write(
            UUID id, @NotNull @Valid MinutesText body, @BeanParam Precondition precondition) {
        StudySession session = sessions.toChange(id);
        precondition.holds(session::minutesVersion);
        session.refuseUnlessHeld("study/minutes-need-held");
        Minutes next = new Minutes(
                id, session.minutesVersion() + 1, body.text(), scope.actor().name(), clock.instant());
        sessions.add(next);
        session.minutesWritten(next.edition());
        sessions.flush();
        return Answer.of(MinutesView.of(next), next);
    }

    @GET
    @Path("/versions")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listMinutesVersions", summary = "会议记录各版本 All versions, latest first")
    public Page<MinutesView> list(UUID id, @Valid @BeanParam Paging paging) {
        sessions.get(id);
        return versions(id).page(paging, Order.named(paging.sort, LATEST)).map(MinutesView::of);
    }

    private Listing<Minutes> versions(UUID session) {
        return listings.of(Minutes.class, "Minutes m").where("m.sessionId = :session", "session", session);
    }
}
