package org.zhixing.discussion;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.DISCUSSION;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.web.Answer;

/** Members support what others said: each once. */
@Path("/api/v1/discussions/{id}/contributions/{contributionId}/support")
@Tag(name = DISCUSSION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SupportResource {
    @Inject
    Contributions contributions;

    @Inject
    ContributionViews views;

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(operationId = "supportContribution", summary = "附议 Support what another said")
    public RestResponse<ContributionView> support(UUID id, UUID contributionId) {
        Contribution c = contributions.one(id, contributionId);
        contributions.support(c);
        return Answer.of(views.of(c), c);
    }

    @DELETE
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(operationId = "withdrawSupport", summary = "取消附议 Support it no more")
    public RestResponse<ContributionView> withdrawSupport(UUID id, UUID contributionId) {
        Contribution c = contributions.one(id, contributionId);
        contributions.withdrawSupport(c);
        return Answer.of(views.of(c), c);
    }
}
