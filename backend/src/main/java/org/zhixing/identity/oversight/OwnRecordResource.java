package org.zhixing.identity.oversight;

import static org.zhixing.platform.openapi.Tags.AUDIT;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditEvent;
import org.zhixing.audit.Doer;
import org.zhixing.identity.Scope;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** What was done with one's own record. */
@Path("/api/v1/me/record-events")
@Tag(name = AUDIT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OwnRecordResource {
    @Inject
    AuditEvents events;

    @Inject
    Scope scope;

    @Inject
    ObjectMapper json;

    /** What was done with one's own record; of others in the same act nothing is shown. */
    @Schema(name = "OwnRecordEvent")
    public record OwnRecordEvent(
            @NotNull UUID id,
            @NotNull Instant at,
            AuditEventView.@NotNull Actor actor,
            @NotNull @Schema(examples = "discloseMember") String operation,

            @Schema(nullable = true, examples = "核对党员花名册") @Nullable
            String reason,

            @NotNull List<AuditEventView.ChangeView> changes) {}

    @GET
    @Authenticated
    @Operation(
            operationId = "listMyRecordEvents",
            summary = "我的记录被如何查看和修改 What was done with one's own record, latest first")
    public Page<OwnRecordEvent> list(@Valid @BeanParam Paging paging) {
        UUID account = scope.accountId();
        UUID member = scope.actor().memberId();
        return events.own().page(paging, AuditEvents.LATEST).map(e -> view(e, account, member));
    }

    private OwnRecordEvent view(AuditEvent e, UUID account, @Nullable UUID member) {
        Doer doer = e.doer();
        return new OwnRecordEvent(
                e.id(),
                e.at(),
                new AuditEventView.Actor(doer.kind(), doer.id(), doer.name()),
                e.operation(),
                e.reason(),
                AuditEventView.changes(e, json).stream()
                        .filter(c -> c.concerns(account) || (member != null && c.concerns(member)))
                        .toList());
    }
}
