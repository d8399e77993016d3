package org.zhixing.discussion.requirement;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.DISCUSSION;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.discussion.Contribution;
import org.zhixing.organization.MemberRef;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** The contributions that a requirement comes from: everybody who reads it sees them. DIS-3. */
@Path("/api/v1/requirements/{id}/sources")
@Tag(name = DISCUSSION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RequirementSourceResource {
    @Inject
    Requirements requirements;

    @Inject
    RequirementViews views;

    @Inject
    Drafting drafting;

    /** More contributions that a draft comes from. */
    public record NewSources(
            @NotNull @Size(min = 1, max = 200) List<@NotNull UUID> contributionIds) {}

    /** A contribution that a requirement comes from, and who said so. */
    @Schema(name = "RequirementSource")
    public record SourceView(
            @NotNull UUID contributionId,
            @NotNull MemberRef author,

            @NotNull @Schema(examples = "村里的沟渠年年堵，党员应当带头包段。")
            String text,

            @Schema(examples = "1", description = "第几轮") int round,
            @NotNull Instant saidAt,
            @NotNull @Schema(examples = "李建国") String addedBy,
            @NotNull Instant addedAt) {
        static SourceView of(RequirementSource s) {
            Contribution c = s.contribution();
            return new SourceView(
                    c.id(), MemberRef.known(c.author()), c.text(), c.round(), c.createdAt(), s.addedBy(), s.addedAt());
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listRequirementSources", summary = "要求的来源发言 The contributions a requirement comes from")
    public Page<SourceView> list(UUID id, @Valid @BeanParam Paging paging) {
        return requirements
                .sources(requirements.get(id))
                .page(paging, Order.named(paging.sort, Requirements.ADDED))
                .map(SourceView::of);
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "addRequirementSources", summary = "添加来源发言 Say that a draft comes from more contributions")
    public RestResponse<RequirementView> add(UUID id, @NotNull @Valid NewSources body) {
        Requirement draft = requirements.get(id);
        drafting.addSources(draft, body.contributionIds());
        return Answer.of(views.of(draft), draft);
    }

    @DELETE
    @Path("/{contributionId}")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(
            operationId = "removeRequirementSource",
            summary = "移除来源发言 Say that a draft does not come from a contribution")
    public RestResponse<RequirementView> remove(UUID id, UUID contributionId) {
        Requirement draft = requirements.get(id);
        drafting.removeSource(draft, contributionId);
        return Answer.of(views.of(draft), draft);
    }
}
