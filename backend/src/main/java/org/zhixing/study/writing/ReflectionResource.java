package org.zhixing.study.writing;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;
import static org.zhixing.study.writing.Writing.Kind.REFLECTION;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;
import org.zhixing.study.writing.AttachmentDesk.AttachmentView;

/** What members make of what they studied; the same shape as study notes. STU-7. */
@Path("/api/v1/reflections")
@Tag(name = STUDY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReflectionResource {
    @Inject
    WritingDesk desk;

    @Inject
    AttachmentDesk attachments;

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(
            operationId = "listReflections",
            summary = "心得体会列表 Reflections, latest first; what waits for review, oldest first")
    public Page<WritingLine> list(@Valid @BeanParam WritingFilter filter, @Valid @BeanParam Paging paging) {
        return desk.list(REFLECTION, filter, paging);
    }

    @POST
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(operationId = "beginReflection", summary = "起草心得体会，或代录纸质稿 Begin a draft, or key in what is on paper")
    @APIResponseSchema(value = WritingView.class, responseCode = "201", responseDescription = "已存草稿 Kept as a draft")
    public RestResponse<WritingView> begin(@NotNull @Valid NewWriting body) {
        return desk.begin(REFLECTION, body);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "getReflection", summary = "心得体会 One reflection")
    public RestResponse<WritingView> get(UUID id) {
        return desk.get(REFLECTION, id);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateReflection", summary = "修改草稿或退回的心得体会 Change a draft or what was returned")
    public RestResponse<WritingView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = WritingChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        return desk.change(REFLECTION, id, body, precondition);
    }

    @POST
    @Path("/{id}/transitions")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(operationId = "moveReflection", summary = "提交、撤回、退回或通过 Hand in, take back, return or accept")
    public RestResponse<WritingView> move(
            UUID id,
            @NotNull @Valid WritingTransition body,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun) {
        return desk.move(REFLECTION, id, body, dryRun);
    }

    @GET
    @Path("/{id}/similar")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Transactional
    @Operation(
            operationId = "listSimilarToReflection",
            summary = "相同段落 Passages that stand in other writings of the campaign too, at most five writings")
    public Page<SimilarView> similar(UUID id) {
        return desk.similar(REFLECTION, id);
    }

    @GET
    @Path("/{id}/versions")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "listReflectionVersions", summary = "历次提交的文本 Every text handed in, latest first")
    public Page<VersionView> versions(UUID id, @Valid @BeanParam Paging paging) {
        return desk.versions(REFLECTION, id, paging);
    }

    @GET
    @Path("/{id}/attachments")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "listReflectionAttachments", summary = "手写稿附件 Photos and PDFs, first added first")
    public Page<AttachmentView> attachments(UUID id, @Valid @BeanParam Paging paging) {
        return attachments.list(REFLECTION, id, paging);
    }

    @POST
    @Path("/{id}/attachments")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(operationId = "addReflectionAttachment", summary = "上传手写稿 Add a photo or PDF of a handwritten text")
    @APIResponseSchema(value = AttachmentView.class, responseCode = "201", responseDescription = "已上传 Kept")
    public RestResponse<AttachmentView> attach(UUID id, @Valid @BeanParam AttachmentDesk.Upload upload) {
        return attachments.add(REFLECTION, id, upload);
    }

    @DELETE
    @Path("/{id}/attachments/{attachmentId}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(
            operationId = "removeReflectionAttachment",
            summary = "移除手写稿 Take a photo or PDF away; what was handed in before still has it")
    @APIResponse(responseCode = "204", description = "已移除 Gone")
    public void detach(UUID id, UUID attachmentId) {
        attachments.remove(REFLECTION, id, attachmentId);
    }

    @GET
    @Path("/{id}/attachments/{attachmentId}/content")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Transactional
    @Operation(operationId = "downloadReflectionAttachment", summary = "下载手写稿 The file itself")
    @APIResponse(
            responseCode = "200",
            description = "文件 The file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestResponse<byte[]> content(UUID id, UUID attachmentId) {
        return attachments.content(REFLECTION, id, attachmentId);
    }
}
