package org.zhixing.discussion.requirement;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.DISCUSSION;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.organization.Member;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;

/** The requirements that an organisation holds itself to, its own and those from above. DIS-6. */
@Path("/api/v1/organizations/{id}/effective-requirements")
@Tag(name = DISCUSSION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EffectiveRequirementResource {
    @Inject
    Organizations organizations;

    @Inject
    Campaigns campaigns;

    @Inject
    EffectiveRequirements effective;

    /** A requirement in force. */
    @Schema(name = "EffectiveRequirement")
    public record EffectiveView(
            @NotNull UUID id,
            @Schema(examples = "3") int ordinal,

            @NotNull @Schema(examples = "党员每月到责任沟渠清淤一次。") String text,

            @NotNull OrgRef organization,

            @Schema(description = "本组织自己通过的，不是上级的 Adopted by the organisation itself, not above it")
            boolean own,

            @NotNull UUID discussionId,

            @NotNull @Schema(examples = "如何体现时代要求，在发展中当先锋") String discussionTitle,

            @Schema(nullable = true) Member.@Nullable Category forCategory,

            @Schema(nullable = true, examples = "农业") @Nullable
            String forTrade,

            @NotNull Instant adoptedAt,
            @Schema(nullable = true) @Nullable RequirementAbove derivedFrom) {
        static EffectiveView of(Requirement r, Organization asked) {
            return new EffectiveView(
                    r.id(),
                    r.ordinal(),
                    r.text(),
                    OrgRef.known(r.organization()),
                    r.organization().id().equals(asked.id()),
                    r.discussion().id(),
                    r.discussion().title(),
                    r.forCategory(),
                    r.forTrade(),
                    Objects.requireNonNull(r.adoptedAt()),
                    RequirementAbove.of(r.derivedFrom()));
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(
            operationId = "listEffectiveRequirements",
            summary = "现行具体要求 What is in force for an organisation, its own and from above, at most 500")
    public Page<EffectiveView> list(
            UUID id,
            @QueryParam("campaign")
                    @Parameter(description = "不填为最近开始的活动 The campaign that began last if left out")
                    @Nullable
                    UUID campaign,
            @QueryParam("category") Member.@Nullable Category category,
            @QueryParam("trade") @Length(max = 60) @Nullable String trade) {
        Organization organization = organizations.get(id);
        Campaign asked = campaign == null ? campaigns.current() : campaigns.get(campaign);
        return Page.whole(effective.of(organization, asked, category, trade).stream()
                .map(r -> EffectiveView.of(r, organization))
                .toList());
    }
}
