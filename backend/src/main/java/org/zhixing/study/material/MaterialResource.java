package org.zhixing.study.material;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.file.FileKinds;
import org.zhixing.platform.file.StoredFile;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;
import org.zhixing.study.upload.Uploads;

/** Materials to study: publish, find, correct, withdraw. */
@Path("/api/v1/materials")
@Tag(name = STUDY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MaterialResource {
    @Inject
    Materials materials;

    @Inject
    MaterialSearch search;

    @Inject
    Campaigns campaigns;

    @Inject
    Organizations organizations;

    @Inject
    Uploads uploads;

    @Inject
    Scope scope;

    @Inject
    MergePatch mergePatch;

    @Inject
    Clock clock;

    /** A material to be published: a text, an address, or a file that was uploaded before. */
    public record NewMaterial(
            @NotNull UUID campaignId,

            @NotNull @Schema(description = "谁的材料，其下各组织都能看到 Whose it is; all below see it")
            UUID organizationId,

            @NotNull Material.Kind kind,

            @NotNull @Length(min = 1, max = 200) @Schema(examples = "学习党章，遵守党章")
            String title,

            @Schema(nullable = true, examples = "工委办公室") @Length(max = 120) @Nullable
            String author,

            @Schema(nullable = true, examples = "内部资料") @Length(max = 200) @Nullable
            String source,

            @Schema(nullable = true, description = "规定篇目 One of the set texts", examples = "true") @Nullable
            Boolean setText,

            @Schema(nullable = true, description = "Markdown", examples = "# 第一讲") @Length(max = 200_000) @Nullable
            String text,

            @Schema(nullable = true, examples = "https://www.example.org/reading") @Length(max = 2_000) @Nullable
            String url,

            @Schema(nullable = true, description = "已传完的上传 An upload that is whole") @Nullable
            UUID uploadId) {
        Material.Facts facts() {
            return new Material.Facts(title, author, source, Boolean.TRUE.equals(setText), text, url);
        }
    }

    /** What may be corrected; the kind, the file and where it belongs may not. */
    public record MaterialChange(
            @NotNull @Length(min = 1, max = 200) @Schema(examples = "学习党章，遵守党章")
            String title,

            @Schema(nullable = true) @Length(max = 120) @Nullable
            String author,

            @Schema(nullable = true) @Length(max = 200) @Nullable
            String source,

            @Schema(examples = "true") boolean setText,

            @Schema(nullable = true) @Length(max = 200_000) @Nullable
            String text,

            @Schema(nullable = true) @Length(max = 2_000) @Nullable
            String url) {}

    /** WITHDRAWN with the reason, or PUBLISHED again. */
    public record MaterialTransition(
            @NotNull Material.State to,

            @Schema(nullable = true, examples = "已有新版") @Length(max = 200) @Nullable
            String reason) {}

    /** Filters of the list. */
    public static class Filter {
        @QueryParam("campaign")
        public @Nullable UUID campaign;

        @QueryParam("organization")
        public @Nullable UUID organization;

        @QueryParam("kind")
        public Material.@Nullable Kind kind;

        @QueryParam("phase")
        public @Nullable PhaseKind phase;

        @QueryParam("category")
        public Member.@Nullable Category category;

        @QueryParam("setText")
        public @Nullable Boolean setText;

        @QueryParam("state")
        @Parameter(description = "默认 PUBLISHED The default is PUBLISHED")
        public Material.@Nullable State state;

        @QueryParam("q")
        @Length(max = 100)
        @Parameter(description = "在标题和正文中检索，空格分开的词都要有 Searched in titles and texts; all terms must occur")
        public @Nullable String q;

        Condition assigned() {
            String of = phase == null ? "" : " and a.phase = :phase";
            String to = category == null ? "" : " and " + MaterialAssignment.isFor(category);
            Condition some =
                    Condition.of("exists (select 1 from MaterialAssignment a where a.material = m" + of + to + ")");
            return phase == null ? some : some.and("phase", phase);
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listMaterials", summary = "学习材料 Materials, newest first, or the best hits first")
    public Page<MaterialView> list(@Valid @BeanParam Filter filter, @Valid @BeanParam Paging paging) {
        var listing = materials.visible();
        if (filter.organization != null) {
            listing.where(Materials.below(filter.organization));
        }
        if (filter.phase != null || filter.category != null) {
            listing.where(filter.assigned());
        }
        listing.where("m.campaign.id = :campaign", "campaign", filter.campaign)
                .where("m.kind = :kind", "kind", filter.kind)
                .where("m.setText = :setText", "setText", filter.setText)
                .where("m.state = :state", "state", filter.state == null ? Material.State.PUBLISHED : filter.state);
        Search sought = Search.of(filter.q);
        if (sought == null) {
            return views(listing.page(paging, Order.named(paging.sort, Materials.NEWEST, Materials.BY_TITLE)), null);
        }
        Order<Material> order =
                Order.named(paging.sort, search.relevance(sought), Materials.NEWEST, Materials.BY_TITLE);
        return views(
                listing.where(search.found(sought)).where(search.ranked(sought)).page(paging, order), sought);
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "createMaterial", summary = "发布学习材料 Publish a material")
    @APIResponseSchema(value = MaterialView.class, responseCode = "201", responseDescription = "已发布 Published")
    public RestResponse<MaterialView> create(@NotNull @Valid NewMaterial body) {
        Organization organization = organizations.named(body.organizationId(), "/organizationId");
        Campaign campaign = campaigns.namedFor(organization, body.campaignId(), "/campaignId");
        Material material = new Material(
                campaign,
                organization,
                body.kind(),
                body.facts(),
                file(body),
                scope.actor().name(),
                clock.instant());
        materials.add(material);
        return Answer.created("materials", material.id(), view(material), material);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "getMaterial", summary = "学习材料 One material")
    public RestResponse<MaterialView> get(UUID id) {
        Material material = materials.get(id);
        return Answer.of(view(material), material);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateMaterial", summary = "修改学习材料 Correct a material")
    public RestResponse<MaterialView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = MaterialChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        Material material = materials.toChange(id);
        precondition.holds(material);
        Material.Facts now = material.facts();
        MaterialChange c = mergePatch.apply(
                new MaterialChange(now.title(), now.author(), now.source(), now.setText(), now.text(), now.url()),
                body);
        material.correct(new Material.Facts(c.title(), c.author(), c.source(), c.setText(), c.text(), c.url()));
        materials.corrected(material);
        return Answer.of(view(material), material);
    }

    @POST
    @Path("/{id}/transitions")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "moveMaterial", summary = "撤下或重新发布 Withdraw a material or publish it again")
    public RestResponse<MaterialView> move(UUID id, @NotNull @Valid MaterialTransition body) {
        Material material = materials.toChange(id);
        material.moveTo(body.to(), body.reason());
        materials.flush();
        return Answer.of(view(material), material);
    }

    @PUT
    @Path("/{id}/assignments")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "assignMaterial", summary = "列入应读 Say in which phase who is to read it, all at once")
    public RestResponse<MaterialView> assign(
            UUID id, @NotNull @Valid MaterialAssignments body, @BeanParam Precondition precondition) {
        Material material = materials.toChange(id);
        precondition.holds(material);
        materials.assign(
                material,
                body.assignments().stream().map(place -> place.of(material)).toList());
        return Answer.of(view(material), material);
    }

    private @Nullable StoredFile file(NewMaterial body) {
        UUID upload = body.uploadId();
        if ((body.kind() == Material.Kind.FILE) != (upload != null)) {
            throw Refused.field("/uploadId", upload == null ? "material/needed" : "material/not-of-kind", body.kind());
        }
        return upload == null ? null : uploads.take(upload, "/uploadId", FileKinds::material);
    }

    private MaterialView view(Material material) {
        return views(List.of(material)).getFirst();
    }

    private List<MaterialView> views(List<Material> some) {
        Map<UUID, List<MaterialAssignment>> places =
                materials.assignments(some.stream().map(Material::id).toList());
        Set<UUID> kept = materials.kept(some);
        return some.stream()
                .map(m -> MaterialView.of(
                        m,
                        places.getOrDefault(m.id(), List.of()),
                        kept.contains(m.organization().id())))
                .toList();
    }

    private Page<MaterialView> views(Page<Material> page, @Nullable Search sought) {
        Map<UUID, List<Marked>> snippets = sought == null
                ? Map.of()
                : search.snippets(
                        sought, page.items().stream().map(Material::id).toList());
        List<MaterialView> items = views(page.items()).stream()
                .map(view -> view.listed(
                        sought == null
                                ? null
                                : new MaterialView.Hits(
                                        Marked.cut(view.title(), sought.terms()),
                                        snippets.getOrDefault(view.id(), List.of()))))
                .toList();
        return new Page<>(items, page.next(), page.total());
    }
}
