package org.zhixing.study.material;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.file.Inline;

/** The file of a material, as a browser shows or saves it. */
@Path("/api/v1/materials/{id}/content")
@Tag(name = STUDY)
@RunOnVirtualThread
public class MaterialContentResource {
    @Inject
    Materials materials;

    @Inject
    Inline inline;

    @GET
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Uncompressed
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(
            operationId = "downloadMaterial",
            summary = "材料文件 The file itself, whole or a range of it",
            description = "支持 Range、If-Range 与 If-None-Match。Takes Range, If-Range and If-None-Match (RFC 9110).")
    @APIResponse(
            responseCode = "200",
            description = "文件 The file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "206", description = "文件的一段 A part of the file")
    @APIResponse(responseCode = "304", description = "没有变化 Not changed")
    public RestResponse<StreamingOutput> content(
            UUID id,
            @HeaderParam("Range") @Parameter(description = "所要的一段 The part wanted", example = "bytes=0-1023") @Nullable
                    String range,
            @HeaderParam("If-Range") @Nullable String ifRange,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return inline.answer(materials.get(id).handedOut(), new Inline.Asked(range, ifRange, ifNoneMatch));
    }
}
