package org.zhixing.study.makeup;

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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.zhixing.organization.Members;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.study.SessionRef;
import org.zhixing.study.StudySession;
import org.zhixing.study.StudySessions;
import org.zhixing.study.attendance.Attendance;

/** What a member missed and has not made up for. STU-4. */
@Path("/api/v1/members/{id}/missed-sessions")
@Tag(name = STUDY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MissedSessionResource {
    @Inject
    Members members;

    @Inject
    MissedSessions missed;

    /** A held session that a member was not at. */
    @Schema(name = "MissedSession")
    public record MissedSessionView(
            @NotNull SessionRef session,

            @NotNull @Schema(description = "LEAVE 请假或 ABSENT 缺席", examples = "ABSENT")
            Attendance.Status missedAs) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(
            operationId = "listMissedSessions",
            summary = "待补课的学习 Sessions that a member missed and has not made up for, latest first; a member's own only")
    public Page<MissedSessionView> list(UUID id, @Valid @BeanParam Paging paging) {
        members.get(id);
        Page<StudySession> page = missed.of(id).page(paging, Order.named(paging.sort, StudySessions.LATEST));
        Map<UUID, Attendance.Status> as = missed.as(id, page.items());
        return page.map(s -> new MissedSessionView(SessionRef.of(s), as.get(s.id())));
    }
}
