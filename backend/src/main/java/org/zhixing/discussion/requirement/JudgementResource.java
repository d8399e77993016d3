package org.zhixing.discussion.requirement;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.DISCUSSION;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.discussion.requirement.RequirementJudgement.Aspect;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Precondition;

/** The four judgements on a draft. If-Match carries the ETag of the draft: what is judged is what was read. DIS-4. */
@Path("/api/v1/requirements/{id}/judgements")
@Tag(name = DISCUSSION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class JudgementResource {
    @Inject
    Requirements requirements;

    @Inject
    RequirementViews views;

    @Inject
    Drafting drafting;

    /** Whether it holds; CONFORMS needs the provision that it rests on, what does not hold needs a note. */
    public record NewJudgement(
            @NotNull @Schema(examples = "true") Boolean holds,

            @Schema(nullable = true, examples = "与农时相合") @Length(min = 1, max = 500) @Nullable
            String note,

            @Schema(nullable = true, examples = "党章第三条") @Length(min = 1, max = 500) @Nullable
            String citation) {}

    @PUT
    @Path("/{aspect}")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "judgeRequirement", summary = "审核要求草稿 Judge the wording of a draft on one of four aspects")
    public RestResponse<RequirementView> judge(
            UUID id, Aspect aspect, @NotNull @Valid NewJudgement body, @BeanParam Precondition precondition) {
        Requirement draft = requirements.get(id);
        precondition.holds(draft);
        if (aspect == Aspect.CONFORMS && body.citation() == null) {
            throw Refused.field("/citation", "requirement/citation-needed");
        }
        if (!body.holds() && body.note() == null) {
            throw Refused.field("/note", "requirement/note-needed");
        }
        drafting.judge(draft, aspect, body.holds(), body.note(), body.citation());
        return Answer.of(views.of(draft), draft);
    }
}
