package org.zhixing.study.attachment;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.file.FileKinds;
import org.zhixing.platform.file.StoredFile;
import org.zhixing.platform.file.StoredFiles;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Form;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Text;
import org.zhixing.study.StudySession;
import org.zhixing.study.StudySessions;

/** Photos and papers of a session; whoever keeps the roll of one of its branches adds and withdraws them. */
@Path("/api/v1/study-sessions/{id}/attachments")
@Tag(name = STUDY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SessionAttachmentResource {
    private static final long MAX_BYTES = 20L << 20;
    private static final Set<String> KINDS = Set.of("image/jpeg", "image/png", "image/webp", "application/pdf");

    @Inject
    StudySessions sessions;

    @Inject
    SessionAttachments attachments;

    @Inject
    StoredFiles files;

    /** The upload: JPEG, PNG, WebP or PDF of at most 20 MB. */
    public static class Upload implements Form {
        @RestForm("file")
        @NotNull
        @Schema(type = SchemaType.STRING, format = "binary")
        public FileUpload file;

        @RestForm("note")
        @Length(max = 200)
        public @Nullable String note;
    }

    /** Why it is to be shown no more. */
    public record AttachmentWithdrawal(
            @NotNull @Length(min = 1, max = 200) @Schema(examples = "照片传错")
            String reason) {}

    /** A photo or paper of a session. */
    @Schema(name = "SessionAttachment")
    public record AttachmentView(
            @NotNull UUID id,
            @NotNull @Schema(examples = "学习现场.jpg") String fileName,
            @NotNull @Schema(examples = "image/jpeg") String mediaType,

            @Schema(description = "字节 Bytes", examples = "183204")
            long size,

            @Schema(nullable = true, examples = "集体学习现场") @Nullable
            String note,

            @NotNull @Schema(examples = "王秀兰") String addedBy,
            @NotNull Instant addedAt,
            @Schema(nullable = true) @Nullable Instant withdrawnAt,

            @Schema(nullable = true, examples = "李建国") @Nullable
            String withdrawnBy,

            @Schema(nullable = true, examples = "照片传错") @Nullable
            String withdrawReason) {
        static AttachmentView of(SessionAttachment a) {
            StoredFile f = a.file();
            return new AttachmentView(
                    a.id(),
                    f.name(),
                    f.mediaType(),
                    f.size(),
                    a.note(),
                    a.addedBy(),
                    a.addedAt(),
                    a.withdrawnAt(),
                    a.withdrawnBy(),
                    a.withdrawReason());
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(
            operationId = "listSessionAttachments",
            summary = "学习的照片和附件 Photos and papers of a session, latest first")
    public Page<AttachmentView> list(UUID id, @Valid @BeanParam Paging paging) {
        sessions.get(id);
        return attachments
                .of(id)
                .page(paging, Order.named(paging.sort, SessionAttachments.LATEST))
                .map(AttachmentView::of);
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "addSessionAttachment", summary = "上传学习照片或附件 Add a photo or paper to a session")
    @APIResponseSchema(value = AttachmentView.class, responseCode = "201", responseDescription = "已上传 Kept")
    public RestResponse<AttachmentView> add(UUID id, @Valid @BeanParam Upload upload) {
        StudySession session = sessions.get(id);
        String type = checked(upload);
        attachments.refuseTooMany(session);
        SessionAttachment attachment = attachments.add(session, stored(upload, type), upload.note);
        return Answer.created(
                "study-sessions/" + id + "/attachments", attachment.id(), AttachmentView.of(attachment), attachment);
    }

    @GET
    @Path("/{attachmentId}/content")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Transactional
    @Operation(operationId = "downloadSessionAttachment", summary = "下载学习照片或附件 The file itself")
    @APIResponse(
            responseCode = "200",
            description = "文件 The file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestResponse<byte[]> content(UUID id, UUID attachmentId) {
        sessions.get(id);
        StoredFile file = one(id, attachmentId).file();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) file.size());
        files.copy(file.id(), bytes);
        return RestResponse.ResponseBuilder.ok(bytes.toByteArray())
                .header("Content-Type", file.mediaType())
                .header(
                        "Content-Disposition",
                        (file.mediaType().startsWith("image/") ? "inline" : "attachment") + "; filename*=UTF-8''"
                                + URLEncoder.encode(file.name(), StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    @POST
    @Path("/{attachmentId}/withdrawal")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(
            operationId = "withdrawSessionAttachment",
            summary = "撤下学习照片或附件 Withdraw a photo or paper; it is kept, and shown to members no more")
    public RestResponse<AttachmentView> withdraw(
            UUID id, UUID attachmentId, @NotNull @Valid AttachmentWithdrawal body) {
        sessions.get(id);
        SessionAttachment attachment = one(id, attachmentId);
        attachments.withdraw(attachment, body.reason());
        return Answer.of(AttachmentView.of(attachment), attachment);
    }

    private SessionAttachment one(UUID session, UUID attachment) {
        return attachments
                .of(session)
                .where("a.id = :attachment", "attachment", attachment)
                .one();
    }

    private static String checked(Upload upload) {
        if (upload.note != null && Text.fault(upload.note) != null) {
            throw Refused.field("/note", "text/nul");
        }
        if (upload.file.size() > MAX_BYTES) {
            throw Refused.of(413, "file/too-large", MAX_BYTES >> 20);
        }
        String type = FileKinds.evidence(upload.file.uploadedFile(), upload.file.fileName());
        if (!KINDS.contains(type)) {
            throw Refused.of(415, "file/kind", "jpg, jpeg, pdf, png, webp");
        }
        return type;
    }

    private StoredFile stored(Upload upload, String type) {
        try (InputStream content = Files.newInputStream(upload.file.uploadedFile())) {
            return files.store(upload.file.fileName(), type, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
