package org.zhixing.study.material;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Precondition;
import org.zhixing.platform.web.Versioned;
import org.zhixing.study.StudySession;
import org.zhixing.study.StudySessions;

/** What a session studies. A held session with none lacks one of the five haves (五有). STU-8 */
@Path("/api/v1/study-sessions/{id}/materials")
@Tag(name = STUDY)
@RunOnVirtualThread
public class SessionMaterialResource {
    static final int MOST = 30;

    @Inject
    StudySessions sessions;

    @Inject
    Materials materials;

    /** All of a session's materials, in their order. */
    public record SessionMaterials(
            @NotNull @Size(max = MOST) List<@NotNull UUID> materialIds) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listSessionMaterials", summary = "集中学习的材料 What a session studies, at most 30")
    public RestResponse<Page<MaterialRef>> list(UUID id) {
        StudySession session = session(id);
        List<UUID> now = now(session);
        return Answer.of(Page.whole(materials.inOrder(now)).map(MaterialRef::of), tag(now));
    }

    @PUT
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "setSessionMaterials", summary = "选定学习材料 Say what a session studies, all at once")
    public RestResponse<Page<MaterialRef>> set(
            UUID id, @NotNull @Valid SessionMaterials body, @BeanParam Precondition precondition) {
        StudySession session = session(id);
        precondition.holds(tag(now(session)));
        if (session.state() == StudySession.State.CANCELLED) {
            throw Refused.conflict("material/session-cancelled");
        }
        List<MaterialRef> studied = materials.study(session, body.materialIds()).stream()
                .map(MaterialRef::of)
                .toList();
        return Answer.of(Page.whole(studied), tag(body.materialIds()));
    }

    private StudySession session(UUID id) {
        return sessions.withinScope().where("s.id = :id", "id", id).one();
    }

    private List<UUID> now(StudySession session) {
        return materials.of(session.id()).stream()
                .map(SessionMaterial::materialId)
                .toList();
    }

    /** The list is its own version: it has none that grows. */
    private static Versioned tag(List<UUID> ids) {
        return () -> Integer.toUnsignedLong(ids.hashCode());
    }
}
