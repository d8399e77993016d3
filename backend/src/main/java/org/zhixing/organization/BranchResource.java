package org.zhixing.organization;

import static org.zhixing.identity.Role.Names.ADMIN;
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

/** Branches: the organisations where members belong and study happens. */
@Path("/api/v1/branches")
@Tag(name = ORGANIZATION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BranchResource {
    @Inject
    Organizations organizations;

    @Inject
    MergePatch mergePatch;

    /** A new branch below an organisation. */
    public record NewBranch(
            @NotNull UUID parentId,

            @NotNull @Length(min = 1, max = 40) @Schema(examples = "CJ-08")
            String code,

            @NotNull @Length(min = 1, max = 120) @Schema(examples = "桥头村党支部")
            String name,

            @Schema(nullable = true, examples = "农业") @Length(max = 60) @Nullable
            String trade,

            @Schema(nullable = true, examples = "2001-07-01") @Nullable
            LocalDate establishedOn) {}

    /** A branch with what its list shows. */
    @Schema(name = "Branch")
    public record BranchView(
            @NotNull UUID id,
            @NotNull @Schema(examples = "CJ-02") String code,
            @NotNull @Schema(examples = "柳溪村党支部") String name,
            @Schema(nullable = true) @Nullable OrgRef parent,

            @Schema(nullable = true, examples = "农业") @Nullable
            String trade,

            @Schema(description = "在册党员数 Active members", examples = "38")
            long memberCount,

            @Schema(nullable = true, description = "书记 The secretary's name", examples = "王秀兰") @Nullable
            String secretary,

            boolean closed,

            @Schema(nullable = true, examples = "1998-07-01") @Nullable
            LocalDate establishedOn) {

        static BranchView of(Organization o, Organizations.Size size, @Nullable String secretary) {
            return new BranchView(
                    o.id(),
                    o.code(),
                    o.name(),
                    OrgRef.of(o.parent()),
                    o.trade(),
                    size.members(),
                    secretary,
                    o.isClosed(),
                    o.establishedOn());
        }
    }

    @GET
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listBranches", summary = "支部列表 Branches in reach, by name in pinyin order")
    public Page<BranchView> list(
            @QueryParam("organization") @Nullable UUID organization,
            @QueryParam("q") @Length(max = 60) @Nullable String q,
            @Valid @BeanParam Paging paging) {
        Page<Organization> page = organizations
                .withinScope()
                .where("o.kind = BRANCH")
                .where(
                        "exists (select 1 from Organization top where top.id = :top and o.path >= top.path and o.path < top.pathEnd)",
                        "top",
                        organization)
                .containing("concat(o.name, ' ', o.code)", "q", q)
                .page(paging, Order.named(paging.sort, Organizations.BY_NAME, Organizations.BY_CODE));
        List<UUID> ids = page.items().stream().map(Organization::id).toList();
        Map<UUID, Organizations.Size> sizes = organizations.sizes(ids);
        Map<UUID, String> secretaries = organizations.secretaries(ids);
        return page.map(
                o -> BranchView.of(o, sizes.getOrDefault(o.id(), Organizations.Size.NONE), secretaries.get(o.id())));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "getBranch", summary = "支部 One branch")
    public RestResponse<BranchView> get(UUID id) {
        Organization branch = branch(id);
        return Answer.of(view(branch), branch);
    }

    @POST
    @RolesAllowed({ADMIN, OFFICE, CLIENT})
    @Writes
    @Operation(operationId = "createBranch", summary = "新建支部 A new branch")
    @APIResponseSchema(value = BranchView.class, responseCode = "201", responseDescription = "已建立 Created")
    public RestResponse<BranchView> create(@NotNull @Valid NewBranch body) {
        Organization parent = organizations.named(body.parentId(), "/parentId");
        Organization branch = organizations.found(
                parent,
                Organization.Kind.BRANCH,
                body.code(),
                new Organization.Editable(body.name(), body.trade(), body.establishedOn()));
        organizations.flush();
        return Answer.created("branches", branch.id(), view(branch), branch);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({ADMIN, OFFICE, CLIENT})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateBranch", summary = "修改支部 Correct a branch's facts")
    public RestResponse<BranchView> change(
            UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    OrganizationResource.OrganizationChange.class)))
                    @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        Organization branch = branch(id);
        precondition.holds(branch);
        var change = mergePatch.apply(
                new OrganizationResource.OrganizationChange(branch.name(), branch.trade(), branch.establishedOn()),
                body);
        branch.edit(new Organization.Editable(change.name(), change.trade(), change.establishedOn()));
        organizations.flush();
        return Answer.of(view(branch), branch);
    }

    private Organization branch(UUID id) {
        return organizations
                .withinScope()
                .where("o.kind = BRANCH")
                .where("o.id = :id", "id", id)
                .one();
    }

    private BranchView view(Organization branch) {
        List<UUID> one = List.of(branch.id());
        return BranchView.of(
                branch,
                organizations.sizes(one).getOrDefault(branch.id(), Organizations.Size.NONE),
                organizations.secretaries(one).get(branch.id()));
    }
}
