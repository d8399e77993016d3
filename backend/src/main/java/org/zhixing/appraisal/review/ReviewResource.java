package org.zhixing.appraisal.review;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.APPRAISAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** Meetings of democratic review: plan, hold, record. APP-1. */
@Path("/api/v1/reviews")
@Tag(name = APPRAISAL)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReviewResource {
    @Inject
    Reviews reviews;

    @Inject
    Campaigns campaigns;

    @Inject
    Organizations organizations;

    @Inject
    Scope scope;

    @Inject
    MergePatch mergePatch;

    @Inject
    Clock clock;

    /** A meeting to be held. */
    public record NewReview(
            @NotNull UUID campaignId,
            @NotNull UUID organizationId,

            @NotNull @Length(min = 1, max = 120) @Schema(examples = "2026 年度民主评议会")
            String title,

            @NotNull @Schema(examples = "2026-04-24") LocalDate date,

            @Schema(nullable = true, examples = "村部会议室") @Length(max = 120) @Nullable
            String place,

            @Schema(nullable = true, examples = "陈志强") @Length(max = 60) @Nullable
            String chair,

            boolean ofOrganization,
            @NotNull @Size(max = 200) List<@NotNull UUID> memberIds) {}

    /** What may be changed; once a box was opened, who is reviewed stays. */
    public record ReviewChange(
            @NotNull @Length(min = 1, max = 120) @Schema(examples = "2026 年度民主评议会")
            String title,

            @NotNull @Schema(examples = "2026-04-24") LocalDate date,

            @Schema(nullable = true, examples = "村部会议室") @Length(max = 120) @Nullable
            String place,

            @Schema(nullable = true, examples = "陈志强") @Length(max = 60) @Nullable
            String chair,

            boolean ofOrganization,
            @NotNull @Size(max = 200) List<@NotNull UUID> memberIds,

            @Schema(nullable = true, examples = "评议认为，支部班子……") @Length(max = 4_000) @Nullable
            String conclusion) {
        static ReviewChange of(Review v) {
            return new ReviewChange(
                    v.title(),
                    v.date(),
                    v.place(),
                    v.chair(),
                    v.ofOrganization(),
                    List.copyOf(v.subjects()),
                    v.conclusion());
        }
    }

    /** Held, with who was there; or cancelled, with the reason. */
    public record ReviewTransition(
            @NotNull Review.State to,

            @Schema(nullable = true) @Size(max = 2_000) @Nullable
            List<@NotNull UUID> attendeeIds,

            @Schema(nullable = true, examples = "评议认为，支部班子……") @Length(max = 4_000) @Nullable
            String conclusion,

            @Schema(nullable = true, examples = "防汛，改期进行") @Length(max = 200) @Nullable
            String reason) {}

    /** What was said; memberId where it is about a member. */
    public record NewReviewOpinion(
            @Schema(nullable = true) @Nullable UUID memberId,

            @NotNull @Length(min = 1, max = 2_000) @Schema(examples = "联系群众还不够主动，希望多到三组走走")
            String text) {}

    @GET
    @Transactional
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "listReviews", summary = "民主评议会列表 Reviews, latest first")
    public Page<ReviewView> list(
            @QueryParam("organization") @Nullable UUID organization,
            @QueryParam("campaign") @Nullable UUID campaign,
            @QueryParam("state") Review.@Nullable State state,
            @Valid @BeanParam Paging paging) {
        Page<Review> page = reviews.withinScope()
                .where(
                        "exists (select 1 from Organization top where top.id = :top and o.path >= top.path and o.path < top.pathEnd)",
                        "top",
                        organization)
                .where("v.campaign.id = :campaign", "campaign", campaign)
                .where("v.state = :state", "state", state)
                .page(paging, Order.named(paging.sort, Reviews.LATEST));
        Set<UUID> named = new HashSet<>();
        page.items().forEach(v -> named.addAll(v.subjects()));
        page.items().forEach(v -> named.addAll(v.attendees()));
        Map<UUID, Member> people = reviews.people(named);
        return page.map(v -> ReviewView.of(v, people));
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "planReview", summary = "安排民主评议会 Plan a review")
    @APIResponseSchema(value = ReviewView.class, responseCode = "201", responseDescription = "已安排 Planned")
    public RestResponse<ReviewView> plan(@NotNull @Valid NewReview body) {
        Organization branch = organizations.branchNamed(body.organizationId(), "/organizationId");
        Campaign campaign = campaigns.namedFor(branch, body.campaignId(), "/campaignId");
        reviews.checkMembers(branch.id(), body.memberIds(), "/memberIds");
        Review review = new Review(
                campaign,
                branch,
                new Review.Arrangement(body.title(), body.date(), body.place(), body.chair()),
                scope.actor().name(),
                clock.instant());
        review.review(body.ofOrganization(), body.memberIds());
        reviews.persistAndFlush(review);
        return Answer.created("reviews", review.id(), view(review), review);
    }

    @GET
    @Path("/{id}")
    @Transactional
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "getReview", summary = "民主评议会 One review")
    public RestResponse<ReviewView> get(UUID id) {
        Review review = reviews.get(id);
        return Answer.of(view(review), review);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateReview", summary = "修改民主评议会 Change a review; its conclusion after it was held")
    public RestResponse<ReviewView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = ReviewChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        Review review = reviews.get(id);
        precondition.holds(review);
        ReviewChange change = mergePatch.apply(ReviewChange.of(review), body);
        review.arrange(new Review.Arrangement(change.title(), change.date(), change.place(), change.chair()));
        if (change.ofOrganization() != review.ofOrganization()
                || !Set.copyOf(change.memberIds()).equals(review.subjects())) {
            if (reviews.isVotedOn(review)) {
                throw Refused.conflict("appraisal/review-voted-on");
            }
            reviews.checkMembers(review.organization().id(), change.memberIds(), "/memberIds");
            review.review(change.ofOrganization(), change.memberIds());
        }
        review.conclude(change.conclusion());
        reviews.flush();
        return Answer.of(view(review), review);
    }

    @POST
    @Path("/{id}/transitions")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "moveReview", summary = "登记已召开或取消 Record that it was held, or cancel it")
    public RestResponse<ReviewView> move(UUID id, @NotNull @Valid ReviewTransition body) {
        Review review = reviews.get(id);
        switch (body.to()) {
            case HELD -> {
                List<UUID> present = Objects.requireNonNullElse(body.attendeeIds(), List.of());
                reviews.checkMembers(review.organization().id(), present, "/attendeeIds");
                review.hold(present, body.conclusion(), Times.today(clock));
            }
            case CANCELLED -> {
                if (reviews.isVotedOn(review)) {
                    throw Refused.conflict("appraisal/review-voted-on");
                }
                review.cancel(body.reason());
            }
            case PLANNED ->
                throw Refused.conflict("appraisal/review-move", review.state(), body.to())
                        .allowing(review.state().next());
        }
        reviews.flush();
        return Answer.of(view(review), review);
    }

    @GET
    @Path("/{id}/opinions")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(
            operationId = "listReviewOpinions",
            summary = "会上听取的意见 What was said: about the branch for all, about a member for few")
    public Page<ReviewView.Opinion> opinions(UUID id, @Valid @BeanParam Paging paging) {
        Review review = reviews.get(id);
        Page<ReviewOpinion> page = reviews.opinions(review).page(paging, Order.named(paging.sort, Reviews.AS_RECORDED));
        Map<UUID, Member> people = reviews.people(page.items().stream()
                .map(ReviewOpinion::memberId)
                .filter(Objects::nonNull)
                .toList());
        return page.map(n -> ReviewView.Opinion.of(n, people));
    }

    @POST
    @Path("/{id}/opinions")
    @RolesAllowed({SECRETARY})
    @Writes
    @Operation(operationId = "addReviewOpinion", summary = "记录会上的意见 Record what was said, not by whom")
    @APIResponseSchema(value = ReviewView.Opinion.class, responseCode = "201", responseDescription = "已记录 Recorded")
    public RestResponse<ReviewView.Opinion> hear(UUID id, @NotNull @Valid NewReviewOpinion body) {
        Review review = reviews.get(id);
        UUID about = body.memberId();
        if (about == null ? !review.ofOrganization() : !review.subjects().contains(about)) {
            throw Refused.field("/memberId", "appraisal/not-reviewed");
        }
        ReviewOpinion opinion =
                new ReviewOpinion(review, about, body.text(), scope.actor().name(), clock.instant());
        reviews.add(opinion);
        Map<UUID, Member> people = about == null ? Map.of() : reviews.people(List.of(about));
        return RestResponse.status(RestResponse.Status.CREATED, ReviewView.Opinion.of(opinion, people));
    }

    private ReviewView view(Review review) {
        Set<UUID> named = new HashSet<>(review.subjects());
        named.addAll(review.attendees());
        return ReviewView.of(review, reviews.people(named));
    }
}
