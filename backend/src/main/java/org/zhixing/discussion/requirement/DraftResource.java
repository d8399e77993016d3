package org.zhixing.discussion.requirement;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.DISCUSSION;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.discussion.Discussions;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;

/** Where a discussion's requirements are drafted. DIS-3. */
@Path("/api/v1/discussions/{id}/requirements")
@Tag(name = DISCUSSION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DraftResource {
    @Inject
    Discussions discussions;

    @Inject
    Drafting drafting;

    @Inject
    RequirementViews views;

    /** A draft, and the contributions that it was distilled from. */
    public record NewRequirement(
            @NotNull @Length(min = 1, max = 1_000) @Schema(examples = "党员每月到责任沟渠清淤一次。")
            String text,

            @NotNull @Size(max = 200) List<@NotNull UUID> contributionIds) {}

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "draftRequirement", summary = "起草具体要求 Draft a requirement from contributions")
    @APIResponseSchema(value = RequirementView.class, responseCode = "201", responseDescription = "已起草 Drafted")
    public RestResponse<RequirementView> draft(UUID id, @NotNull @Valid NewRequirement body) {
        Requirement draft = drafting.draft(discussions.get(id), body.text(), body.contributionIds());
        return Answer.created("requirements", draft.id(), views.of(draft), draft);
    }
}
