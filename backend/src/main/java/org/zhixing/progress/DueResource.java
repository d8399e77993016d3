package org.zhixing.progress;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.PROGRESS;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.OrgRef;
import org.zhixing.platform.web.Page;

/** What is due for the caller, each with the place where it is done. */
@Path("/api/v1/me/due")
@Tag(name = PROGRESS)
@RunOnVirtualThread
public class DueResource {
    private static final int MOST = 100;

    @Inject
    DueThings things;

    /** What kind of thing is due. */
    public enum DueKind {
        SESSION_UPCOMING,
        SESSION_TO_HOLD,
        ROLL_MISSING,
        MINUTES_MISSING,
        DISCUSSION_OPEN,
        ITEM_DUE,
        ITEM_OVERDUE,
        ITEM_TO_VERIFY,
        LEAVE_TO_DECIDE
    }

    /** Where it is done. */
    public enum DueResourceKind {
        STUDY_SESSION,
        DISCUSSION,
        RECTIFICATION_ITEM,
        LEAVE_REQUEST
    }

    /** One thing that is due. */
    public record Due(
            @NotNull DueKind kind,
            @NotNull @Schema(examples = "专题学习：牢记宗旨，服务群众") String title,

            @Schema(nullable = true, examples = "2026-03-24") @Nullable
            LocalDate dueOn,

            @NotNull OrgRef organization,
            @NotNull Target target) {}

    /** The thing's resource and id. */
    @Schema(name = "DueTarget")
    public record Target(
            @NotNull DueResourceKind resource, @NotNull UUID id) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "listDue", summary = "待办 What is due for the caller, most urgent first, at most 100")
    public Page<Due> due() {
        return Page.whole(things.due(MOST));
    }
}
