package org.zhixing.identity;

import static org.zhixing.identity.Role.Names.ADMIN;
import static org.zhixing.identity.Role.Names.AUDITOR;
import static org.zhixing.identity.Role.Names.LEADER;
import static org.zhixing.identity.Role.Names.MEMBER;
import static org.zhixing.identity.Role.Names.OFFICE;
import static org.zhixing.identity.Role.Names.RECORDER;
import static org.zhixing.identity.Role.Names.SECRETARY;
import static org.zhixing.identity.Role.Names.SUPERVISOR;
import static org.zhixing.platform.openapi.Tags.IDENTITY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** Who holds which role where. Nobody grants beyond their own scope. */
@Path("/api/v1/role-grants")
@Tag(name = IDENTITY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RoleGrantResource {
    @Inject
    Accounts accounts;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    /** Which grants a review looks at. */
    public enum State {
        /** Valid now. */
        CURRENT,
        /** Valid now and ending within 30 days. */
        ENDING,
        /** Over, or taken back. */
        ENDED,
        /** Valid now, of somebody who has not signed in for 90 days. */
        UNUSED
    }

    /** A role to give, from now on unless said otherwise. */
    public record NewRoleGrant(
            @NotNull UUID accountId,

            @NotNull
            @Schema(
                    implementation = String.class,
                    examples = "RECORDER",
                    enumeration = {ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, AUDITOR})
            Role role,

            @NotNull UUID organizationId,
            @Schema(nullable = true) @Nullable OffsetDateTime validFrom,
            @Schema(nullable = true) @Nullable OffsetDateTime validTo) {}

    @GET
    @RolesAllowed({ADMIN, OFFICE, SECRETARY})
    @Operation(operationId = "listRoleGrants", summary = "授权列表 Role grants, newest first")
    public Page<RoleGrantView> list(
            @QueryParam("account") @Nullable UUID account,
            @QueryParam("organization") @Nullable UUID organization,
            @QueryParam("role") @Nullable Role role,
            @QueryParam("state") @Nullable State state,
            @QueryParam("q") @Length(max = 60) @Nullable String q,
            @Valid @BeanParam Paging paging) {
        Page<RoleGrant> page = accounts.grantsIn(state)
                .where("g.account.id = :account", "account", account)
                .where("g.place.id = :organization", "organization", organization)
                .where("g.role = :role", "role", role)
                .containing("concat(g.account.username, ' ', g.account.displayName)", "q", q)
                .page(paging, Accounts.NEWEST_GRANT);
        Map<UUID, String> givers = accounts.givers(page.items());
        return page.map(g -> RoleGrantView.of(g, givers));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({ADMIN, OFFICE, SECRETARY})
    @Operation(operationId = "getRoleGrant", summary = "授权 One role grant")
    public RestResponse<RoleGrantView> get(UUID id) {
        RoleGrant grant =
                accounts.grantsWithinScope().where("g.id = :id", "id", id).one();
        return Answer.of(RoleGrantView.of(grant, accounts.givers(List.of(grant))), grant);
    }

    @POST
    @RolesAllowed({ADMIN, OFFICE, SECRETARY})
    @Writes
    @Operation(operationId = "grantRole", summary = "授权 Give a role within one's own scope")
    @APIResponseSchema(value = RoleGrantView.class, responseCode = "201", responseDescription = "已授权 Granted")
    public RestResponse<RoleGrantView> grant(@NotNull @Valid NewRoleGrant body) {
        if (body.role() == Role.CLIENT) {
            throw Refused.field("/role", "grant-of-client");
        }
        scope.check(body.organizationId(), "/organizationId");
        Account account = accounts.withinScope()
                .where("a.id = :id", "id", body.accountId())
                .maybe()
                .orElseThrow(() -> Refused.field("/accountId", "reference-unknown"));
        Instant until = body.validTo() == null ? null : body.validTo().toInstant();
        accounts.checkMayGrant(body.role(), body.organizationId(), until);
        RoleGrant grant = accounts.grant(
                account,
                body.role(),
                body.organizationId(),
                body.validFrom() == null ? null : body.validFrom().toInstant(),
                until,
                scope.accountId());
        accounts.flush();
        return Answer.created(
                "role-grants", grant.id(), RoleGrantView.of(grant, accounts.givers(List.of(grant))), grant);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({ADMIN, OFFICE, SECRETARY})
    @Writes
    @Operation(operationId = "endRoleGrant", summary = "收回授权 End a grant now; it stays on record")
    @APIResponse(responseCode = "204", description = "已收回 Ended")
    public void end(UUID id, @BeanParam Precondition precondition) {
        RoleGrant grant =
                accounts.grantsWithinScope().where("g.id = :id", "id", id).one();
        precondition.holds(grant);
        accounts.checkMayEnd(grant);
        grant.end(clock.instant());
    }
}
