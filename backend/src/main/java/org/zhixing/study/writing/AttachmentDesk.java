package org.zhixing.study.writing;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.zhixing.identity.Scope;
import org.zhixing.platform.file.FileKinds;
import org.zhixing.platform.file.StoredFile;
import org.zhixing.platform.file.StoredFiles;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Form;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** Photos and PDFs of handwritten texts, of notes and reflections alike. */
@RequestScoped
class AttachmentDesk {
    private static final long MAX_BYTES = 10L << 20;
    private static final Set<String> KINDS = Set.of("image/jpeg", "image/png", "image/webp", "application/pdf");

    @Inject
    Writings writings;

    @Inject
    StoredFiles files;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    /** A photo or PDF. */
    @Schema(name = "WritingAttachment")
    public record AttachmentView(
            @NotNull UUID id,
            @NotNull @Schema(examples = "手写笔记第一页.jpg") String fileName,
            @NotNull @Schema(examples = "image/jpeg") String mediaType,

            @Schema(description = "字节 Bytes", examples = "183204")
            long size,

            @NotNull @Schema(examples = "陈志强") String addedBy,
            @NotNull Instant addedAt) {
        static AttachmentView of(WritingAttachment a) {
            StoredFile f = a.file();
            return new AttachmentView(a.id(), f.name(), f.mediaType(), f.size(), a.addedBy(), a.addedAt());
        }
    }

    /** The upload: JPEG, PNG, WebP or PDF of at most 10 MB. */
    public static class Upload implements Form {
        @RestForm("file")
        @NotNull
        @Schema(type = SchemaType.STRING, format = "binary")
        public FileUpload file;
    }

    Page<AttachmentView> list(Writing.Kind kind, UUID id, Paging paging) {
        return writings.attachments(writings.get(kind, id))
                .page(paging, Order.named(paging.sort, Writings.ATTACHED))
                .map(AttachmentView::of);
    }

    RestResponse<AttachmentView> add(Writing.Kind kind, UUID id, Upload upload) {
        Writing writing = writings.toAttach(kind, id);
        if (upload.file.size() > MAX_BYTES) {
            throw Refused.of(413, "file/too-large", MAX_BYTES >> 20);
        }
        String type = FileKinds.evidence(upload.file.uploadedFile(), upload.file.fileName());
        if (!KINDS.contains(type)) {
            throw Refused.of(415, "file/kind", "jpg, jpeg, pdf, png, webp");
        }
        writing.attached();
        StoredFile file;
        try (InputStream content = Files.newInputStream(upload.file.uploadedFile())) {
            file = files.store(upload.file.fileName(), type, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        WritingAttachment attachment =
                new WritingAttachment(writing, file, scope.actor().name(), clock.instant());
        writings.add(attachment);
        writings.flush();
        return Answer.created(
                kind.collection() + "/" + id + "/attachments", attachment.id(), AttachmentView.of(attachment), () -> 1);
    }

    void remove(Writing.Kind kind, UUID id, UUID attachmentId) {
        Writing writing = writings.toAttach(kind, id);
        WritingAttachment attachment = attachment(writing, attachmentId);
        writing.detached();
        attachment.remove(scope.actor().name(), clock.instant());
    }

    RestResponse<byte[]> content(Writing.Kind kind, UUID id, UUID attachmentId) {
        StoredFile file = attachment(writings.get(kind, id), attachmentId).file();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) file.size());
        files.copy(file.id(), bytes);
        return RestResponse.ResponseBuilder.ok(bytes.toByteArray())
                .header("Content-Type", file.mediaType())
                .header(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''"
                                + URLEncoder.encode(file.name(), StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private WritingAttachment attachment(Writing writing, UUID id) {
        return writings.attachments(writing)
                .where("a.id = :attachment", "attachment", id)
                .one();
    }
}
