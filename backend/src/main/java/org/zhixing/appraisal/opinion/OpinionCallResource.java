package org.zhixing.appraisal.opinion;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.APPRAISAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaigns;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;
import org.zhixing.platform.web.PublicAddress;

/** Calls for opinions: made, worded, closed and opened again. APP-3. */
@Path("/api/v1/opinion-calls")
@Tag(name = APPRAISAL)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OpinionCallResource {
    @Inject
    OpinionCalls calls;

    @Inject
    Campaigns campaigns;

    @Inject
    Organizations organizations;

    @Inject
    PublicAddress addresses;

    @Inject
    MergePatch mergePatch;

    @Inject
    Clock clock;

    /** A call that an organisation makes. */
    public record NewOpinionCall(
            @NotNull UUID campaignId,
            @NotNull UUID organizationId,

            @NotNull @Length(min = 1, max = 120) @Schema(examples = "对党支部作风建设的意见")
            String title,

            @NotNull @Length(min = 1, max = 2000) @Schema(examples = "办事方便吗？还有哪些事没办好？请直说。")
            String invitation,

            @NotNull @Schema(examples = "2026-04-13") LocalDate opensOn,

            @NotNull @Schema(description = "含当日 Inclusive", examples = "2026-05-10")
            LocalDate closesOn) {}

    /** What may be changed of a call. */
    public record OpinionCallChange(
            @NotNull @Length(min = 1, max = 120) @Schema(examples = "对党支部作风建设的意见")
            String title,

            @NotNull @Length(min = 1, max = 2000) @Schema(examples = "办事方便吗？还有哪些事没办好？请直说。")
            String invitation,

            @NotNull @Schema(examples = "2026-04-13") LocalDate opensOn,
            @NotNull @Schema(examples = "2026-05-10") LocalDate closesOn) {
        OpinionCall.Editable facts() {
            return new OpinionCall.Editable(title, invitation, opensOn, closesOn);
        }
    }

    /** Closed before its last day, or open again. */
    public record OpinionCallTransition(@NotNull OpinionCall.State to) {}

    /** Filters of the list. */
    public static class Filter {
        @QueryParam("campaign")
        public @Nullable UUID campaign;

        @QueryParam("organization")
        public @Nullable UUID organization;

        @QueryParam("state")
        public OpinionCall.@Nullable State state;
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(
            operationId = "listOpinionCalls",
            summary = "征求意见列表 Calls of one's own organisations and above, newest first")
    public Page<OpinionCallView> list(
            @Valid @BeanParam Filter filter, @Valid @BeanParam Paging paging, @Context UriInfo asked) {
        Page<OpinionCall> page = calls.visible()
                .where("c.campaign.id = :campaign", "campaign", filter.campaign)
                .where("g.id = :organization", "organization", filter.organization)
                .where("c.state = :state", "state", filter.state)
                .page(paging, Order.named(paging.sort, OpinionCalls.NEWEST));
        OpinionCalls.Rights rights = calls.rights(page.items());
        Map<UUID, OpinionCalls.Figures> figures =
                calls.figures(page.items().stream().map(OpinionCall::id).toList());
        return page.map(c -> view(c, rights, figures, asked));
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(operationId = "openOpinionCall", summary = "发起征求意见 Make a call for opinions")
    @APIResponseSchema(value = OpinionCallView.class, responseCode = "201", responseDescription = "已发起 Made")
    public RestResponse<OpinionCallView> open(@NotNull @Valid NewOpinionCall body, @Context UriInfo asked) {
        Organization organization = organizations.named(body.organizationId(), "/organizationId");
        OpinionCall call = calls.open(
                campaigns.namedFor(organization, body.campaignId(), "/campaignId"),
                organization,
                new OpinionCall.Editable(body.title(), body.invitation(), body.opensOn(), body.closesOn()));
        return Answer.created("opinion-calls", call.id(), view(call, asked), call);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "getOpinionCall", summary = "征求意见 One call")
    public RestResponse<OpinionCallView> get(UUID id, @Context UriInfo asked) {
        OpinionCall call = calls.get(id);
        return Answer.of(view(call, asked), call);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateOpinionCall", summary = "修改征求意见 Change wording or days; the code stays")
    public RestResponse<OpinionCallView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = OpinionCallChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition,
            @Context UriInfo asked) {
        OpinionCall call = calls.toHandle(id);
        precondition.holds(call);
        call.edit(mergePatch
                .apply(new OpinionCallChange(call.title(), call.invitation(), call.opensOn(), call.closesOn()), body)
                .facts());
        calls.flush();
        return Answer.of(view(call, asked), call);
    }

    @POST
    @Path("/{id}/transitions")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(operationId = "moveOpinionCall", summary = "结束或重新开始征求意见 Close it early, or open it again")
    public RestResponse<OpinionCallView> move(
            UUID id, @NotNull @Valid OpinionCallTransition body, @Context UriInfo asked) {
        OpinionCall call = calls.toHandle(id);
        call.moveTo(body.to());
        calls.flush();
        return Answer.of(view(call, asked), call);
    }

    private OpinionCallView view(OpinionCall call, UriInfo asked) {
        return view(call, calls.rights(List.of(call)), calls.figures(List.of(call.id())), asked);
    }

    private OpinionCallView view(
            OpinionCall call, OpinionCalls.Rights rights, Map<UUID, OpinionCalls.Figures> figures, UriInfo asked) {
        UUID place = call.organization().id();
        return OpinionCallView.of(
                call,
                addresses.of(call.path(), asked),
                call.takesOn(Times.today(clock)),
                rights.handled().contains(place),
                rights.read().contains(place) ? figures.getOrDefault(call.id(), OpinionCalls.Figures.NONE) : null);
    }
}
