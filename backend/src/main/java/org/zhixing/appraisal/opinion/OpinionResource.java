package org.zhixing.appraisal.opinion;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.APPRAISAL;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditTrail;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.file.StoredFile;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** Opinions for those who handle them: read, compared, and the recorded look at how a sender can be reached. APP-3. */
@Path("/api/v1/opinions")
@Tag(name = APPRAISAL)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OpinionResource {
    @Inject
    Opinions opinions;

    @Inject
    OpinionPhotos photos;

    @Inject
    Keyring keys;

    @Inject
    AuditTrail audit;

    /** Filters of the list. */
    public static class Filter {
        @QueryParam("call")
        public @Nullable UUID call;

        @QueryParam("group")
        public @Nullable UUID group;

        @QueryParam("source")
        public Opinion.@Nullable Source source;

        @QueryParam("dimension")
        public @Nullable CheckDimension dimension;

        @QueryParam("state")
        public Opinion.@Nullable State state;

        @QueryParam("q")
        @Length(max = 60)
        public @Nullable String q;
    }

    /** Why the sender has to be reached. */
    public record ContactRequest(
            @NotNull @Length(min = 4, max = 200) @Schema(examples = "核实路灯位置")
            String reason) {}

    /** How the sender can be reached, as they wrote it. */
    public record Contact(
            @Schema(nullable = true, examples = "19900001234") @Nullable
            String contact) {}

    /** Another opinion of the call that may say the same. */
    public record SimilarOpinion(
            @NotNull OpinionView opinion,

            @Schema(description = "相似程度，0 到 1 From 0 to 1", examples = "0.62")
            double likeness) {}

    /** One step of an opinion through groups. */
    @Schema(name = "OpinionGrouping")
    public record GroupingView(
            @NotNull UUID groupId,
            @NotNull OpinionGrouping.Step step,
            @NotNull @Schema(examples = "李建国") String by,
            @NotNull Instant at) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, SECRETARY})
    @Operation(operationId = "listOpinions", summary = "意见列表 Opinions, latest first")
    public Page<OpinionView> list(@Valid @BeanParam Filter filter, @Valid @BeanParam Paging paging) {
        Listing<Opinion> found = opinions.withinScope()
                .where("c.id = :call", "call", filter.call)
                .where("grp.id = :group", "group", filter.group)
                .where("o.source = :source", "source", filter.source)
                .where("o.dimension = :dimension", "dimension", filter.dimension)
                .containing("o.text", "q", filter.q);
        Condition state = Opinions.in(filter.state);
        Page<Opinion> page =
                (state == null ? found : found.where(state)).page(paging, Order.named(paging.sort, Opinions.LATEST));
        Map<UUID, List<UUID>> pictures = photosOf(page.items());
        return page.map(o -> OpinionView.of(o, pictures.get(o.id())));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, SECRETARY})
    @Operation(operationId = "getOpinion", summary = "意见 One opinion")
    public RestResponse<OpinionView> get(UUID id) {
        Opinion opinion = opinions.get(id);
        return Answer.of(OpinionView.of(opinion, photosOf(List.of(opinion)).get(id)), opinion);
    }

    @GET
    @Path("/{id}/similar")
    @RolesAllowed({OFFICE, SUPERVISOR, SECRETARY})
    @Operation(
            operationId = "listSimilarOpinions",
            summary = "相似的意见 Others of the call that may say the same, most alike first, at most ten")
    public Page<SimilarOpinion> similar(UUID id) {
        return Page.whole(opinions.alike(opinions.get(id)).stream()
                .map(a -> new SimilarOpinion(OpinionView.of(a.opinion(), null), Math.round(a.likeness() * 100) / 100.0))
                .toList());
    }

    @GET
    @Path("/{id}/groupings")
    @RolesAllowed({OFFICE, SUPERVISOR, SECRETARY})
    @Operation(operationId = "listOpinionGroupings", summary = "归并经过 How an opinion came into and out of groups")
    public Page<GroupingView> groupings(UUID id, @Valid @BeanParam Paging paging) {
        return opinions.steps(opinions.get(id))
                .page(paging, Order.named(paging.sort, OpinionGroups.STEPS))
                .map(s -> new GroupingView(s.groupId(), s.step(), s.byName(), s.at()));
    }

    @POST
    @Path("/{id}/disclosures")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(
            operationId = "discloseOpinionContact",
            summary = "查看联系方式 See how the sender can be reached; the reading is recorded")
    public Contact disclose(UUID id, @NotNull @Valid ContactRequest body) {
        Opinion opinion = opinions.get(id);
        audit.because(body.reason());
        audit.read("Opinion", opinion.id(), opinion.organizationId(), List.of("contact"));
        return new Contact(opinion.contact(keys));
    }

    @GET
    @Path("/{id}/photos/{photoId}/content")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({OFFICE, SUPERVISOR, SECRETARY})
    @Transactional
    @Operation(operationId = "downloadOpinionPhoto", summary = "意见的照片 The picture itself")
    @APIResponse(
            responseCode = "200",
            description = "照片 The picture",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestResponse<byte[]> photo(UUID id, UUID photoId) {
        StoredFile photo = opinions.photo(opinions.get(id), photoId);
        return RestResponse.ResponseBuilder.ok(photos.content(photo))
                .header("Content-Type", photo.mediaType())
                .header("Content-Disposition", "inline; filename=\"" + photo.name() + "\"")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private Map<UUID, List<UUID>> photosOf(Collection<Opinion> some) {
        return opinions.photos(some.stream().map(Opinion::id).toList());
    }
}
