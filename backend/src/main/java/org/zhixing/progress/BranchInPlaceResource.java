package org.zhixing.progress;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.PROGRESS;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;

/** The four in place at one branch. STU-8. */
@Path("/api/v1/branches/{id}/four-in-place")
@Tag(name = PROGRESS)
@RunOnVirtualThread
public class BranchInPlaceResource {
    @Inject
    InPlaces inPlaces;

    @Inject
    Organizations organizations;

    @Inject
    Campaigns campaigns;

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Transactional
    @Operation(operationId = "getFourInPlace", summary = "支部四到位 The four in place at a branch, each with its records")
    public InPlaceView get(
            UUID id,
            @QueryParam("campaign") @Nullable UUID campaignId,
            @QueryParam("phase") @Nullable PhaseKind phase) {
        Campaign campaign = campaignId == null ? campaigns.current() : campaigns.get(campaignId);
        Organization branch = organizations
                .withinScope()
                .where("o.id = :id", "id", id)
                .where("o.kind = BRANCH")
                .one();
        return inPlaces.of(campaign, List.of(branch), phase).get(id);
    }
}
