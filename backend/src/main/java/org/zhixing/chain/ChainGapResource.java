package org.zhixing.chain;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.RECTIFICATION;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.chain.ChainView.Missing;
import org.zhixing.chain.ChainView.Node;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** Where the chain is broken off: what was never used, never taken up, or led to nothing. */
@Path("/api/v1/chain-gaps")
@Tag(name = RECTIFICATION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ChainGapResource {
    @Inject
    ChainGaps gaps;

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER})
    @Transactional
    @Operation(
            operationId = "listChainGaps",
            summary = "还没有接上的地方 Links beside which something is missing, newest first")
    public Page<Node> list(
            @QueryParam("missing") @DefaultValue("ITEM_OF_FINDING") Missing missing,
            @QueryParam("campaign") @Nullable UUID campaign,
            @QueryParam("organization") @Nullable UUID organization,
            @Valid @BeanParam Paging paging) {
        return gaps.of(missing, campaign, organization, paging);
    }
}
