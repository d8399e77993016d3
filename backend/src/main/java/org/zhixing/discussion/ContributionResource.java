package org.zhixing.discussion;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.DISCUSSION;

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
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.Members;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** What is said in a discussion. A member speaks for themselves; a recorder writes down what others said. DIS-2. */
@Path("/api/v1/discussions/{id}/contributions")
@Tag(name = DISCUSSION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ContributionResource {
    private static final Set<Role> RECORDS_FOR_OTHERS = EnumSet.of(Role.OFFICE, Role.SECRETARY, Role.RECORDER);

    @Inject
    Discussions discussions;

    @Inject
    Members members;

    @Inject
    Scope scope;

    @Inject
    MergePatch mergePatch;

    @Inject
    Clock clock;

    /** A contribution; memberId where it is written down for somebody else, replyTo where it answers another. */
    public record NewContribution(
            @NotNull @Length(min = 1, max = 4_000) @Schema(examples = "村里的沟渠年年堵，党员应当带头包段。")
            String text,

            @Schema(nullable = true, description = "代记的发言人 Who said it, if not the caller") @Nullable
            UUID memberId,

            @Schema(nullable = true) @Nullable UUID replyTo) {}

    /** A better wording. */
    public record ContributionChange(
            @NotNull @Length(min = 1, max = 4_000) @Schema(examples = "村里的沟渠年年堵，党员应当带头包段清淤。")
            String text) {}

    /** A contribution with its first replies. */
    @Schema(name = "Contribution")
    public record ContributionView(
            @NotNull UUID id,
            @NotNull MemberRef author,

            @Schema(nullable = true, description = "代记人 Who wrote it down", examples = "李建国") @Nullable
            String recordedBy,

            @NotNull @Schema(examples = "村里的沟渠年年堵，党员应当带头包段。")
            String text,

            @Schema(nullable = true) @Nullable UUID replyTo,

            @NotNull @Schema(description = "最早的三条回复 The first three replies")
            List<Reply> replies,

            @Schema(examples = "3") int replyCount,
            @NotNull Instant createdAt,
            @Schema(nullable = true) @Nullable Instant editedAt,
            @Schema(examples = "1") int edition,

            @Schema(description = "调用者能否修改 Whether the caller may reword it")
            boolean mine) {}

    /** A reply. */
    @Schema(name = "Reply")
    public record Reply(
            @NotNull UUID id,
            @NotNull MemberRef author,

            @Schema(nullable = true, examples = "李建国") @Nullable
            String recordedBy,

            @NotNull @Schema(examples = "同意，我认领一段。") String text,
            @NotNull Instant createdAt,
            @Schema(nullable = true) @Nullable Instant editedAt) {
        static Reply of(Contribution c) {
            return new Reply(
                    c.id(), MemberRef.known(c.author()), c.recordedBy(), c.text(), c.createdAt(), c.editedAt());
        }
    }

    /** A wording that was replaced. */
    @Schema(name = "ContributionVersion")
    public record VersionView(
            @Schema(examples = "1") int version,
            @NotNull @Schema(examples = "村里的沟渠年年堵。") String text,
            @NotNull @Schema(examples = "陈志强") String replacedBy,
            @NotNull Instant replacedAt) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listContributions", summary = "发言列表 Contributions with their first replies")
    public Page<ContributionView> list(UUID id, @Valid @BeanParam Paging paging) {
        Discussion discussion = discussions.get(id);
        Page<Contribution> page = discussions
                .contributions(id)
                .where("c.replyTo is null")
                .page(paging, Order.named(paging.sort, Discussions.LATEST, Discussions.EARLIEST));
        Map<UUID, List<Contribution>> replies =
                discussions
                        .firstReplies(
                                page.items().stream().map(Contribution::id).toList())
                        .stream()
                        .collect(Collectors.groupingBy(Contribution::replyTo));
        boolean recorder = scope.reaches(discussion.organization().id(), RECORDS_FOR_OTHERS);
        UUID me = scope.actor().memberId();
        return page.map(c -> view(c, replies.getOrDefault(c.id(), List.of()), recorder, me));
    }

    @GET
    @Path("/{contributionId}/replies")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listReplies", summary = "回复列表 Replies, earliest first")
    public Page<Reply> replies(UUID id, UUID contributionId, @Valid @BeanParam Paging paging) {
        one(id, contributionId);
        return discussions
                .contributions(id)
                .where("c.replyTo = :to", "to", contributionId)
                .page(paging, Order.named(paging.sort, Discussions.EARLIEST, Discussions.LATEST))
                .map(Reply::of);
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(operationId = "contribute", summary = "发言 Speak, or write down what somebody said")
    @APIResponseSchema(value = ContributionView.class, responseCode = "201", responseDescription = "已发言 Kept")
    public RestResponse<ContributionView> contribute(UUID id, @NotNull @Valid NewContribution body) {
        Discussion discussion = discussions.get(id);
        UUID me = scope.actor().memberId();
        boolean recorder = scope.reaches(discussion.organization().id(), RECORDS_FOR_OTHERS);
        UUID speaker = body.memberId() == null ? me : body.memberId();
        if (speaker == null) {
            throw Refused.field("/memberId", "discussion/speaker-needed");
        }
        boolean forAnother = !speaker.equals(me);
        if (forAnother && !recorder) {
            throw Refused.forbidden("discussion/not-for-others");
        }
        Member author = members.named(speaker, "/memberId");
        Contribution replyTo = body.replyTo() == null
                ? null
                : discussions
                        .contributions(id)
                        .where("c.id = :to", "to", body.replyTo())
                        .maybe()
                        .orElseThrow(() -> Refused.field("/replyTo", "reference-unknown"));
        Contribution c = discussions.contribute(
                discussion, author, forAnother ? scope.actor().name() : null, replyTo, body.text(), clock.instant());
        discussions.flush();
        return Answer.created("discussions/" + id + "/contributions", c.id(), view(c, List.of(), recorder, me), c);
    }

    @GET
    @Path("/{contributionId}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "getContribution", summary = "发言 One contribution")
    public RestResponse<ContributionView> get(UUID id, UUID contributionId) {
        Contribution c = one(id, contributionId);
        return Answer.of(view(c), c);
    }

    @PATCH
    @Path("/{contributionId}")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "rewordContribution", summary = "修改发言 Reword a contribution; the earlier wording is kept")
    public RestResponse<ContributionView> reword(
            UUID id,
            UUID contributionId,
            @RequestBody(content = @Content(schema = @Schema(implementation = ContributionChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        Contribution c = one(id, contributionId);
        precondition.holds(c);
        if (!mayReword(
                c,
                scope.reaches(c.discussion().organization().id(), RECORDS_FOR_OTHERS),
                scope.actor().memberId())) {
            throw Refused.forbidden("discussion/not-own");
        }
        discussions.reword(
                c, mergePatch.apply(new ContributionChange(c.text()), body).text());
        discussions.flush();
        return Answer.of(view(c), c);
    }

    @GET
    @Path("/{contributionId}/versions")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listContributionVersions", summary = "发言的早先文本 Earlier wordings, latest first")
    public Page<VersionView> versions(UUID id, UUID contributionId, @Valid @BeanParam Paging paging) {
        one(id, contributionId);
        return discussions
                .versions(contributionId)
                .page(paging, Order.named(paging.sort, Discussions.EDITIONS))
                .map(v -> new VersionView(v.edition(), v.text(), v.by(), v.at()));
    }

    private Contribution one(UUID id, UUID contributionId) {
        return discussions
                .contributions(id)
                .where("c.id = :id", "id", contributionId)
                .one();
    }

    private ContributionView view(Contribution c) {
        return view(
                c,
                discussions.firstReplies(List.of(c.id())),
                scope.reaches(c.discussion().organization().id(), RECORDS_FOR_OTHERS),
                scope.actor().memberId());
    }

    private static ContributionView view(
            Contribution c, List<Contribution> replies, boolean recorder, @Nullable UUID me) {
        return new ContributionView(
                c.id(),
                MemberRef.known(c.author()),
                c.recordedBy(),
                c.text(),
                c.replyTo(),
                replies.stream().map(Reply::of).toList(),
                c.replies(),
                c.createdAt(),
                c.editedAt(),
                c.edition(),
                mayReword(c, recorder, me));
    }

    /** Authors reword their own words, recorders what was written down for somebody. */
    private static boolean mayReword(Contribution c, boolean recorder, @Nullable UUID me) {
        return c.author().id().equals(me) || (recorder && c.recordedBy() != null);
    }
}
