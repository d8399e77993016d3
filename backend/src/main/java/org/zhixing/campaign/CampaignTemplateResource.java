package org.zhixing.campaign;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.CAMPAIGN;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** Campaign templates: read by all, loaded by administrators and offices. */
@Path("/api/v1/campaign-templates")
@Tag(name = CAMPAIGN)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CampaignTemplateResource {
    @Inject
    Campaigns campaigns;

    @Inject
    TemplateReader reader;

    @Inject
    ObjectMapper json;

    @GET
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listCampaignTemplates", summary = "活动模板列表 Campaign templates, all versions")
    public Page<CampaignView.TemplateRef> list(@Valid @BeanParam Paging paging) {
        return campaigns
                .templates()
                .page(paging, Order.named(paging.sort, Campaigns.TEMPLATES))
                .map(CampaignView.TemplateRef::of);
    }

    @GET
    @Path("/{code}")
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "getCampaignTemplate", summary = "活动模板 A template in its latest version")
    public RestResponse<CampaignTemplate> get(String code) {
        StoredTemplate stored = campaigns.template(code);
        return Answer.of(stored.template(json), stored);
    }

    @POST
    @RolesAllowed({ADMIN, OFFICE})
    @Writes
    @Consumes("application/yaml")
    @Operation(
            operationId = "loadCampaignTemplate",
            summary = "导入活动模板（YAML）Load a template; errors are named by field and line")
    @APIResponseSchema(value = CampaignTemplate.class, responseCode = "201", responseDescription = "已导入 Loaded")
    public RestResponse<CampaignTemplate> load(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/yaml",
                                            schema =
                                                    @Schema(
                                                            type =
                                                                    org.eclipse.microprofile.openapi.annotations.enums
                                                                            .SchemaType.STRING),
                                            examples =
                                                    @ExampleObject(
                                                            name = "yaml",
                                                            value =
                                                                    "code: study-check-correct\nname: 学查改\nversion: 1\n# …")))
                    @NotNull
                    String body) {
        CampaignTemplate template = reader.read(body);
        StoredTemplate stored = campaigns.load(template);
        campaigns.flush();
        return RestResponse.ResponseBuilder.<CampaignTemplate>created(
                        java.net.URI.create("/api/v1/campaign-templates/" + template.code()))
                .entity(template)
                .header("ETag", "\"" + stored.version() + "\"")
                .build();
    }
}
