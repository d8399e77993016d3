package org.zhixing.campaign;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.CAMPAIGN;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** Campaigns, made from templates. */
@Path("/api/v1/campaigns")
@Tag(name = CAMPAIGN)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CampaignResource {
    @Inject
    Campaigns campaigns;

    @Inject
    Organizations organizations;

    @Inject
    MergePatch mergePatch;

    /** A campaign to be made from a template. */
    public record NewCampaign(
            @NotNull @Length(min = 1, max = 60) @Schema(examples = "advanced-nature-education")
            String templateCode,

            @NotNull @Length(min = 1, max = 120) @Schema(examples = "城郊工委先进性教育活动")
            String name,

            @NotNull UUID organizationId,
            @NotNull @Schema(examples = "2026-03-02") LocalDate startsOn) {}

    /** What may be changed of a campaign. */
    public record CampaignChange(
            @NotNull @Length(min = 1, max = 120) @Schema(examples = "城郊工委先进性教育活动")
            String name) {}

    @GET
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listCampaigns", summary = "活动列表 Campaigns that concern the caller, newest first")
    public Page<CampaignView.Summary> list(@Valid @BeanParam Paging paging) {
        return campaigns
                .visible()
                .page(paging, Order.named(paging.sort, Campaigns.NEWEST))
                .map(CampaignView.Summary::of);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "getCampaign", summary = "活动 One campaign with its batches")
    public RestResponse<CampaignView> get(UUID id) {
        return answer(campaigns.get(id));
    }

    @POST
    @RolesAllowed({OFFICE})
    @Writes
    @Operation(operationId = "createCampaign", summary = "建立活动 Make a campaign from a template")
    @APIResponseSchema(value = CampaignView.class, responseCode = "201", responseDescription = "已建立 Created")
    public RestResponse<CampaignView> create(@NotNull @Valid NewCampaign body) {
        Organization organization = organizations.named(body.organizationId(), "/organizationId");
        StoredTemplate template = campaigns
                .templates()
                .where("t.code = :code", "code", body.templateCode())
                .where("t.edition = (select max(l.edition) from StoredTemplate l where l.code = t.code)")
                .maybe()
                .orElseThrow(() -> org.zhixing.platform.problem.Refused.field("/templateCode", "reference-unknown"));
        Campaign campaign =
                new Campaign(organization, template, campaigns.read(template).quota(), body.name(), body.startsOn());
        campaigns.persistAndFlush(campaign);
        return Answer.created("campaigns", campaign.id(), view(campaign), campaign);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({OFFICE})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateCampaign", summary = "修改活动 Rename a campaign")
    public RestResponse<CampaignView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = CampaignChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        Campaign campaign = campaigns.toChange(id);
        precondition.holds(campaign);
        campaign.rename(
                mergePatch.apply(new CampaignChange(campaign.name()), body).name());
        campaigns.flush();
        return answer(campaign);
    }

    private RestResponse<CampaignView> answer(Campaign campaign) {
        return Answer.of(view(campaign), campaign);
    }

    private CampaignView view(Campaign campaign) {
        List<Batch> batches = campaigns.batches(campaign.id()).first(3, Campaigns.BATCHES);
        return CampaignView.of(
                campaign,
                campaigns.template(campaign),
                batches,
                campaigns.branchCounts(batches.stream().map(Batch::id).toList()));
    }
}
