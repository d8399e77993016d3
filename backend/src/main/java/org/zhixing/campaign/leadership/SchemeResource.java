package org.zhixing.campaign.leadership;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.CAMPAIGN;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaigns;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organization;
import org.zhixing.platform.idempotency.DryRun;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** Plans of a campaign (实施方案), written at an organisation and approved above it. CAM-3. */
@Path("/api/v1/campaigns/{id}/schemes")
@Tag(name = CAMPAIGN)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SchemeResource {
    @Inject
    Leadership leadership;

    @Inject
    Campaigns campaigns;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    /** A plan to be written. */
    public record NewScheme(
            @NotNull UUID organizationId,

            @NotNull @Length(min = 1, max = 200) @Schema(examples = "柳溪村党支部活动实施方案")
            String title,

            @NotNull @Length(min = 1, max = 20_000) @Schema(examples = "一、总体要求……")
            String text,

            @Schema(nullable = true, description = "只针对一个阶段时填写 Where it is for one phase only") @Nullable
            PhaseKind phase) {}

    /** What a plan says. */
    public record SchemeWording(
            @NotNull @Length(min = 1, max = 200) @Schema(examples = "柳溪村党支部活动实施方案")
            String title,

            @NotNull @Length(min = 1, max = 20_000) @Schema(examples = "一、总体要求……")
            String text,

            @Schema(nullable = true) @Nullable PhaseKind phase) {}

    /** SUBMITTED by those who wrote it; APPROVED, or RETURNED with the reason, by the office above. */
    public record SchemeTransition(
            Scheme.@NotNull State to,

            @Schema(nullable = true, examples = "补充骨干培训安排") @Length(max = 500) @Nullable
            String note,

            @Schema(
                    nullable = true,
                    description = "批准文号，最上级组织的方案必填 The document that approved it; needed at the top of the tree",
                    examples = "云组发〔2026〕3 号")
            @Length(max = 120)
            @Nullable
            String document) {}

    /** A plan with its approval. */
    @Schema(name = "Scheme")
    public record SchemeView(
            @NotNull UUID id,
            @NotNull OrgRef organization,
            @NotNull @Schema(examples = "柳溪村党支部活动实施方案") String title,
            @NotNull @Schema(examples = "一、总体要求……") String text,
            @Schema(nullable = true) @Nullable PhaseKind phase,
            Scheme.@NotNull State state,
            @NotNull Instant createdAt,
            @Schema(nullable = true) @Nullable Instant submittedAt,

            @Schema(nullable = true, examples = "工委办公室") @Nullable
            String decidedBy,

            @Schema(nullable = true) @Nullable Instant decidedAt,

            @Schema(nullable = true, examples = "同意实施") @Nullable
            String decisionNote,

            @Schema(nullable = true, examples = "云组发〔2026〕3 号") @Nullable
            String decisionDocument,

            @NotNull List<Scheme.State> allowedTransitions) {
        static SchemeView of(Scheme s) {
            return new SchemeView(
                    s.id(),
                    OrgRef.known(s.organization()),
                    s.title(),
                    s.text(),
                    s.phase(),
                    s.state(),
                    s.createdAt(),
                    s.submittedAt(),
                    s.decidedBy(),
                    s.decidedAt(),
                    s.decisionNote(),
                    s.decisionDocument(),
                    List.copyOf(s.state().next()));
        }
    }

    @GET
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(
            operationId = "listSchemes",
            summary = "实施方案列表 Plans of the organisations in reach and of those above, newest first")
    public Page<SchemeView> list(
            UUID id,
            @QueryParam("organization") @Nullable UUID organization,
            @QueryParam("state") Scheme.@Nullable State state,
            @Valid @BeanParam Paging paging) {
        campaigns.get(id);
        var listing = leadership.schemes(id).where("s.state = :state", "state", state);
        return (organization == null ? listing : listing.where(Leadership.below(organization)))
                .page(paging, Order.named(paging.sort, Leadership.NEWEST_SCHEME))
                .map(SchemeView::of);
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(operationId = "draftScheme", summary = "起草实施方案 Draft a plan")
    @APIResponseSchema(value = SchemeView.class, responseCode = "201", responseDescription = "已起草 Drafted")
    public RestResponse<SchemeView> draft(UUID id, @NotNull @Valid NewScheme body) {
        Organization organization = leadership.namedWithin(id, body.organizationId(), "/organizationId");
        Scheme scheme = new Scheme(id, organization, clock.instant());
        scheme.word(body.title(), body.text(), body.phase());
        leadership.add(scheme);
        leadership.flush();
        return Answer.created("campaigns/" + id + "/schemes", scheme.id(), SchemeView.of(scheme), scheme);
    }

    @GET
    @Path("/{schemeId}")
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "getScheme", summary = "实施方案 One plan")
    public RestResponse<SchemeView> get(UUID id, UUID schemeId) {
        Scheme scheme =
                leadership.schemes(id).where("s.id = :id", "id", schemeId).one();
        return Answer.of(SchemeView.of(scheme), scheme);
    }

    @PUT
    @Path("/{schemeId}")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(operationId = "wordScheme", summary = "修改实施方案 Word a plan that is a draft or was returned")
    public RestResponse<SchemeView> word(
            UUID id, UUID schemeId, @NotNull @Valid SchemeWording body, @BeanParam Precondition precondition) {
        Scheme scheme = leadership.schemeToChange(id, schemeId);
        precondition.holds(scheme);
        scheme.word(body.title(), body.text(), body.phase());
        leadership.flush();
        return Answer.of(SchemeView.of(scheme), scheme);
    }

    @POST
    @Path("/{schemeId}/transitions")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(operationId = "moveScheme", summary = "提交、批准或退回实施方案 Submit a plan, or approve or return one from above")
    public RestResponse<SchemeView> move(
            UUID id,
            UUID schemeId,
            @NotNull @Valid SchemeTransition body,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun) {
        Scheme scheme = leadership.schemeToChange(id, schemeId);
        switch (body.to()) {
            case SUBMITTED -> scheme.submit(scope.actor(), clock.instant());
            case APPROVED, RETURNED -> {
                refuseUnlessAbove(scheme.organization());
                scheme.decide(body.to(), scope.actor(), body.note(), body.document(), clock.instant());
            }
            case DRAFT ->
                throw Refused.conflict("campaign/scheme-move", scheme.state(), body.to())
                        .allowing(scheme.state().next());
        }
        leadership.flush();
        SchemeView view = SchemeView.of(scheme);
        DryRun.leaveNothing(dryRun);
        return Answer.of(view, scheme);
    }

    /** At the top of the tree nobody stands above: its office enters what authorities outside decided, with their document. */
    private void refuseUnlessAbove(Organization organization) {
        Set<Role> office = Set.of(Role.OFFICE);
        boolean decides = organization.parent() == null
                ? scope.reaches(organization.id(), office)
                : scope.reachesFromAbove(organization.id(), office);
        if (!decides) {
            throw Refused.forbidden("campaign/scheme-decided-above");
        }
    }
}
