package org.zhixing.progress;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.PROGRESS;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.campaign.TakingPart;
import org.zhixing.organization.Organization;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** The four in place over the tree. STU-8. */
@Path("/api/v1/four-in-place")
@Tag(name = PROGRESS)
@RunOnVirtualThread
public class InPlaceResource {
    @Inject
    InPlaces inPlaces;

    @Inject
    TakingPart takingPart;

    @Inject
    Campaigns campaigns;

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Transactional
    @Operation(
            operationId = "listFourInPlace",
            summary = "各支部四到位 The four in place at the branches that take part, by name")
    public Page<InPlaceView> list(
            @QueryParam("organization") @Nullable UUID organizationId,
            @QueryParam("campaign") @Nullable UUID campaignId,
            @QueryParam("phase") @Nullable PhaseKind phase,
            @Valid @BeanParam Paging paging) {
        Campaign campaign = campaignId == null ? campaigns.current() : campaigns.get(campaignId);
        Page<Organization> page = takingPart.page(campaign, organizationId, paging);
        Map<UUID, InPlaceView> views = inPlaces.of(campaign, page.items(), phase);
        return page.map(branch -> views.get(branch.id()));
    }
}
