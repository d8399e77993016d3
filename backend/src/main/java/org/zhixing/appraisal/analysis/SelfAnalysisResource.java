package org.zhixing.appraisal.analysis;

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
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Criteria;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.platform.idempotency.DryRun;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** Self-analyses: written, handed in, read by few. APP-1. */
@Path("/api/v1/self-analyses")
@Tag(name = APPRAISAL)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SelfAnalysisResource {
    @Inject
    SelfAnalyses analyses;

    @Inject
    Criteria criteria;

    @Inject
    Campaigns campaigns;

    @Inject
    Members members;

    @Inject
    Scope scope;

    @Inject
    MergePatch mergePatch;

    @Inject
    Clock clock;

    /** A draft; memberId where the secretary keys in a paper text. */
    public record NewSelfAnalysis(
            @NotNull UUID campaignId,

            @Schema(nullable = true, description = "代录的作者 Whose it is, if not the caller's") @Nullable
            UUID memberId) {}

    /** What may be changed of a draft, or of what was returned. */
    public record SelfAnalysisChange(
            @NotNull @Size(max = Criteria.MOST) List<Answers.@Valid @NotNull Answer> answers,

            @NotNull @Length(max = SelfAnalysis.MAX_TEXT) @Schema(examples = "总的看，为群众办事的主动性还不够……")
            String text) {}

    /** Where it shall go; returning it takes a comment. */
    public record SelfAnalysisTransition(
            @NotNull SelfAnalysis.State to,

            @Schema(nullable = true, examples = "第三条请写具体") @Length(max = 1_000) @Nullable
            String comment) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(
            operationId = "listSelfAnalyses",
            summary = "党性分析列表 Self-analyses, latest first; what waits to be read, oldest first")
    public Page<SelfAnalysisView.Line> list(
            @QueryParam("organization") @Nullable UUID organization,
            @QueryParam("campaign") @Nullable UUID campaign,
            @QueryParam("state") SelfAnalysis.@Nullable State state,
            @QueryParam("mine") @DefaultValue("false") @Parameter(description = "只看自己的 The caller's own only")
                    boolean mine,
            @QueryParam("waiting")
                    @DefaultValue("false")
                    @Parameter(description = "只看待调用者审阅的 Only what waits for the caller")
                    boolean waiting,
            @Valid @BeanParam Paging paging) {
        var listing = analyses.readable()
                .where(
                        "exists (select 1 from Organization top where top.id = :top and o.path >= top.path and o.path < top.pathEnd)",
                        "top",
                        organization)
                .where("a.campaign.id = :campaign", "campaign", campaign)
                .where("a.state = :state", "state", state);
        if (mine) {
            listing.where(analyses.mine());
        }
        if (waiting) {
            listing.where(analyses.waiting());
        }
        var order = waiting
                ? Order.named(paging.sort, SelfAnalyses.OLDEST, SelfAnalyses.LATEST)
                : Order.named(paging.sort, SelfAnalyses.LATEST, SelfAnalyses.OLDEST);
        return listing.page(paging, order).map(SelfAnalysisView.Line::of);
    }

    @POST
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(
            operationId = "beginSelfAnalysis",
            summary = "起草党性分析 Begin one's self-analysis, or key in what is on paper")
    @APIResponseSchema(
            value = SelfAnalysisView.class,
            responseCode = "201",
            responseDescription = "已存草稿 Kept as a draft")
    public RestResponse<SelfAnalysisView> begin(@NotNull @Valid NewSelfAnalysis body) {
        Member author = author(body.memberId());
        Campaign campaign = campaigns.namedFor(author.branch(), body.campaignId(), "/campaignId");
        analyses.of(author, campaign).ifPresent(there -> {
            throw Refused.conflict("appraisal/analysis-exists").with("existing", there);
        });
        SelfAnalysis analysis = new SelfAnalysis(
                campaign, author, author.id().equals(scope.actor().memberId()) ? null : scope.actor(), clock.instant());
        analyses.persistAndFlush(analysis);
        return Answer.created("self-analyses", analysis.id(), view(analysis), analysis);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "getSelfAnalysis", summary = "党性分析 One self-analysis")
    public RestResponse<SelfAnalysisView> get(UUID id) {
        SelfAnalysis analysis = analyses.get(id);
        return Answer.of(view(analysis), analysis);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateSelfAnalysis", summary = "修改草稿或退回的党性分析 Change a draft or what was returned")
    public RestResponse<SelfAnalysisView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = SelfAnalysisChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        SelfAnalysis analysis = analyses.get(id);
        precondition.holds(analysis);
        analysis = analyses.toWrite(id);
        SelfAnalysisChange change =
                mergePatch.apply(new SelfAnalysisChange(analysis.answers().each(), analysis.text()), body);
        checkCriteria(analysis, change.answers());
        analysis.rewrite(new Answers(change.answers()), change.text(), clock.instant());
        analyses.flush();
        return Answer.of(view(analysis), analysis);
    }

    @POST
    @Path("/{id}/transitions")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes
    @Operation(operationId = "moveSelfAnalysis", summary = "提交、取回、退回或通过 Hand in, take back, return or accept")
    public RestResponse<SelfAnalysisView> move(
            UUID id,
            @NotNull @Valid SelfAnalysisTransition body,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun) {
        SelfAnalysis analysis = SelfAnalysis.State.BY_WRITER.contains(body.to()) ? analyses.toWrite(id) : toDecide(id);
        switch (body.to()) {
            case SUBMITTED ->
                analyses.add(analysis.submit(
                        criteria.standing(analysis.author().branch(), analysis.campaign()),
                        scope.actor(),
                        clock.instant()));
            case DRAFT -> analysis.takeBack(clock.instant());
            case RETURNED -> analysis.giveBack(body.comment(), scope.actor(), clock.instant());
            case ACCEPTED -> analysis.accept(body.comment(), scope.actor(), clock.instant());
        }
        analyses.flush();
        SelfAnalysisView view = view(analysis);
        DryRun.leaveNothing(dryRun);
        return Answer.of(view, analysis);
    }

    @GET
    @Path("/{id}/versions")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "listSelfAnalysisVersions", summary = "历次提交的文本 Every text handed in, latest first")
    public Page<SelfAnalysisView.Version> versions(UUID id, @Valid @BeanParam Paging paging) {
        analyses.get(id);
        return analyses.versions(id)
                .page(paging, Order.named(paging.sort, SelfAnalyses.EDITIONS))
                .map(SelfAnalysisView.Version::of);
    }

    private SelfAnalysisView view(SelfAnalysis analysis) {
        return SelfAnalysisView.of(
                analysis, scope.actor(), scope.reaches(analysis.branch().id(), SelfAnalyses.READ));
    }

    private SelfAnalysis toDecide(UUID id) {
        SelfAnalysis analysis = analyses.get(id);
        if (!scope.reaches(analysis.branch().id(), SelfAnalyses.READ)) {
            throw Refused.forbidden("appraisal/analysis-not-reader");
        }
        return analysis;
    }

    /** Answers speak to criteria of the member's branch; one that was withdrawn meanwhile may keep its answer. */
    private void checkCriteria(SelfAnalysis analysis, List<Answers.Answer> answers) {
        var known =
                criteria.byId(answers.stream().map(Answers.Answer::criterionId).toList());
        for (int i = 0; i < answers.size(); i++) {
            var criterion = known.get(answers.get(i).criterionId());
            boolean before = analysis.answers().speaksTo(answers.get(i).criterionId());
            if (criterion == null
                    || !criterion.campaign().id().equals(analysis.campaign().id())
                    || !before
                            && !criterion
                                    .organization()
                                    .id()
                                    .equals(analysis.author().branch().id())) {
                throw Refused.field("/answers/" + i + "/criterionId", "reference-unknown");
            }
        }
    }

    /** Whose it is: the caller's, or of a member of the branch whose secretary keys in what is on paper. */
    private Member author(@Nullable UUID named) {
        UUID me = scope.actor().memberId();
        UUID id = named == null ? me : named;
        if (id == null) {
            throw Refused.field("/memberId", "appraisal/member-needed");
        }
        Member author = id.equals(me) ? members.byId(List.of(id)).get(id) : members.named(id, "/memberId");
        if (!id.equals(me) && !scope.reaches(author.branch().id(), SelfAnalyses.KEY_IN)) {
            throw Refused.forbidden("appraisal/analysis-not-for-others");
        }
        if (!author.isActive()) {
            throw Refused.field("/memberId", "appraisal/member-left");
        }
        return author;
    }
}
