package org.zhixing.rectification;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.RECTIFICATION;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Page;

/** The ledger as a board: how much stands where. */
@Path("/api/v1/rectification-items/by-state")
@Tag(name = RECTIFICATION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ItemsByStateResource {
    @Inject
    Ledger ledger;

    @Inject
    Organizations organizations;

    @Inject
    Clock clock;

    /** How many items stand in a state that some stand in. */
    @Schema(name = "ItemsInState")
    public record ItemsInState(
            @NotNull State state,
            @Schema(examples = "12") long count,

            @Schema(description = "其中已逾期 Of these, overdue", examples = "2")
            long overdue) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Transactional
    @Operation(operationId = "countItemsByState", summary = "按状态统计 How many items stand in which state")
    public Page<ItemsInState> states(@Valid @BeanParam LedgerFilter filter) {
        organizations.reached(filter.organization);
        return Page.whole(ledger.byState(filter, Times.today(clock)));
    }
}
