package org.zhixing.organization.roster;

import static org.zhixing.identity.Role.Names.CLIENT;
import static org.zhixing.identity.Role.Names.OFFICE;
import static org.zhixing.identity.Role.Names.SECRETARY;
import static org.zhixing.platform.openapi.Tags.IMPORT;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.zhixing.audit.AuditTrail;
import org.zhixing.identity.Accounts;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.file.StoredFile;
import org.zhixing.platform.file.StoredFiles;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.problem.Words;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Form;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** Rosters from spreadsheets: try out, look at the faults, apply. ORG-5. */
@jakarta.ws.rs.Path("/api/v1/imports")
@Tag(name = IMPORT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RosterImportResource {
    static final long MAX_BYTES = 50L << 20;
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Inject
    RosterImports imports;

    @Inject
    Organizations organizations;

    @Inject
    StoredFiles files;

    @Inject
    Accounts accounts;

    @Inject
    Scope scope;

    @Inject
    AuditTrail audit;

    @Inject
    Words words;

    @Inject
    Clock clock;

    @Context
    HttpHeaders headers;

    /** The upload: an .xlsx or .csv (UTF-8 or GB18030) of at most 50 MB and 500,000 rows. */
    public static class NewImport implements Form {
        @RestForm("file")
        @NotNull
        @Schema(type = SchemaType.STRING, format = "binary")
        public FileUpload file;

        @RestForm("organizationId")
        @NotNull
        public UUID organizationId;

        @RestForm("dryRun")
        @Schema(description = "默认 true：只试算 Default true: only say what would happen")
        public @Nullable Boolean dryRun;

        @RestForm("deactivateMissing")
        @Schema(description = "默认 false；为 true 时表中没有的在册党员转为离开 Default false; true lets members go whom the file lacks")
        public @Nullable Boolean deactivateMissing;

        @RestForm("memberSince")
        @Schema(description = "新增党员编入支部的日期，默认今天 New members belong to their branch since; default today")
        public @Nullable LocalDate memberSince;
    }

    /** What is wrong in one cell. */
    @Schema(name = "ImportFault")
    public record FaultView(
            @Schema(description = "表格中的行号 As the spreadsheet counts", examples = "17")
            int row,

            @Schema(nullable = true, description = "表头 The heading in the file", examples = "身份证号码") @Nullable
            String column,

            @Schema(
                    nullable = true,
                    description = "证件和电话号码已遮盖 Protected numbers are masked",
                    examples = "990***********3410")
            @Nullable
            String value,

            @NotNull @Schema(examples = "id-number/check-digit")
            String code,

            @NotNull @Schema(examples = "身份证号校验码不对") String message,

            @NotNull @Schema(examples = "最后一位校验码与前 17 位不符，请核对是否录错")
            String remedy) {}

    @GET
    @RolesAllowed({OFFICE, SECRETARY, CLIENT})
    @Operation(operationId = "listImports", summary = "导入记录 Roster imports, newest first")
    public Page<RosterImportView> list(
            @QueryParam("organization") @Nullable UUID organization, @Valid @BeanParam Paging paging) {
        Page<RosterImport> page = imports.withinScope()
                .where("i.organization.id = :organization", "organization", organization)
                .page(paging, Order.named(paging.sort, RosterImports.NEWEST));
        Map<UUID, String> names = accounts.names(
                page.items().stream().map(RosterImport::startedBy).toList());
        return page.map(i -> RosterImportView.of(i, names.getOrDefault(i.startedBy(), ""), words, language()));
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({OFFICE, SECRETARY, CLIENT})
    @Writes
    @Operation(
            operationId = "importRoster",
            summary = "导入花名册 Import a roster",
            description =
                    "The file is looked at at once; its rows are gone through in the background: poll the import's address."
                            + " Rows are matched by ID number, else by name within the branch; blank cells leave what is known as it is.")
    @APIResponseSchema(value = RosterImportView.class, responseCode = "202", responseDescription = "已受理 Accepted")
    public RestResponse<RosterImportView> start(@Valid @BeanParam NewImport body) {
        Organization organization = organizations.named(body.organizationId, "/organizationId");
        if (body.file.size() > MAX_BYTES) {
            throw Refused.of(413, "file/too-large", MAX_BYTES >> 20);
        }
        LocalDate today = Times.today(clock);
        if (body.memberSince != null && body.memberSince.isAfter(today)) {
            throw Refused.field("/memberSince", "import/since-in-future");
        }
        RosterFile.open(body.file.uploadedFile()).heading(!organization.isBranch());
        StoredFile file = store(body.file);
        RosterImport.Wishes wishes = new RosterImport.Wishes(
                !Boolean.FALSE.equals(body.dryRun),
                Boolean.TRUE.equals(body.deactivateMissing),
                body.memberSince == null ? today : body.memberSince);
        return accept(new RosterImport(organization, file, wishes, scope.accountId(), clock.instant()));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SECRETARY, CLIENT})
    @Operation(operationId = "getImport", summary = "导入进度 An import with its progress")
    public RestResponse<RosterImportView> get(UUID id) {
        RosterImport job = imports.get(id);
        return Answer.of(view(job), job);
    }

    @POST
    @Path("/{id}/applications")
    @RolesAllowed({OFFICE, SECRETARY, CLIENT})
    @Writes
    @Operation(operationId = "applyImport", summary = "正式导入 Apply what was tried out: the same file as a new import")
    @APIResponseSchema(value = RosterImportView.class, responseCode = "202", responseDescription = "已受理 Accepted")
    public RestResponse<RosterImportView> apply(UUID id) {
        return accept(imports.get(id).application(scope.accountId(), clock.instant()));
    }

    @GET
    @Path("/{id}/errors")
    @RolesAllowed({OFFICE, SECRETARY, CLIENT})
    @Operation(operationId = "listImportErrors", summary = "导入错误 What is wrong, by row and column")
    public Page<FaultView> errors(UUID id, @Valid @BeanParam Paging paging) {
        imports.get(id);
        Locale language = language();
        return imports.faults(id)
                .page(paging, Order.named(paging.sort, RosterImports.BY_ROW))
                .map(f -> new FaultView(
                        f.row(),
                        f.header(),
                        f.value(),
                        f.code(),
                        f.message(words, language),
                        f.remedy(words, language)));
    }

    @GET
    @Path("/{id}/workbook")
    @Produces(XLSX)
    @RolesAllowed({OFFICE, SECRETARY})
    @Transactional
    @Operation(
            operationId = "downloadImportWorkbook",
            summary = "取回标注错误的表格 The roster with the reason in each failing cell",
            description = "Holds numbers in clear, as the upload did; the download is recorded.")
    @APIResponse(
            responseCode = "200",
            description = "表格 The workbook",
            content = @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestResponse<StreamingOutput> workbook(UUID id) {
        RosterImport job = imports.get(id);
        if (!job.finished() || job.rowsTotal() == null) {
            throw Refused.conflict("import/no-workbook");
        }
        audit.read("RosterImport", id, job.organization().id(), List.of("file"));
        String name = job.fileName().replaceFirst("\\.[^.]*$", "") + words.say(language(), "import/marked") + ".xlsx";
        return spreadsheet(name, marked(job));
    }

    @GET
    @Path("/template")
    @Produces(XLSX)
    @RolesAllowed({OFFICE, SECRETARY, CLIENT})
    @Operation(operationId = "downloadRosterTemplate", summary = "花名册模板 A roster to fill in")
    @APIResponse(
            responseCode = "200",
            description = "表格 The workbook",
            content = @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestResponse<StreamingOutput> template() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MarkedWorkbook.template(out, words, language());
        return spreadsheet(words.say(language(), "import/sheet") + ".xlsx", to -> to.write(out.toByteArray()));
    }

    /** Writes the workbook to a file of its own first: a fault on the way is still answered as one. */
    private StreamingOutput marked(RosterImport job) {
        java.nio.file.Path upload = PrivateFile.create();
        java.nio.file.Path marked = PrivateFile.create();
        try (OutputStream in = Files.newOutputStream(upload);
                OutputStream out = Files.newOutputStream(marked)) {
            files.copy(job.file(), in);
            RosterFile file = RosterFile.open(upload);
            new MarkedWorkbook(imports, job.id(), words, language())
                    .write(file, file.heading(!job.organization().isBranch()), out);
        } catch (IOException e) {
            PrivateFile.delete(marked);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            PrivateFile.delete(marked);
            throw e;
        } finally {
            PrivateFile.delete(upload);
        }
        InputStream content = PrivateFile.takeAway(marked);
        return to -> {
            try (content) {
                content.transferTo(to);
            }
        };
    }

    private static RestResponse<StreamingOutput> spreadsheet(String name, StreamingOutput content) {
        return RestResponse.ResponseBuilder.ok(content)
                .header(HttpHeaders.CONTENT_TYPE, XLSX)
                .header(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''"
                                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                .build();
    }

    private StoredFile store(FileUpload upload) {
        try (InputStream content = Files.newInputStream(upload.uploadedFile())) {
            return files.storeSealed(upload.fileName(), MediaType.APPLICATION_OCTET_STREAM, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RestResponse<RosterImportView> accept(RosterImport job) {
        imports.persist(job);
        imports.flush();
        return Answer.accepted("imports", job.id(), view(job));
    }

    private RosterImportView view(RosterImport job) {
        String name = accounts.names(List.of(job.startedBy())).getOrDefault(job.startedBy(), "");
        return RosterImportView.of(job, name, words, language());
    }

    private Locale language() {
        return words.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
