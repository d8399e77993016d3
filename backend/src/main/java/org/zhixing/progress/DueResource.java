package org.zhixing.progress;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.PROGRESS;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Scope;
import org.zhixing.organization.OrgRef;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.web.Page;

/** What is due for the caller, each with the place where it is done. */
@Path("/api/v1/me/due")
@Tag(name = PROGRESS)
@RunOnVirtualThread
public class DueResource {
    private static final int MOST = 100;

    @Inject
    DueThings things;

    @Inject
    Scope scope;

    /** What kind of thing is due. */
    public enum DueKind {
        SESSION_UPCOMING,
        SESSION_TO_HOLD,
        ROLL_MISSING,
        MINUTES_MISSING,
        MINUTES_TO_CONFIRM,
        DISCUSSION_OPEN,
        VOTE_DUE,
        OBJECTION_TO_ANSWER,
        ITEM_DUE,
        ITEM_OVERDUE,
        ITEM_TO_VERIFY,
        NOTE_RETURNED,
        REFLECTION_RETURNED,
        /** As many as the title says. */
        WRITING_TO_REVIEW,
        LEAVE_TO_DECIDE,
        /** As many of one call as the title says. */
        OPINIONS_TO_ANSWER,
        SELF_ANALYSIS_DUE,
        /** As many as the title says. */
        SELF_ANALYSIS_TO_READ,
        BALLOT_TO_CAST
    }

    /** Where it is done. */
    public enum DueResourceKind {
        STUDY_SESSION,
        DISCUSSION,
        RECTIFICATION_ITEM,
        STUDY_NOTE,
        REFLECTION,
        /** What waits for review in a branch, whose id it is. */
        WRITING_QUEUE,
        LEAVE_REQUEST,
        /** What waits for an answer in a call, whose id it is. */
        OPINION_QUEUE,
        /** The caller's own, in the campaign whose id it is. */
        OWN_SELF_ANALYSIS,
        /** What waits to be read in a branch, whose id it is. */
        SELF_ANALYSIS_QUEUE,
        /** The box of a review, whose id it is. */
        BALLOT_BOX
    }

    /** One thing that is due. */
    public record Due(
            @NotNull DueKind kind,
            @NotNull @Schema(examples = "专题学习：牢记宗旨，服务群众") String title,

            @Schema(nullable = true, examples = "2026-03-24") @Nullable
            LocalDate dueOn,

            @NotNull OrgRef organization,
            @NotNull Target target,

            @Schema(description = "是否看过；看过仍是待办 Whether the caller has looked at it; it stays due")
            boolean seen) {}

    /** The thing's resource and id. */
    @Schema(name = "DueTarget")
    public record Target(
            @NotNull DueResourceKind resource, @NotNull UUID id) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "listDue", summary = "待办 What is due for the caller, most urgent first, at most 100")
    public Page<Due> due() {
        return Page.whole(mine());
    }

    @POST
    @Path("/seen")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(operationId = "seeDue", summary = "看过待办 Mark what is due now as looked at; it stays due")
    @APIResponse(responseCode = "204", description = "已记下 Noted")
    public void see() {
        things.see(scope.accountId(), mine());
    }

    private List<Due> mine() {
        return things.of(scope.accountId(), scope.actor().memberId(), MOST);
    }
}
