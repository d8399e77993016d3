package org.zhixing.study.series;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.campaign.Campaigns;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.idempotency.DryRun;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.web.Length;

/** Sessions planned week after week. What conflicts is said, before and after; it forbids nothing. */
@Path("/api/v1/study-session-series")
@Tag(name = STUDY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SeriesResource {
    @Inject
    AllSeries all;

    @Inject
    Campaigns campaigns;

    @Inject
    Organizations organizations;

    /** This session and all later planned ones are called off. */
    public record SeriesCancellation(
            @NotNull @Schema(description = "从这一天起 From this day on", examples = "2026-03-17")
            LocalDate from,

            @NotNull @Length(min = 1, max = 200) @Schema(examples = "春耕农忙")
            String reason) {}

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(
            operationId = "planSessionSeries",
            summary = "按周安排一系列学习 Plan sessions week after week; a dry run shows them")
    @APIResponseSchema(value = SeriesView.class, responseCode = "201", responseDescription = "已安排 Planned")
    public RestResponse<SeriesView> plan(
            @NotNull @Valid NewSeries body, @QueryParam("dryRun") @DefaultValue("false") boolean dryRun) {
        SeriesView view = all.plan(
                body,
                campaigns.named(body.campaignId(), "/campaignId"),
                organizations.named(body.organizationId(), "/organizationId"));
        DryRun.leaveNothing(dryRun);
        return RestResponse.ResponseBuilder.<SeriesView>created(URI.create("/api/v1/study-session-series/" + view.id()))
                .entity(view)
                .build();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "getSessionSeries", summary = "系列学习 A series with its sessions")
    public SeriesView get(UUID id) {
        return all.get(id);
    }

    @POST
    @Path("/{id}/changes")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(
            operationId = "changeSessionSeries",
            summary = "修改这次及以后的学习 Change this and all later planned sessions of a series")
    public SeriesView change(
            UUID id, @NotNull @Valid SeriesChange body, @QueryParam("dryRun") @DefaultValue("false") boolean dryRun) {
        SeriesView view = all.change(id, body);
        DryRun.leaveNothing(dryRun);
        return view;
    }

    @POST
    @Path("/{id}/cancellations")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(
            operationId = "cancelSessionSeries",
            summary = "取消这次及以后的学习 Cancel this and all later planned sessions of a series")
    public SeriesView cancel(UUID id, @NotNull @Valid SeriesCancellation body) {
        return all.cancel(id, body.from(), body.reason());
    }
}
