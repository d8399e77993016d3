package org.zhixing.study;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.OrgRef;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** The branches that a session covers, each with its roll. STU-1. */
@Path("/api/v1/study-sessions/{id}/branches")
@Tag(name = STUDY)
@RunOnVirtualThread
public class SessionBranchResource {
    @Inject
    StudySessions sessions;

    /** A branch of a session. */
    @Schema(name = "SessionBranch")
    public record SessionBranchView(
            @NotNull OrgRef branch,
            @Schema(nullable = true) @Nullable Instant rollTakenAt,

            @Schema(nullable = true, examples = "李建国") @Nullable
            String rollTakenBy,

            @Schema(examples = "34") int expected,
            @Schema(examples = "31") int attended,

            @Schema(description = "已扫码签到人数 Checked in by code", examples = "12")
            int checkedIn) {
        static SessionBranchView of(SessionBranch b) {
            return new SessionBranchView(
                    OrgRef.known(b.branch()),
                    b.rollTakenAt(),
                    b.rollTakenBy(),
                    b.expected(),
                    b.attended(),
                    b.checkedIn());
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(
            operationId = "listSessionBranches",
            summary = "参加学习的支部 The branches in reach that a session covers, by name")
    public Page<SessionBranchView> list(UUID id, @Valid @BeanParam Paging paging) {
        sessions.get(id);
        return sessions.places(id)
                .page(paging, Order.named(paging.sort, StudySessions.BY_BRANCH))
                .map(SessionBranchView::of);
    }
}
