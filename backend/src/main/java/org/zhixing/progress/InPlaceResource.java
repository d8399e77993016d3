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
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** The four in place over the tree. STU-8. */
@Path("/api/v1/four-in-place")
@Tag(name = PROGRESS)
@RunOnVirtualThread
public class InPlaceResource {
    private static final Order<Organization> BY_NAME =
            Order.ascending("name", "o.name", String.class, Organization::name, "o.id", Organization::id);

    @Inject
    InPlaces inPlaces;

    @Inject
    Organizations organizations;

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
        var branches = organizations
                .withinScope()
                .where(
                        "exists (select 1 from Participation p where p.campaignId = :campaign and p.branch = o)",
                        "campaign",
                        campaign.id());
        if (organizationId != null) {
            Organization top = organizations.get(organizationId);
            branches.where("o.path >= :path", "path", top.path()).where("o.path < :pathEnd", "pathEnd", top.pathEnd());
        }
        Page<Organization> page = branches.page(paging, Order.named(paging.sort, BY_NAME));
        Map<UUID, InPlaceView> views = inPlaces.of(campaign, page.items(), phase);
        return page.map(branch -> views.get(branch.id()));
    }
}
