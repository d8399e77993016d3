package org.zhixing.appraisal.ballot;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.APPRAISAL;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.zhixing.appraisal.review.Review;
import org.zhixing.appraisal.review.Reviews;
import org.zhixing.identity.Scope;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Page;

/** What a closed box has come to: the branch's result for all of it, a member's for that member and few others. APP-2. */
@Path("/api/v1/reviews/{id}/results")
@Tag(name = APPRAISAL)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReviewResultResource {
    @Inject
    BallotBoxes boxes;

    @Inject
    BallotPaper paper;

    @Inject
    Reviews reviews;

    @Inject
    Scope scope;

    @GET
    @Transactional
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(
            operationId = "listReviewResults",
            summary = "测评结果：关箱后，且满五票 Results: once the box is closed, and from five ballots on")
    public Page<BallotBoxView.Result> results(UUID id) {
        Review review = reviews.get(id);
        BallotBox box = boxes.get(review);
        if (box.state() != BallotBox.State.CLOSED) {
            throw Refused.conflict("appraisal/box-not-closed");
        }
        return Page.whole(paper.results(box, scope.reaches(review.organization().id(), Reviews.CONFIDANTS)));
    }
}
