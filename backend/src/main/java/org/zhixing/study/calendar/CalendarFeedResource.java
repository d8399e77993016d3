package org.zhixing.study.calendar;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** One's own calendars for other programs. */
@Path("/api/v1/calendar-feeds")
@Tag(name = STUDY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CalendarFeedResource {
    @Inject
    CalendarFeeds feeds;

    @Inject
    Organizations organizations;

    /** A calendar of one's own branch, or of a branch in reach. */
    public record NewCalendarFeed(
            @NotNull CalendarFeed.Kind kind,

            @Schema(nullable = true, description = "BRANCH 时填写支部 The branch, for BRANCH") @Nullable
            UUID branchId) {}

    /** A calendar. Its address is a secret: it is told when the calendar is made, and never again. */
    @Schema(name = "CalendarFeed")
    public record CalendarFeedView(
            @NotNull UUID id,
            @NotNull CalendarFeed.Kind kind,
            @Schema(nullable = true) @Nullable OrgRef branch,
            @NotNull Instant madeAt,

            @Schema(
                    nullable = true,
                    description = "订阅地址，只在新建时给出 The address, told only when it is made",
                    examples = "https://zhixing.example/calendar/2n4Yp0v1QZ.ics")
            @Nullable
            String address) {
        static CalendarFeedView of(CalendarFeed feed, @Nullable String address) {
            return new CalendarFeedView(feed.id(), feed.kind(), OrgRef.of(feed.branch()), feed.madeAt(), address);
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "listCalendarFeeds", summary = "本人的日历订阅 One's own calendars, latest first")
    public Page<CalendarFeedView> list(@Valid @BeanParam Paging paging) {
        return feeds.own()
                .page(paging, Order.named(paging.sort, CalendarFeeds.LATEST))
                .map(feed -> CalendarFeedView.of(feed, null));
    }

    @POST
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(operationId = "createCalendarFeed", summary = "新建日历订阅 Make a calendar; its address is told this once")
    @APIResponseSchema(value = CalendarFeedView.class, responseCode = "201", responseDescription = "已新建 Made")
    public RestResponse<CalendarFeedView> create(@NotNull @Valid NewCalendarFeed body) {
        CalendarFeeds.Made made = feeds.make(body.kind(), branch(body));
        return Answer.created(
                "calendar-feeds",
                made.feed().id(),
                CalendarFeedView.of(made.feed(), feeds.address(made.token())),
                made.feed());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "getCalendarFeed", summary = "本人的一个日历订阅 One of one's own calendars")
    public RestResponse<CalendarFeedView> get(UUID id) {
        CalendarFeed feed = feeds.own().where("f.id = :id", "id", id).one();
        return Answer.of(CalendarFeedView.of(feed, null), feed);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(
            operationId = "revokeCalendarFeed",
            summary = "停用日历订阅 Revoke a calendar: its address shows nothing any more")
    @APIResponse(responseCode = "204", description = "已停用 Revoked")
    public void revoke(UUID id) {
        feeds.revoke(feeds.own().where("f.id = :id", "id", id).one());
    }

    private @Nullable Organization branch(NewCalendarFeed body) {
        if (body.kind() == CalendarFeed.Kind.MINE) {
            if (body.branchId() != null) {
                throw Refused.field("/branchId", "study/feed-without-branch");
            }
            return null;
        }
        if (body.branchId() == null) {
            throw Refused.field("/branchId", "study/feed-needs-branch");
        }
        return organizations.branchNamed(body.branchId(), "/branchId");
    }
}
