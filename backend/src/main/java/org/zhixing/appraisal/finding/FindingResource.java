package org.zhixing.appraisal.finding;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.APPRAISAL;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Nature;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** Problems found: record, put right, merge, dismiss; what is personal is between few. */
@Path("/api/v1/findings")
@Tag(name = APPRAISAL)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FindingResource {
    @Inject
    Findings findings;

    @Inject
    FindingDesk desk;

    @Inject
    MergePatch mergePatch;

    @Inject
    Clock clock;

    /** What may be put right of a finding while it is open. */
    public record FindingChange(
            @NotNull @Length(min = 4, max = 1_000) @Schema(examples = "值班时间随意更改，群众来办事常扑空")
            String text,

            @Schema(nullable = true) @Nullable UUID criterionId,
            @NotNull CheckDimension dimension,
            @NotNull Nature nature) {}

    /** A move: DISMISSED needs the reason, OPEN takes a dismissal back, SETTLED ends a personal one whose promise was kept. */
    public record FindingTransition(
            @NotNull Finding.State to,

            @Schema(nullable = true, examples = "经核实，情况不属实") @Length(max = 200) @Nullable
            String reason) {}

    /** Others that are a part of this one. */
    public record FindingMerge(
            @NotNull @Size(min = 1, max = 20) List<@NotNull UUID> others) {}

    /** What the person promises to do. */
    public record FindingPromise(
            @NotNull @Length(min = 4, max = 1_000) @Schema(examples = "每周一、四全天坐班，外出先公告")
            String text) {}

    /** A finding that says nearly the same. */
    public record SimilarFinding(
            @NotNull UUID id,
            @NotNull @Schema(examples = "值班时间常变，群众扑空") String text,

            @Schema(examples = "62", description = "相同的程度（%）How much is the same, in percent")
            int percent) {
        static SimilarFinding of(Findings.Similar s) {
            return new SimilarFinding(s.finding().id(), s.finding().text(), s.percent());
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(
            operationId = "listFindings",
            summary = "问题清单 Findings on organisations, or with of=PERSON those on people, newest first")
    public Page<FindingView> list(@Valid @BeanParam FindingFilter filter, @Valid @BeanParam Paging paging) {
        return desk.list(filter, paging);
    }

    @POST
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(
            operationId = "recordFinding",
            summary = "记录问题 Record a finding on an organisation, or on a person: oneself, or somebody of one's branch")
    @APIResponseSchema(value = FindingView.class, responseCode = "201", responseDescription = "已记录 Recorded")
    public RestResponse<FindingView> record(@NotNull @Valid NewFinding body) {
        Finding finding = desk.record(body);
        return Answer.created("findings", finding.id(), desk.view(finding), finding);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "getFinding", summary = "问题 One finding")
    public RestResponse<FindingView> get(UUID id) {
        return answer(findings.get(id));
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, SECRETARY, RECORDER})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateFinding", summary = "修改问题 Put an open finding right")
    public RestResponse<FindingView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = FindingChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        Finding finding = findings.toWorkOn(id);
        precondition.holds(finding);
        UUID criterion =
                finding.criterion() == null ? null : finding.criterion().id();
        desk.change(
                finding,
                mergePatch.apply(
                        new FindingChange(finding.text(), criterion, finding.dimension(), finding.nature()), body));
        return answer(finding);
    }

    @POST
    @Path("/{id}/transitions")
    @RolesAllowed({OFFICE, SUPERVISOR, SECRETARY, RECORDER})
    @Writes
    @Operation(
            operationId = "moveFinding",
            summary = "不采纳、重新打开、了结 Dismiss a finding, open it again, settle a personal one")
    public RestResponse<FindingView> move(UUID id, @NotNull @Valid FindingTransition body) {
        Finding finding = findings.toWorkOn(id);
        finding.moveTo(body.to(), body.reason());
        return changed(finding);
    }

    @POST
    @Path("/{id}/merges")
    @RolesAllowed({OFFICE, SUPERVISOR, SECRETARY, RECORDER})
    @Writes
    @Operation(
            operationId = "mergeFindings",
            summary = "合并问题 Make others a part of this one; it takes over where they come from")
    public RestResponse<FindingView> merge(UUID id, @NotNull @Valid FindingMerge body) {
        Finding finding = findings.toWorkOn(id);
        findings.merge(finding, body.others(), clock.instant());
        return changed(finding);
    }

    @GET
    @Path("/{id}/similar")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(
            operationId = "listSimilarFindings",
            summary = "相近的问题 Open findings about the same that say nearly the same, at most ten")
    public Page<SimilarFinding> similar(UUID id) {
        return Page.whole(findings.similar(findings.get(id)).stream()
                .map(SimilarFinding::of)
                .toList());
    }

    @PUT
    @Path("/{id}/promise")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(operationId = "promiseOnFinding", summary = "个人整改承诺 Promise what one will do about a finding on oneself")
    public RestResponse<FindingView> promise(
            UUID id, @NotNull @Valid FindingPromise body, @BeanParam Precondition precondition) {
        Finding finding = desk.toPromise(id);
        precondition.holds(finding);
        finding.promise(body.text(), clock.instant());
        return changed(finding);
    }

    private RestResponse<FindingView> changed(Finding finding) {
        findings.flush();
        return answer(finding);
    }

    private RestResponse<FindingView> answer(Finding finding) {
        return Answer.of(desk.view(finding), finding);
    }
}
