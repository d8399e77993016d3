package org.zhixing.identity;

import static org.zhixing.identity.Role.Names.ADMIN;
import static org.zhixing.platform.openapi.Tags.OPERATION;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.audit.AuditTrail;
import org.zhixing.platform.crypto.KeyRotation;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.crypto.Rotation;
import org.zhixing.platform.idempotency.Writes;

/** Replacing the keys of protected fields while the service runs. It concerns every tree, so the top's ADMIN does it. ORG-4. */
@Path("/api/v1/key-rotations")
@Tag(name = OPERATION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class KeyRotationResource {
    @Inject
    KeyRotation rotations;

    @Inject
    Keyring keys;

    @Inject
    Scope scope;

    @Inject
    AuditTrail audit;

    @POST
    @RolesAllowed(ADMIN)
    @Writes
    @Operation(
            operationId = "startKeyRotation",
            summary = "轮换字段密钥 Encrypt protected fields anew with the active key",
            description =
                    "Goes on in the background on every replica; poll /key-rotations/current. ADMIN at the top of a tree only.")
    @APIResponseSchema(value = KeyRotationView.class, responseCode = "202", responseDescription = "已受理 Accepted")
    public RestResponse<KeyRotationView> start() {
        var top = scope.checkTop();
        Rotation rotation = rotations.start(scope.accountId());
        audit.at(top);
        return RestResponse.ResponseBuilder.<KeyRotationView>create(202)
                .entity(KeyRotationView.of(rotation, rotations.shares(), keys.active(), keys.versions()))
                .header(HttpHeaders.LOCATION, "/api/v1/key-rotations/current")
                .build();
    }

    @GET
    @Path("/current")
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "getKeyRotation",
            summary = "字段密钥轮换进度 Rows under each key, and the rotation that runs or ran last")
    public KeyRotationView current() {
        scope.checkTop();
        return KeyRotationView.of(rotations.latest().orElse(null), rotations.shares(), keys.active(), keys.versions());
    }
}
