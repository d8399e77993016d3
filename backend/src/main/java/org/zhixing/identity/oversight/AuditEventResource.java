package org.zhixing.identity.oversight;

import static org.zhixing.identity.Role.Names.ADMIN;
import static org.zhixing.identity.Role.Names.AUDITOR;
import static org.zhixing.platform.openapi.Tags.AUDIT;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.Doer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** The record of who did and who read what. */
@Path("/api/v1/audit-events")
@Tag(name = AUDIT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuditEventResource {
    @Inject
    AuditEvents events;

    @Inject
    ObjectMapper json;

    /** Filters of the record. */
    public static class Filter {
        @QueryParam("organization")
        public @Nullable UUID organization;

        @QueryParam("subject")
        public @Nullable UUID subject;

        @QueryParam("actor")
        public @Nullable UUID actor;

        @QueryParam("actorKind")
        public Doer.@Nullable Kind actorKind;

        @QueryParam("operation")
        @Length(max = 60)
        public @Nullable String operation;

        @QueryParam("requestId")
        @Length(max = 64)
        public @Nullable String requestId;

        @QueryParam("from")
        public @Nullable OffsetDateTime from;

        @QueryParam("to")
        public @Nullable OffsetDateTime to;
    }

    @GET
    @RolesAllowed({ADMIN, AUDITOR})
    @Operation(operationId = "listAuditEvents", summary = "审计记录 Who did and who read what, latest first")
    public Page<AuditEventView> list(@Valid @BeanParam Filter filter, @Valid @BeanParam Paging paging) {
        return events.withinScope()
                .where(
                        "exists (select 1 from Place top, Place o where top.id = :top and o.id = e.organizationId"
                                + " and o.path >= top.path and o.path < top.pathEnd)",
                        "top",
                        filter.organization)
                .where("array_contains(e.subjects, :subject)", "subject", filter.subject)
                .where("e.actorId = :actor", "actor", filter.actor)
                .where("e.actorKind = :kind", "kind", filter.actorKind)
                .where("e.operation = :operation", "operation", filter.operation)
                .where("e.requestId = :requestId", "requestId", filter.requestId)
                .where("e.at >= :from", "from", filter.from == null ? null : filter.from.toInstant())
                .where("e.at < :to", "to", filter.to == null ? null : filter.to.toInstant())
                .page(paging, AuditEvents.LATEST)
                .map(e -> AuditEventView.of(e, json));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({ADMIN, AUDITOR})
    @Operation(operationId = "getAuditEvent", summary = "一条审计记录 One row of the record")
    public AuditEventView get(UUID id) {
        return AuditEventView.of(
                events.withinScope().where("e.id = :id", "id", id).one(), json);
    }
}
