package org.zhixing.appraisal.opinion;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.APPRAISAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import java.util.Collection;
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
import org.zhixing.appraisal.opinion.HandledOpinionResource.OpinionAnswer;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** Groups of opinions that say the same: made, merged, answered in public. */
@Path("/api/v1/opinion-groups")
@Tag(name = APPRAISAL)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OpinionGroupResource {
    private static final int MOST_AT_ONCE = 50;

    @Inject
    OpinionCalls calls;

    @Inject
    Opinions opinions;

    @Inject
    OpinionGroups groups;

    @Inject
    MergePatch mergePatch;

    @Inject
    Clock clock;

    /** A group with its first opinions. */
    public record NewOpinionGroup(
            @NotNull UUID callId,

            @NotNull
            @Length(min = 1, max = 120)
            @Schema(description = "公开显示 Shown to the public", examples = "办事材料没有一次说清")
            String title,

            @NotNull @Size(max = MOST_AT_ONCE) List<@NotNull UUID> opinionIds) {}

    /** What may be changed of a group. */
    public record OpinionGroupChange(
            @NotNull @Length(min = 1, max = 120) @Schema(examples = "办事材料没有一次说清")
            String title) {}

    /** The group that this one goes into. */
    public record OpinionGroupMerger(@NotNull UUID intoId) {}

    /** Filters of the list. */
    public static class Filter {
        @QueryParam("call")
        public @Nullable UUID call;

        @QueryParam("answered")
        public @Nullable Boolean answered;
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, SECRETARY})
    @Operation(
            operationId = "listOpinionGroups",
            summary = "归并组列表 Groups, newest first, without those merged into others")
    public Page<OpinionGroupView> list(@Valid @BeanParam Filter filter, @Valid @BeanParam Paging paging) {
        Listing<OpinionGroup> found =
                groups.withinScope().where("g.mergedIntoId is null").where("c.id = :call", "call", filter.call);
        Page<OpinionGroup> page = (filter.answered == null
                        ? found
                        : found.where(Condition.of(filter.answered ? "g.answer is not null" : "g.answer is null")))
                .page(paging, Order.named(paging.sort, OpinionGroups.NEWEST));
        return new Page<>(views(page.items()), page.next(), page.total());
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(operationId = "createOpinionGroup", summary = "新建归并组 A group of opinions that say the same")
    @APIResponseSchema(value = OpinionGroupView.class, responseCode = "201", responseDescription = "已建立 Created")
    public RestResponse<OpinionGroupView> create(@NotNull @Valid NewOpinionGroup body) {
        OpinionGroup group = groups.open(calls.named(body.callId(), "/callId"), body.title());
        for (int i = 0; i < body.opinionIds().size(); i++) {
            groups.join(opinions.named(body.opinionIds().get(i), "/opinionIds/" + i), group);
        }
        groups.flush();
        return Answer.created("opinion-groups", group.id(), view(group), group);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, SECRETARY})
    @Operation(operationId = "getOpinionGroup", summary = "归并组 One group")
    public RestResponse<OpinionGroupView> get(UUID id) {
        OpinionGroup group = groups.get(id);
        return Answer.of(view(group), group);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateOpinionGroup", summary = "修改归并组 Change its title")
    public RestResponse<OpinionGroupView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = OpinionGroupChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        OpinionGroup group = groups.get(id);
        precondition.holds(group);
        group.rename(
                mergePatch.apply(new OpinionGroupChange(group.title()), body).title());
        groups.flush();
        return Answer.of(view(group), group);
    }

    @PUT
    @Path("/{id}/answer")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(
            operationId = "answerOpinionGroup",
            summary = "公开答复 Answer in public, with the group's title and count; may be put right")
    public RestResponse<OpinionGroupView> answer(
            UUID id, @NotNull @Valid OpinionAnswer body, @BeanParam Precondition precondition) {
        OpinionGroup group = groups.get(id);
        precondition.holds(group);
        group.answer(body.answer(), Times.today(clock));
        groups.flush();
        return Answer.of(view(group), group);
    }

    @POST
    @Path("/{id}/mergers")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(operationId = "mergeOpinionGroup", summary = "并入另一组 Merge it into another group of the call, for good")
    public RestResponse<OpinionGroupView> merge(UUID id, @NotNull @Valid OpinionGroupMerger body) {
        OpinionGroup from = groups.get(id);
        OpinionGroup into = groups.named(body.intoId(), "/intoId");
        groups.merge(from, into);
        return Answer.of(view(into), into);
    }

    private OpinionGroupView view(OpinionGroup group) {
        return views(List.of(group)).getFirst();
    }

    private List<OpinionGroupView> views(Collection<OpinionGroup> some) {
        List<UUID> ids = some.stream().map(OpinionGroup::id).toList();
        Map<UUID, Long> sizes = groups.sizes(ids);
        Map<UUID, List<OpinionGroup>> merged = groups.mergedInto(ids);
        return some.stream()
                .map(g -> OpinionGroupView.of(g, sizes.get(g.id()), merged.get(g.id())))
                .toList();
    }
}
