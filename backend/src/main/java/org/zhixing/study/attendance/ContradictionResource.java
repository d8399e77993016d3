package org.zhixing.study.attendance;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.Member;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.Members;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.study.SessionRef;
import org.zhixing.study.StudySession;

/** Records of attendance that cannot both be right (考勤矛盾), each with the two to be opened. STU-3. */
@Path("/api/v1/branches/{id}/attendance-contradictions")
@Tag(name = STUDY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ContradictionResource {
    @Inject
    Organizations organizations;

    @Inject
    AttendanceContradictions contradictions;

    @Inject
    Members members;

    /** Two records of one member. */
    @Schema(name = "AttendanceContradiction")
    public record ContradictionView(
            AttendanceContradiction.@NotNull Kind kind,
            @NotNull MemberRef member,
            @NotNull Side first,
            @NotNull Side second,

            @Schema(
                    nullable = true,
                    description = "考勤更正时写的原因 What was said when the roll was corrected",
                    examples = "本人未到，手机被代用")
            @Nullable
            String explained) {
        /** One of the two; a session out of the caller's reach is told by its time alone. */
        @Schema(name = "ContradictionSide")
        public record Side(
                @Schema(nullable = true) @Nullable SessionRef session,
                @Schema(nullable = true) @Nullable OrgRef heldBy,
                @NotNull Instant from,
                @NotNull Instant to) {
            static Side of(@Nullable StudySession session, Instant from, Instant to) {
                return new Side(
                        session == null ? null : SessionRef.of(session),
                        session == null ? null : OrgRef.known(session.organization()),
                        from,
                        to);
            }
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER})
    @Operation(
            operationId = "listAttendanceContradictions",
            summary = "考勤矛盾 Records of attendance that cannot both be right, latest first")
    public Page<ContradictionView> list(UUID id, @Valid @BeanParam Paging paging) {
        organizations.get(id);
        Page<AttendanceContradiction> page =
                contradictions.of(id).page(paging, Order.named(paging.sort, AttendanceContradictions.LATEST));
        List<UUID> sessions = page.items().stream()
                .flatMap(c -> Stream.of(c.sessionId(), c.otherSessionId()))
                .distinct()
                .toList();
        List<UUID> people = page.items().stream()
                .map(AttendanceContradiction::memberId)
                .distinct()
                .toList();
        Map<UUID, StudySession> reached = contradictions.reached(sessions);
        Map<UUID, Member> named = members.byId(people);
        Map<List<UUID>, String> reasons = contradictions.reasons(sessions, people);
        return page.map(c -> new ContradictionView(
                c.kind(),
                MemberRef.known(named.get(c.memberId())),
                ContradictionView.Side.of(reached.get(c.sessionId()), c.from(), c.to()),
                ContradictionView.Side.of(reached.get(c.otherSessionId()), c.otherFrom(), c.otherTo()),
                reasons.get(List.of(c.sessionId(), c.memberId()))));
    }
}
