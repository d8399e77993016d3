package org.zhixing.rectification;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.RECTIFICATION;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.campaign.Campaigns;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Members;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.problem.Unwrapped;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;
import org.zhixing.rectification.SavedViewView.NewView;

/** Ways to look at the ledger that are kept, for oneself or for an organisation and those below it. */
@Path("/api/v1/ledger-views")
@Tag(name = RECTIFICATION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SavedViewResource {
    @Inject
    SavedViews views;

    @Inject
    Organizations organizations;

    @Inject
    Campaigns campaigns;

    @Inject
    Members members;

    @Inject
    Scope scope;

    @Inject
    ObjectMapper json;

    @Inject
    MergePatch mergePatch;

    @Inject
    Clock clock;

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "listLedgerViews", summary = "台账视图，自己的和共享的 Views of the ledger, one's own and shared")
    public Page<SavedViewView> list(@Valid @BeanParam Paging paging) {
        return views.withinScope()
                .page(paging, Order.named(paging.sort, SavedViews.OLDEST))
                .map(this::view);
    }

    @POST
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(
            operationId = "keepLedgerView",
            summary = "保存视图 Keep a view; shared ones are for offices and secretaries")
    @APIResponseSchema(value = SavedViewView.class, responseCode = "201", responseDescription = "已保存 Kept")
    public RestResponse<SavedViewView> keep(@NotNull @Valid NewView body) {
        SavedView view = new SavedView(
                scope.accountId(),
                views.sharedAt(body.organizationId()),
                body.name(),
                written(body.content()),
                clock.instant());
        views.keep(view);
        return Answer.created("ledger-views", view.id(), view(view), view);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "getLedgerView", summary = "台账视图 One view")
    public RestResponse<SavedViewView> get(UUID id) {
        SavedView view = views.get(id);
        return Answer.of(view(view), view);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "changeLedgerView", summary = "修改视图 Change one's own view")
    public RestResponse<SavedViewView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = NewView.class))) @NotNull JsonNode body,
            @BeanParam Precondition precondition) {
        SavedView view = views.own(id);
        precondition.holds(view);
        UUID shared = view.organization() == null ? null : view.organization().id();
        NewView c = mergePatch.apply(new NewView(view.name(), shared, read(view)), body);
        view.edit(views.sharedAt(c.organizationId()), c.name(), written(c.content()));
        views.flush();
        return Answer.of(view(view), view);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(operationId = "removeLedgerView", summary = "删除视图 Remove one's own view")
    @APIResponse(responseCode = "204", description = "已删除 Removed")
    public void remove(UUID id, @BeanParam Precondition precondition) {
        SavedView view = views.own(id);
        precondition.holds(view);
        views.delete(view);
    }

    private SavedViewView view(SavedView view) {
        return SavedViewView.of(view, read(view), scope.accountId());
    }

    private SavedViewView.Content read(SavedView view) {
        try {
            return json.readValue(view.content(), SavedViewView.Content.class);
        } catch (JsonProcessingException e) {
            throw new Unwrapped(e);
        }
    }

    /** As it is kept: what it names is within reach, so that nothing of others is found out by it. */
    private String written(SavedViewView.Content content) {
        SavedViewView.Filter filter = content.filter();
        if (filter.organization() != null) {
            organizations.named(filter.organization(), "/content/filter/organization");
        }
        if (filter.campaign() != null) {
            campaigns.named(filter.campaign(), "/content/filter/campaign");
        }
        if (filter.leader() != null) {
            members.named(filter.leader(), "/content/filter/leader");
        }
        if (filter.responsible() != null) {
            members.named(filter.responsible(), "/content/filter/responsible");
        }
        try {
            LedgerOrder.named(content.sort());
        } catch (Refused unknown) {
            throw Refused.field("/content/sort", "sort-unknown", unknown.arguments());
        }
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new Unwrapped(e);
        }
    }
}
