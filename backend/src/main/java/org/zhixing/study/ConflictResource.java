package org.zhixing.study;

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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Length;

/** What else is at the time of a session that is about to be planned. */
@Path("/api/v1/study-session-conflicts")
@Tag(name = STUDY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConflictResource {
    @Inject
    Conflicts conflicts;

    /** What is in the way, by time; at most twenty. */
    @Schema(name = "SessionConflicts")
    public record ConflictsView(@NotNull List<Conflict> items) {}

    /** A session that is about to be planned. */
    public static class Proposal {
        @QueryParam("branch")
        @Size(max = 200)
        @Parameter(description = "参加的支部 The branches that it would cover")
        public @Nullable Set<UUID> branches;

        @QueryParam("from")
        @Parameter(
                description = "开始时间；不填则没有冲突 Start; without it nothing is in the way",
                example = "2026-03-03T08:30:00+08:00")
        public @Nullable OffsetDateTime from;

        @QueryParam("to")
        @Parameter(description = "结束时间 End", example = "2026-03-03T11:30:00+08:00")
        public @Nullable OffsetDateTime to;

        @QueryParam("presenter")
        @Length(max = 60)
        public @Nullable String presenter;

        @QueryParam("place")
        @Length(max = 120)
        public @Nullable String place;

        @QueryParam("except")
        @Parameter(description = "不计的学习，如正在修改的 A session left out, as the one that is being changed")
        public @Nullable UUID except;

        List<Span> spans() {
            if (from == null || to == null) {
                return List.of();
            }
            if (!to.isAfter(from)) {
                throw Refused.field("?to", "period-reversed");
            }
            return List.of(new Span(from.toInstant(), to.toInstant()));
        }

        Conflicts.Question question() {
            return new Conflicts.Question(branches == null ? Set.of() : Set.copyOf(branches), presenter, place);
        }
    }

    @GET
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Operation(
            operationId = "findSessionConflicts",
            summary = "安排之前检查冲突 What would be in the way of a session that is about to be planned")
    public ConflictsView find(@Valid @BeanParam Proposal proposal) {
        List<Span> spans = proposal.spans();
        return new ConflictsView(
                spans.isEmpty()
                        ? List.of()
                        : conflicts
                                .of(
                                        proposal.question(),
                                        spans,
                                        proposal.except == null ? Set.of() : Set.of(proposal.except))
                                .getFirst());
    }
}
