package org.zhixing.campaign;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.CAMPAIGN;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** How the dates of a campaign's phases changed. CAM-4. */
@Path("/api/v1/campaigns/{id}/phase-changes")
@Tag(name = CAMPAIGN)
@RunOnVirtualThread
public class PhaseChangeResource {
    @Inject
    Campaigns campaigns;

    /** One phase's dates before and after. */
    @Schema(name = "PhaseChange")
    public record PhaseChangeView(
            @NotNull UUID id,
            BatchResource.@NotNull BatchRef batch,
            @NotNull PhaseKind phase,

            @Schema(description = "因前一阶段延长而顺延 Moved along with an earlier phase", examples = "false")
            boolean shifted,

            @NotNull @Schema(examples = "2026-03-02") LocalDate wasStartsOn,
            @NotNull @Schema(examples = "2026-04-12") LocalDate wasEndsOn,
            @NotNull @Schema(examples = "2026-03-02") LocalDate startsOn,
            @NotNull @Schema(examples = "2026-04-26") LocalDate endsOn,
            @NotNull @Schema(examples = "春耕农忙，学时未满") String reason,
            PhaseChange.@NotNull Document document,
            @NotNull @Schema(examples = "工委办公室") String changedBy,
            @NotNull Instant changedAt) {
        static PhaseChangeView of(PhaseChange c) {
            return new PhaseChangeView(
                    c.id(),
                    BatchResource.BatchRef.of(c.batch()),
                    c.phase(),
                    c.shifted(),
                    c.wasStartsOn(),
                    c.wasEndsOn(),
                    c.startsOn(),
                    c.endsOn(),
                    c.reason(),
                    c.document(),
                    c.changedBy(),
                    c.changedAt());
        }
    }

    @GET
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER})
    @Operation(
            operationId = "listPhaseChanges",
            summary = "阶段日期的变动 How phases' dates changed, newest first, with reason and document")
    public Page<PhaseChangeView> list(
            UUID id, @QueryParam("batch") @Nullable UUID batch, @Valid @BeanParam Paging paging) {
        campaigns.get(id);
        return campaigns
                .changes(id)
                .where("c.batch.id = :batch", "batch", batch)
                .page(paging, Order.named(paging.sort, Campaigns.LATEST_CHANGE))
                .map(PhaseChangeView::of);
    }
}
