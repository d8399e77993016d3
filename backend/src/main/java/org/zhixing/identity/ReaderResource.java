package org.zhixing.identity;

import static org.zhixing.identity.Role.Names.ADMIN;
import static org.zhixing.identity.Role.Names.AUDITOR;
import static org.zhixing.identity.Role.Names.OFFICE;
import static org.zhixing.identity.Role.Names.SECRETARY;
import static org.zhixing.platform.openapi.Tags.IDENTITY;

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
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** Who can see this branch? Everybody with a role at it or above it, whose scope they may otherwise be out of. */
@Path("/api/v1/organizations/{id}/readers")
@Tag(name = IDENTITY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReaderResource {
    private static final Set<Role> ASKING = EnumSet.of(Role.ADMIN, Role.OFFICE, Role.SECRETARY, Role.AUDITOR);

    @Inject
    Accounts accounts;

    @Inject
    Scope scope;

    /** Somebody who reaches the organisation, and by which role held where. */
    public record Reader(
            @NotNull UUID grantId,
            @NotNull UUID accountId,
            @NotNull @Schema(examples = "王秀兰") String displayName,
            @NotNull Role role,
            @NotNull HeldAt heldAt,

            @Schema(description = "是否来自上级 Whether the role is held above")
            boolean fromAbove,

            @Schema(nullable = true) @Nullable Instant validTo) {}

    @GET
    @RolesAllowed({ADMIN, OFFICE, SECRETARY, AUDITOR})
    @Operation(operationId = "listReaders", summary = "谁能看到这个党组织 Who can see this organisation, from the top down")
    public Page<Reader> list(UUID id, @Valid @BeanParam Paging paging) {
        if (!scope.reaches(id, ASKING)) {
            throw Refused.notFound();
        }
        return accounts.reaching(id)
                .page(paging, Accounts.FROM_THE_TOP)
                .map(g -> new Reader(
                        g.id(),
                        g.account().id(),
                        g.account().displayName(),
                        g.role(),
                        HeldAt.of(g.place()),
                        !g.place().id().equals(id),
                        g.validTo()));
    }
}
