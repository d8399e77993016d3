package org.zhixing.appraisal.ballot;

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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.review.Review;
import org.zhixing.appraisal.review.Reviews;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.MemberRef;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** The ballot box of a review: opened, voted into, counted, closed. APP-2. */
@Path("/api/v1/reviews/{id}/ballot-box")
@Tag(name = APPRAISAL)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BallotBoxResource {
    @Inject
    BallotBoxes boxes;

    @Inject
    BallotPaper paper;

    @Inject
    Reviews reviews;

    @Inject
    Scope scope;

    /** A box to be opened. */
    public record NewBallotBox(
            @NotNull BallotBox.Kind kind,

            @Schema(description = "对支部是否逐条标准测评 Whether the branch is rated by each criterion")
            boolean byCriterion) {}

    /** Closed, with its result; or cancelled without one, for a reason. */
    public record BallotBoxTransition(
            @NotNull BallotBox.State to,

            @Schema(nullable = true, examples = "选项设错，重新组织测评") @Length(max = 200) @Nullable
            String reason) {}

    @GET
    @Transactional
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "getBallotBox", summary = "测评票箱 What is asked and how many have voted")
    public RestResponse<BallotBoxView> get(UUID id) {
        BallotBox box = boxes.get(reviews.get(id));
        return Answer.of(paper.view(box), box);
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(operationId = "openBallotBox", summary = "开启测评票箱 Open a box for all who are on the roster now")
    @APIResponseSchema(value = BallotBoxView.class, responseCode = "201", responseDescription = "已开启 Open")
    public RestResponse<BallotBoxView> open(UUID id, @NotNull @Valid NewBallotBox body) {
        Review review = reviews.get(id);
        BallotBox box = boxes.open(review, body.kind(), paper.questions(review, body.byCriterion()));
        return Answer.created("reviews/" + id + "/ballot-box", box.id(), paper.view(box), box);
    }

    @POST
    @Path("/ballots")
    @RolesAllowed({SECRETARY, RECORDER, MEMBER})
    @Writes(keepsAnswer = false)
    @Operation(
            operationId = "castBallot",
            summary = "投票（不记名）Vote, once and secretly; a repeat is answered with already-voted and changes nothing")
    @APIResponse(responseCode = "204", description = "已计入 Counted")
    public void cast(UUID id, @NotNull @Valid NewBallot body) {
        BallotBox box = boxes.get(reviews.get(id));
        UUID voter = scope.actor().memberId();
        if (voter == null) {
            throw Refused.forbidden("appraisal/not-a-voter");
        }
        boxes.cast(box, voter, body.choices());
    }

    @PUT
    @Path("/papers")
    @RolesAllowed({SECRETARY, RECORDER})
    @Writes(keepsAnswer = false)
    @Operation(operationId = "countPapers", summary = "录入纸质票的计票结果 Enter what was counted from the paper box")
    public RestResponse<BallotBoxView> count(
            UUID id, @NotNull @Valid PaperCount body, @BeanParam Precondition precondition) {
        BallotBox box = boxes.get(reviews.get(id));
        precondition.holds(box);
        boxes.count(box, body);
        return Answer.of(paper.view(box), box);
    }

    @POST
    @Path("/transitions")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(operationId = "moveBallotBox", summary = "关箱并公布结果，或作废 Close a box with its result, or cancel it")
    public RestResponse<BallotBoxView> move(UUID id, @NotNull @Valid BallotBoxTransition body) {
        BallotBox box = boxes.get(reviews.get(id));
        switch (body.to()) {
            case CLOSED -> boxes.close(box);
            case CANCELLED -> boxes.cancel(box, body.reason());
            case OPEN ->
                throw Refused.conflict("appraisal/box-move", box.state(), body.to())
                        .allowing(box.state().next());
        }
        return Answer.of(paper.view(box), box);
    }

    @GET
    @Path("/voters")
    @RolesAllowed({OFFICE, SUPERVISOR, SECRETARY, RECORDER})
    @Operation(operationId = "listBallotVoters", summary = "投票情况：谁投过，不含怎样投 Who has voted, never how")
    public Page<BallotBoxView.Voter> voters(UUID id, @Valid @BeanParam Paging paging) {
        BallotBox box = boxes.get(reviews.get(id));
        Page<Member> page = boxes.register(box).page(paging, Order.named(paging.sort, BallotBoxes.BY_NAME));
        Map<UUID, BallotVoter.Voted> voted =
                boxes.voted(box, page.items().stream().map(Member::id).toList());
        return page.map(
                m -> new BallotBoxView.Voter(MemberRef.known(m), voted.getOrDefault(m.id(), BallotVoter.Voted.NOT)));
    }
}
