package org.zhixing.study.extension;

import static org.zhixing.identity.Role.Names.OFFICE;
import static org.zhixing.platform.openapi.Tags.CAMPAIGN;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditTrail;
import org.zhixing.campaign.Batch;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.campaign.PhaseChange;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;

/** Orders that a phase be made longer. CAM-4. */
@Path("/api/v1/campaigns/{id}/phases/{phase}/extensions")
@Tag(name = CAMPAIGN)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ExtensionOrderResource {
    @Inject
    Campaigns campaigns;

    @Inject
    PhaseExtensions extensions;

    @Inject
    PhaseExtensionViews views;

    @Inject
    AuditTrail audit;

    /** Which batch, until when, why, and on whose word. */
    public record NewPhaseExtension(
            @NotNull UUID batchId,

            @NotNull @Schema(description = "新的截止日期，含当日 The new last day", examples = "2026-04-26")
            LocalDate newEndsOn,

            @NotNull @Length(min = 1, max = 200) @Schema(examples = "春耕农忙，学时未满")
            String reason,

            @NotNull @Valid PhaseChange.Document document,

            @Schema(nullable = true, description = "后续阶段顺延或不动，不填为顺延 Left out: later phases move along")
            Batch.@Nullable LaterPhases laterPhases) {}

    @POST
    @RolesAllowed({OFFICE})
    @Writes
    @Operation(
            operationId = "extendPhase",
            summary = "延长阶段 Extend a phase of a batch, by default as a dry run",
            description =
                    "What each branch would study more is worked out in the background: poll the extension's address,"
                            + " look at the branches, then apply it. With dryRun=false it is applied at once. Takes an office that"
                            + " reaches every branch of the batch.")
    @APIResponseSchema(value = PhaseExtensionView.class, responseCode = "202", responseDescription = "已受理 Accepted")
    public RestResponse<PhaseExtensionView> extend(
            UUID id,
            PhaseKind phase,
            @NotNull @Valid NewPhaseExtension body,
            @QueryParam("dryRun") @DefaultValue("true") @Parameter(description = "只试算，不改数据 Only say what would happen")
                    boolean dryRun) {
        Campaign campaign = campaigns.get(id);
        audit.at(campaign.organization().id());
        audit.because(body.reason());
        PhaseExtension extension = extensions.order(
                campaign,
                campaigns.batchNamed(id, body.batchId(), "/batchId"),
                new PhaseExtension.Wish(
                        phase,
                        body.newEndsOn(),
                        body.laterPhases() == null ? Batch.LaterPhases.SHIFT : body.laterPhases(),
                        new PhaseChange.Grounds(body.reason().strip(), body.document())),
                dryRun);
        return Answer.accepted("phase-extensions", extension.id(), views.of(extension));
    }
}
