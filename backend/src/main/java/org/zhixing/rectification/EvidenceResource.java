package org.zhixing.rectification;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.RECTIFICATION;

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
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Scope;
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

/** Files that show what was done. */
@Path("/api/v1/rectification-items/{id}/evidence")
@Tag(name = RECTIFICATION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EvidenceResource {
    static final long MAX_BYTES = 20L << 20;

    @Inject
    Ledger ledger;

    @Inject
    StoredFiles files;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    /** A piece of evidence. */
    @Schema(name = "Evidence")
    public record EvidenceView(
            @NotNull UUID id,
            @NotNull @Schema(examples = "清淤后.jpg") String fileName,
            @NotNull @Schema(examples = "image/jpeg") String mediaType,

            @Schema(description = "字节 Bytes", examples = "183204")
            long size,

            @NotNull @Schema(examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
            String sha256,

            @Schema(nullable = true) @Nullable UUID measureId,

            @Schema(nullable = true, examples = "三组段整治后") @Nullable
            String note,

            @NotNull @Schema(examples = "王秀兰") String addedBy,
            @NotNull Instant addedAt) {
        static EvidenceView of(Evidence e) {
            StoredFile f = e.file();
            return new EvidenceView(
                    e.id(),
                    f.name(),
                    f.mediaType(),
                    f.size(),
                    f.sha256(),
                    e.measureId(),
                    e.note(),
                    e.addedBy(),
                    e.addedAt());
        }
    }

    /** The upload: a picture, PDF, Office document or plain text of at most 20 MB. */
    public static class Upload implements Form {
        @RestForm("file")
        @NotNull
        @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING, format = "binary")
        public FileUpload file;

        @RestForm("measureId")
        public @Nullable UUID measureId;

        @RestForm("note")
        @Length(max = 200)
        public @Nullable String note;
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listEvidence", summary = "佐证材料 Evidence, latest first")
    public Page<EvidenceView> list(UUID id, @Valid @BeanParam Paging paging) {
        ledger.get(id);
        return ledger.evidence(id)
                .page(paging, Order.named(paging.sort, Ledger.LATEST_EVIDENCE))
                .map(EvidenceView::of);
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Writes
    @Operation(operationId = "addEvidence", summary = "上传佐证 Add evidence to a measure or the item")
    @APIResponseSchema(value = EvidenceView.class, responseCode = "201", responseDescription = "已上传 Kept")
    public RestResponse<EvidenceView> add(UUID id, @Valid @BeanParam Upload upload) {
        RectificationItem item = ledger.toWorkOn(id);
        Measure measure = upload.measureId == null ? null : item.measure(upload.measureId);
        if (upload.note != null && org.zhixing.platform.web.Text.fault(upload.note) != null) {
            throw Refused.field("/note", "text/nul");
        }
        if (upload.file.size() > MAX_BYTES) {
            throw Refused.of(413, "file/too-large", MAX_BYTES >> 20);
        }
        String type = FileKinds.evidence(upload.file.uploadedFile(), upload.file.fileName());
        item.evidenced(measure, clock.instant());
        StoredFile file;
        try (InputStream content = Files.newInputStream(upload.file.uploadedFile())) {
            file = files.store(upload.file.fileName(), type, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Evidence evidence = new Evidence(
                item.id(),
                measure == null ? null : measure.id(),
                file,
                upload.note,
                scope.actor().name(),
                clock.instant());
        ledger.add(evidence);
        ledger.write(item, clock.instant(), LogEntry.Kind.EVIDENCE, null, null, file.name());
        ledger.flush();
        return Answer.created(
                "rectification-items/" + id + "/evidence", evidence.id(), EvidenceView.of(evidence), () -> 1);
    }

    @GET
    @Path("/{evidenceId}/content")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Transactional
    @Operation(operationId = "downloadEvidence", summary = "下载佐证 The file itself")
    @APIResponse(
            responseCode = "200",
            description = "文件 The file",
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema =
                                    @Schema(
                                            type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                                            format = "binary")))
    public RestResponse<byte[]> content(UUID id, UUID evidenceId) {
        ledger.get(id);
        Evidence evidence = ledger.evidence(id)
                .where("e.id = :evidence", "evidence", evidenceId)
                .one();
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream((int) evidence.file().size());
        files.copy(evidence.file().id(), bytes);
        return RestResponse.ResponseBuilder.ok(bytes.toByteArray())
                .header("Content-Type", FileKinds.withCharset(evidence.file().mediaType()))
                .header(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''"
                                + URLEncoder.encode(evidence.file().name(), StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
