package org.zhixing.discussion.requirement;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.DISCUSSION;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
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
import org.zhixing.organization.Member;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Precondition;
import org.zhixing.platform.web.Text;

/** Which requirement of a higher organisation a draft spells out, and whom it is for. DIS-6. */
@Path("/api/v1/requirements/{id}/derivation")
@Tag(name = DISCUSSION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DerivationResource {
    @Inject
    Requirements requirements;

    @Inject
    Derivations derivations;

    /** Nothing of it: a requirement of one's own, for everybody. */
    public record NewDerivation(
            @Schema(nullable = true, description = "上级组织已通过的要求 An adopted requirement of an organisation above")
            @Nullable
            UUID derivedFromId,

            @Schema(nullable = true, description = "只适用于哪类党员 The category it is for")
            Member.@Nullable Category forCategory,

            @Schema(nullable = true, examples = "农业") @Length(min = 1, max = 60) @Nullable
            String forTrade) {
        @Nullable
        String trade() {
            String name = forTrade == null ? "" : Text.name(forTrade);
            return name.isEmpty() ? null : name;
        }
    }

    /** Where it comes from and whom it is for, with the wording beside that of the one above. */
    @Schema(name = "Derivation")
    public record DerivationView(
            @NotNull @Schema(examples = "党员每月到责任沟渠清淤一次。") String text,

            @Schema(examples = "2") int edition,
            @Schema(nullable = true) @Nullable RequirementAbove derivedFrom,
            @Schema(nullable = true) Member.@Nullable Category forCategory,

            @Schema(nullable = true, examples = "农业") @Nullable
            String forTrade) {
        static DerivationView of(Requirement r) {
            return new DerivationView(
                    r.text(), r.edition(), RequirementAbove.of(r.derivedFrom()), r.forCategory(), r.forTrade());
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "getDerivation", summary = "由上级要求细化的情况 What it spells out, and for whom")
    public RestResponse<DerivationView> get(UUID id) {
        Requirement requirement = requirements.get(id);
        return Answer.of(DerivationView.of(requirement), requirement);
    }

    @PUT
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(
            operationId = "deriveRequirement",
            summary = "由上级要求细化 Derive a draft from a higher organisation's requirement, for a category or a trade")
    public RestResponse<DerivationView> derive(
            UUID id, @NotNull @Valid NewDerivation body, @BeanParam Precondition precondition) {
        Requirement draft = requirements.get(id);
        precondition.holds(draft);
        derivations.derive(draft, body.derivedFromId(), body.forCategory(), body.trade());
        requirements.flush();
        return Answer.of(DerivationView.of(draft), draft);
    }
}
