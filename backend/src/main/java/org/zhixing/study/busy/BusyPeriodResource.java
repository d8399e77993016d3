package org.zhixing.study.busy;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;
import org.zhixing.study.hours.HalfDay;

/** The busy calendar: when an organisation and all below it have no time to study. CAM-4. */
@Path("/api/v1/busy-periods")
@Tag(name = STUDY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BusyPeriodResource {
    @Inject
    BusyPeriods periods;

    @Inject
    Organizations organizations;

    @Inject
    MergePatch mergePatch;

    /** Days to be kept free; both ends are included. */
    public record NewBusyPeriod(
            @NotNull UUID organizationId,
            @NotNull @Schema(examples = "2026-04-06") LocalDate from,
            @NotNull @Schema(examples = "2026-04-19") LocalDate to,

            @Schema(nullable = true, description = "只占上午或下午；不填为全天 Only that half; left out: whole days") @Nullable
            HalfDay half,

            @NotNull @Length(min = 1, max = 60) @Schema(examples = "春耕")
            String reason) {}

    /** What may be changed of a busy period. */
    public record BusyPeriodChange(
            @NotNull @Schema(examples = "2026-04-06") LocalDate from,
            @NotNull @Schema(examples = "2026-04-19") LocalDate to,
            @Schema(nullable = true) @Nullable HalfDay half,

            @NotNull @Length(min = 1, max = 60) @Schema(examples = "春耕")
            String reason) {}

    /** A busy period; it holds for everything below its organisation. */
    @Schema(name = "BusyPeriod")
    public record BusyPeriodView(
            @NotNull UUID id,
            @NotNull OrgRef organization,
            @NotNull @Schema(examples = "2026-04-06") LocalDate from,
            @NotNull @Schema(examples = "2026-04-19") LocalDate to,

            @Schema(nullable = true, description = "空为全天 Null: whole days") @Nullable
            HalfDay half,

            @NotNull @Schema(examples = "春耕") String reason,
            @NotNull @Schema(examples = "李建国") String notedBy) {
        static BusyPeriodView of(BusyPeriod p) {
            return new BusyPeriodView(
                    p.id(), OrgRef.known(p.organization()), p.from(), p.to(), p.half(), p.reason(), p.notedBy());
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER})
    @Operation(
            operationId = "listBusyPeriods",
            summary = "农忙和重点工作日历 When there is no time to study; of an organisation also what is inherited from above")
    public Page<BusyPeriodView> list(
            @QueryParam("organization")
                    @Parameter(description = "给出时含上级组织的安排 With it, also what holds from above")
                    @Nullable
                    UUID organization,
            @QueryParam("from") @Nullable LocalDate from,
            @QueryParam("to") @Nullable LocalDate to,
            @Valid @BeanParam Paging paging) {
        Listing<BusyPeriod> listing =
                organization == null ? periods.withinScope() : periods.holdingFor(organizations.get(organization));
        return listing.where("p.toDate >= :from", "from", from)
                .where("p.fromDate <= :to", "to", to)
                .page(paging, Order.named(paging.sort, BusyPeriods.BY_DATE))
                .map(BusyPeriodView::of);
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "noteBusyPeriod", summary = "标注农忙或重点工作 Note when there is no time to study")
    @APIResponseSchema(value = BusyPeriodView.class, responseCode = "201", responseDescription = "已标注 Noted")
    public RestResponse<BusyPeriodView> note(@NotNull @Valid NewBusyPeriod body) {
        BusyPeriod period = periods.note(
                organizations.named(body.organizationId(), "/organizationId"),
                new BusyPeriod.Editable(body.from(), body.to(), body.half(), body.reason()));
        return Answer.created("busy-periods", period.id(), BusyPeriodView.of(period), period);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER})
    @Operation(operationId = "getBusyPeriod", summary = "一段农忙或重点工作 One busy period")
    public RestResponse<BusyPeriodView> get(UUID id) {
        return answer(periods.get(id));
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateBusyPeriod", summary = "修改农忙或重点工作 Change a busy period")
    public RestResponse<BusyPeriodView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = BusyPeriodChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        BusyPeriod period = periods.get(id);
        precondition.holds(period);
        BusyPeriod.Editable now = period.facts();
        BusyPeriodChange c =
                mergePatch.apply(new BusyPeriodChange(now.from(), now.to(), now.half(), now.reason()), body);
        period.edit(new BusyPeriod.Editable(c.from(), c.to(), c.half(), c.reason()));
        periods.flush();
        return answer(period);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "deleteBusyPeriod", summary = "删除农忙或重点工作 Take a busy period out of the calendar")
    public void delete(UUID id, @BeanParam Precondition precondition) {
        BusyPeriod period = periods.get(id);
        precondition.holds(period);
        periods.delete(period);
    }

    private static RestResponse<BusyPeriodView> answer(BusyPeriod period) {
        return Answer.of(BusyPeriodView.of(period), period);
    }
}
