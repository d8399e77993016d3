package org.zhixing.discussion;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.DISCUSSION;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;

/** Those who lead say of a contribution that it goes into no requirement, and why. DIS-3. */
@Path("/api/v1/discussions/{id}/contributions/{contributionId}/drop")
@Tag(name = DISCUSSION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DropResource {
    @Inject
    Contributions contributions;

    @Inject
    ContributionViews views;

    /** Why it goes into no requirement. */
    public record NewDrop(
            @NotNull @Length(min = 1, max = 200) @Schema(examples = "与第 2 条重复")
            String reason) {}

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(
            operationId = "dropContribution",
            summary = "不予采纳，并说明理由 Say that a contribution goes into no requirement, and why")
    public RestResponse<ContributionView> drop(UUID id, UUID contributionId, @NotNull @Valid NewDrop body) {
        Contribution c = contributions.one(id, contributionId);
        contributions.drop(c, body.reason());
        return Answer.of(views.of(c), c);
    }

    @DELETE
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "takeBackDrop", summary = "恢复发言 Take a drop back")
    public RestResponse<ContributionView> takeBackDrop(UUID id, UUID contributionId) {
        Contribution c = contributions.one(id, contributionId);
        contributions.takeBackDrop(c);
        return Answer.of(views.of(c), c);
    }
}
