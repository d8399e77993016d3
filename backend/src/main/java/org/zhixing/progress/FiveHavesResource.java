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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.TakingPart;
import org.zhixing.organization.Organization;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** The five haves (五有) over the tree. STU-8. */
@Path("/api/v1/five-haves")
@Tag(name = PROGRESS)
@RunOnVirtualThread
public class FiveHavesResource {
    @Inject
    FiveHavesCells haves;

    @Inject
    TakingPart takingPart;

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Transactional
    @Operation(operationId = "listFiveHaves", summary = "各支部五有 The five haves of the branches that take part, by name")
    public Page<FiveHavesCells.FiveHavesView> list(
            @QueryParam("organization") @Nullable UUID organizationId,
            @BeanParam FiveHavesCells.Asked asked,
            @Valid @BeanParam Paging paging) {
        Campaign campaign = haves.campaign(asked);
        Page<Organization> page = takingPart.page(campaign, organizationId, paging);
        return new Page<>(haves.views(campaign, page.items(), asked.phase), page.next(), page.total());
    }
}
