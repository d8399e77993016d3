package org.zhixing.study.hours;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.campaign.TakingPart;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organization;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** Who will miss the hours, branch by branch over the tree. STU-5. */
@Path("/api/v1/hours-forecasts")
@Tag(name = STUDY)
@RunOnVirtualThread
public class BranchForecastResource {
    @Inject
    BranchForecasts forecasts;

    @Inject
    TakingPart takingPart;

    @Inject
    Campaigns campaigns;

    /** How a branch's members will stand at the end of the study phase. */
    @Schema(name = "BranchForecast")
    public record BranchForecastView(
            @NotNull OrgRef branch,

            @NotNull @Schema(description = "学习阶段的最后一天 The last day of the study phase", examples = "2026-04-19")
            LocalDate endsOn,

            @Schema(examples = "28") int members,

            @Schema(description = "已达到 Reached", examples = "3")
            int reached,

            @Schema(description = "按计划可达到 Will be, with what is planned", examples = "17")
            int onPlan,

            @Schema(description = "须再排学习 More has to be planned", examples = "6")
            int moreNeeded,

            @Schema(description = "到期达不到 Out of reach", examples = "2")
            int outOfReach,

            @Schema(
                    description = "为补上差距最多的一人，还需再排的半天数 Half-days to be planned on top, for who misses most",
                    examples = "3")
            int halfDaysNeeded) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER})
    @Transactional
    @Operation(
            operationId = "listBranchForecasts",
            summary = "各支部学时预测 Who will miss the hours, of the branches that take part, by name")
    public Page<BranchForecastView> list(
            @QueryParam("organization") @Nullable UUID organizationId,
            @QueryParam("campaign") @Nullable UUID campaignId,
            @Valid @BeanParam Paging paging) {
        Campaign campaign = campaignId == null ? campaigns.current() : campaigns.get(campaignId);
        Page<Organization> page = takingPart.page(campaign, organizationId, paging);
        return new Page<>(forecasts.of(campaign, page.items()), page.next(), page.total());
    }
}
