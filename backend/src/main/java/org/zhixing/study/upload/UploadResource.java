package org.zhixing.study.upload;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.EdgeFilter;
import org.zhixing.platform.web.Text;

/** Uploads that can be resumed, by the tus protocol 1.0.0: core, creation, expiration and termination. */
@Path("/api/v1/uploads")
@Tag(name = STUDY)
@RunOnVirtualThread
public class UploadResource {
    private static final String VERSION = "1.0.0";
    private static final String TUS = "Tus-Resumable";

    @Inject
    Uploads uploads;

    @OPTIONS
    @PermitAll
    @Operation(hidden = true)
    public RestResponse<Void> offer() {
        return answer(204)
                .header("Tus-Version", VERSION)
                .header("Tus-Max-Size", Upload.LONGEST)
                .header("Tus-Extension", "creation,expiration,termination")
                .build();
    }

    @POST
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(
            operationId = "createUpload",
            summary = "开始上传 Begin an upload that can be resumed (tus 1.0.0)",
            description = "Upload-Metadata 含 filename（base64）。Upload-Metadata carries filename in base64.")
    @APIResponse(responseCode = "201", description = "可以上传 Ready for its parts")
    public RestResponse<Void> create(
            @HeaderParam(TUS) @Parameter(description = "协议版本 Protocol version", example = VERSION) @Nullable String tus,
            @HeaderParam("Upload-Length") @Parameter(description = "总字节数 Bytes in all", example = "20971520") @Nullable
                    Long length,
            @HeaderParam("Upload-Metadata")
                    @Parameter(description = "文件名等 Name of the file", example = "filename 5YWa56ugLnBkZg==")
                    @Nullable
                    String metadata) {
        check(tus);
        if (length == null || length < 1) {
            throw Refused.malformed("upload/length");
        }
        Upload upload = uploads.begin(filename(metadata), length);
        return answer(201)
                .header("Location", URI.create("/api/v1/uploads/" + upload.id()))
                .header("Upload-Expires", expires(upload))
                .build();
    }

    @HEAD
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "getUpload", summary = "已上传多少 How far an upload has come (tus 1.0.0)")
    @APIResponse(responseCode = "200", description = "Upload-Offset 是已收到的字节数 Upload-Offset counts the bytes received")
    public RestResponse<Void> head(UUID id, @HeaderParam(TUS) @Nullable String tus) {
        check(tus);
        Upload upload = uploads.get(id);
        return state(200, upload)
                .header("Upload-Length", upload.length())
                .header("Cache-Control", "no-store")
                .build();
    }

    @PATCH
    @Path("/{id}")
    @Consumes(EdgeFilter.PART)
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(operationId = "appendToUpload", summary = "续传一段，最多 5 MB Append a part of at most 5 MB (tus 1.0.0)")
    @APIResponse(responseCode = "204", description = "已收到 Kept")
    public RestResponse<Void> append(
            UUID id,
            @HeaderParam(TUS) @Nullable String tus,
            @HeaderParam("Upload-Offset")
                    @Parameter(description = "从哪个字节起 Where the part begins", example = "0")
                    @Nullable
                    Long offset,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = EdgeFilter.PART,
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream body) {
        check(tus);
        if (offset == null || offset < 0) {
            throw Refused.malformed("upload/offset-missing");
        }
        byte[] part = new byte[EdgeFilter.MAX_PART_BYTES];
        return state(204, uploads.append(id, offset, part, read(body, part))).build();
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(operationId = "deleteUpload", summary = "放弃上传 Give an upload up (tus 1.0.0)")
    @APIResponse(responseCode = "204", description = "已放弃 Given up")
    public RestResponse<Void> delete(UUID id, @HeaderParam(TUS) @Nullable String tus) {
        check(tus);
        uploads.abandon(id);
        return answer(204).build();
    }

    /** What came before the line was cut is kept: it need not be sent again. */
    private static int read(InputStream body, byte[] into) {
        int length = 0;
        try {
            while (length < into.length) {
                int n = body.read(into, length, into.length - length);
                if (n < 0) {
                    return length;
                }
                length += n;
            }
            return length;
        } catch (IOException cut) {
            return length;
        }
    }

    /** The value of filename in metadata: pairs of a key and base64, with commas between. */
    private static String filename(@Nullable String metadata) {
        for (String pair : (metadata == null ? "" : metadata).split(",")) {
            String[] parts = pair.strip().split(" ", 2);
            if (parts[0].equals("filename") && parts.length == 2) {
                try {
                    String name = new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8);
                    if (Text.fault(name) == null && !name.isBlank()) {
                        return name;
                    }
                } catch (IllegalArgumentException unreadable) {
                    break;
                }
            }
        }
        throw Refused.malformed("upload/filename");
    }

    private static void check(@Nullable String version) {
        if (!VERSION.equals(version)) {
            throw Refused.of(412, "upload/version", VERSION).withHeader("Tus-Version", VERSION);
        }
    }

    private static RestResponse.ResponseBuilder<Void> state(int status, Upload upload) {
        return answer(status).header("Upload-Offset", upload.received()).header("Upload-Expires", expires(upload));
    }

    private static RestResponse.ResponseBuilder<Void> answer(int status) {
        return RestResponse.ResponseBuilder.<Void>create(status).header(TUS, VERSION);
    }

    private static String expires(Upload upload) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(upload.expiresAt().atOffset(ZoneOffset.UTC));
    }
}
