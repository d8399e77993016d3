package org.zhixing.study.extension;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.CAMPAIGN;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditTrail;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** Extensions of phases: their progress, what they mean branch by branch, and carrying them out. CAM-4. */
@Path("/api/v1/phase-extensions")
@Tag(name = CAMPAIGN)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PhaseExtensionResource {
    @Inject
    PhaseExtensions extensions;

    @Inject
    PhaseExtensionViews views;

    @Inject
    BranchProspects prospects;

    @Inject
    AuditTrail audit;

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER})
    @Operation(operationId = "listPhaseExtensions", summary = "延长阶段的记录 Extensions of phases, newest first")
    public Page<PhaseExtensionView> list(
            @QueryParam("campaign") @Nullable UUID campaign,
            @QueryParam("batch") @Nullable UUID batch,
            @Valid @BeanParam Paging paging) {
        Page<PhaseExtension> page = extensions
                .withinScope()
                .where("e.campaign.id = :campaign", "campaign", campaign)
                .where("e.batch.id = :batch", "batch", batch)
                .page(paging, Order.named(paging.sort, PhaseExtensions.NEWEST));
        PhaseExtensionView.Around around = views.around(page.items());
        return page.map(e -> PhaseExtensionView.of(e, around));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER})
    @Operation(operationId = "getPhaseExtension", summary = "延长阶段的进度和结果 An extension with its progress")
    public RestResponse<PhaseExtensionView> get(UUID id) {
        PhaseExtension extension = extensions.get(id);
        return Answer.of(views.of(extension), extension);
    }

    @GET
    @Path("/{id}/branches")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER})
    @Operation(
            operationId = "listExtensionBranches",
            summary =
                    "各支部的补排建议 What it means branch by branch; sort=-stillShort puts those with most members still short first")
    public Page<ExtensionBranchView> branches(
            UUID id,
            @QueryParam("stillShort")
                    @DefaultValue("false")
                    @Parameter(description = "只看仍有党员不足的支部 Only those with members still short")
                    boolean stillShort,
            @Valid @BeanParam Paging paging) {
        extensions.get(id);
        return extensions
                .branches(id)
                .where(stillShort ? "b.shortAfter > 0" : "1 = 1")
                .page(paging, Order.named(paging.sort, PhaseExtensions.BY_NAME, PhaseExtensions.MOST_SHORT))
                .map(ExtensionBranchView::of);
    }

    @GET
    @Path("/{id}/branches/{branchId}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER})
    @Operation(
            operationId = "getExtensionBranch",
            summary = "一个支部的补排建议 A branch's half-days and each member before and after, as things now are")
    public ExtensionBranchView.Detail branch(UUID id, UUID branchId) {
        return prospects.of(extensions.get(id), branchId);
    }

    @POST
    @Path("/{id}/application")
    @RolesAllowed({OFFICE})
    @Writes
    @Operation(
            operationId = "applyPhaseExtension",
            summary = "执行延长 Change the dates and plan the sessions",
            description =
                    "The dates change at once, and what they were is kept; the sessions follow in the background, each branch's"
                            + " worked out anew from what then stands.")
    @APIResponseSchema(value = PhaseExtensionView.class, responseCode = "202", responseDescription = "已受理 Accepted")
    public RestResponse<PhaseExtensionView> apply(UUID id) {
        PhaseExtension extension = extensions.apply(id);
        audit.at(extension.campaign().organization().id());
        audit.because(extension.grounds().reason());
        return Answer.accepted("phase-extensions", id, views.of(extension));
    }
}
