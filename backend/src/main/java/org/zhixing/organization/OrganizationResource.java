package org.zhixing.organization;

import static org.zhixing.identity.Role.Names.ADMIN;
import static org.zhixing.identity.Role.Names.AUDITOR;
import static org.zhixing.identity.Role.Names.CLIENT;
import static org.zhixing.identity.Role.Names.LEADER;
import static org.zhixing.identity.Role.Names.MEMBER;
import static org.zhixing.identity.Role.Names.OFFICE;
import static org.zhixing.identity.Role.Names.RECORDER;
import static org.zhixing.identity.Role.Names.SECRETARY;
import static org.zhixing.identity.Role.Names.SUPERVISOR;
import static org.zhixing.platform.openapi.Tags.ORGANIZATION;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** The tree of organisations. */
@Path("/api/v1/organizations")
@Tag(name = ORGANIZATION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OrganizationResource {
    @Inject
    Organizations organizations;

    @Inject
    MergePatch mergePatch;

    /** A new node below another. */
    public record NewOrganization(
            @NotNull UUID parentId,
            @NotNull Organization.Kind kind,

            @NotNull @Length(min = 1, max = 40) @Schema(examples = "CJ-08")
            String code,

            @NotNull @Length(min = 1, max = 120) @Schema(examples = "桥头村党支部")
            String name,

            @Schema(nullable = true, examples = "农业") @Length(max = 60) @Nullable
            String trade,

            @Schema(nullable = true, examples = "2001-07-01") @Nullable
            LocalDate establishedOn) {}

    /** What may be corrected of a node. */
    public record OrganizationChange(
            @NotNull @Length(min = 1, max = 120) @Schema(examples = "桥头村党支部")
            String name,

            @Schema(nullable = true, examples = "农业") @Length(max = 60) @Nullable
            String trade,

            @Schema(nullable = true, examples = "2001-07-01") @Nullable
            LocalDate establishedOn) {}

    @GET
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, AUDITOR, CLIENT})
    @Operation(
            operationId = "listOrganizations",
            summary = "党组织列表 Organisations in reach; with parent, its direct children")
    public Page<OrganizationView> list(
            @QueryParam("parent") @Nullable UUID parent,
            @QueryParam("kind") @Nullable List<Organization.Kind> kind,
            @QueryParam("q") @Length(max = 60) @Nullable String q,
            @Valid @BeanParam Paging paging) {
        Page<Organization> page = (parent == null
                        ? organizations.withinScope()
                        : organizations.childrenWithinScope(parent))
                .where("o.kind in (:kind)", "kind", kind)
                .containing("concat(o.name, ' ', o.code)", "q", q)
                .page(paging, Order.named(paging.sort, Organizations.BY_NAME, Organizations.BY_CODE));
        Map<UUID, Organizations.Size> sizes =
                organizations.sizes(page.items().stream().map(Organization::id).toList());
        return page.map(o -> OrganizationView.of(o, List.of(), sizes.getOrDefault(o.id(), Organizations.Size.NONE)));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, AUDITOR, CLIENT})
    @Operation(operationId = "getOrganization", summary = "党组织 One organisation with its ancestors")
    public RestResponse<OrganizationView> get(UUID id) {
        return answer(organizations.get(id));
    }

    @POST
    @RolesAllowed({ADMIN, OFFICE, CLIENT})
    @Writes
    @Operation(operationId = "createOrganization", summary = "新建党组织 A new organisation")
    @APIResponseSchema(value = OrganizationView.class, responseCode = "201", responseDescription = "已建立 Created")
    public RestResponse<OrganizationView> create(@NotNull @Valid NewOrganization body) {
        Organization parent = organizations.named(body.parentId(), "/parentId");
        Organization created = organizations.found(
                parent,
                body.kind(),
                body.code(),
                new Organization.Editable(body.name(), body.trade(), body.establishedOn()));
        organizations.flush();
        return Answer.created("organizations", created.id(), view(created), created);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({ADMIN, OFFICE, CLIENT})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateOrganization", summary = "修改党组织 Correct an organisation's facts")
    public RestResponse<OrganizationView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = OrganizationChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        Organization organization = organizations.get(id);
        precondition.holds(organization);
        OrganizationChange change = mergePatch.apply(
                new OrganizationChange(organization.name(), organization.trade(), organization.establishedOn()), body);
        organization.edit(new Organization.Editable(change.name(), change.trade(), change.establishedOn()));
        organizations.flush();
        return answer(organization);
    }

    private RestResponse<OrganizationView> answer(Organization organization) {
        return Answer.of(view(organization), organization);
    }

    private OrganizationView view(Organization organization) {
        return OrganizationView.of(
                organization,
                organizations.ancestors(organization),
                organizations
                        .sizes(List.of(organization.id()))
                        .getOrDefault(organization.id(), Organizations.Size.NONE));
    }
}
