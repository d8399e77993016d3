package org.zhixing.appraisal.opinion;

import static org.zhixing.platform.openapi.Tags.APPRAISAL;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditTrail;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Paced;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** What the public reads and sends, without a sign-in. Nothing here asks who it is, and nothing keeps it. APP-3. */
@Path("/api/v1/public")
@Tag(name = APPRAISAL)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PublicOpinionResource {
    private static final String SENDS = "zhixing.opinion.sends-per-minute-and-address";
    private static final String READS = "zhixing.opinion.reads-per-minute-and-address";

    @Inject
    OpinionCalls calls;

    @Inject
    Opinions opinions;

    @Inject
    OpinionGroups groups;

    @Inject
    OpinionPhotos photos;

    @Inject
    Keyring keys;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    /** A call as the public sees it. */
    public record PublicOpinionCall(
            @NotNull @Schema(examples = "城郊工委") String organization,
            @NotNull @Schema(examples = "对党支部作风建设的意见") String title,

            @NotNull @Schema(examples = "办事方便吗？还有哪些事没办好？请直说。")
            String invitation,

            @Schema(description = "现在能否提意见 Whether opinions are taken now")
            boolean open) {}

    /** What finds an opinion again. */
    public record OpinionReceipt(
            @NotNull @Schema(description = "回执号 Shown once and kept nowhere", examples = "K7QM-4TXD-9WPN")
            String receipt) {}

    /** What became of an opinion; its text is not repeated. */
    public record PublicOpinion(
            @NotNull @Schema(examples = "城郊工委") String organization,
            @NotNull @Schema(examples = "对党支部作风建设的意见") String title,
            @NotNull @Schema(examples = "2026-04-20") LocalDate receivedOn,
            @NotNull Opinion.State state,

            @Schema(nullable = true, examples = "已印制一次性告知单，放在窗口自取。") @Nullable
            String answer,

            @Schema(nullable = true, examples = "2026-04-28") @Nullable
            LocalDate answeredOn,

            @Schema(nullable = true, examples = "不属于本组织职责，已告知反映渠道") @Nullable
            String setAsideReason) {}

    /** A public answer to all who said the same, in the organisation's words. */
    public record PublicAnswer(
            @NotNull @Schema(examples = "办事材料没有一次说清") String title,

            @Schema(description = "有多少条意见说到 How many opinions said so", examples = "5")
            long opinions,

            @NotNull @Schema(examples = "已印制一次性告知单，放在窗口自取。") String answer,
            @NotNull @Schema(examples = "2026-04-28") LocalDate answeredOn) {}

    @GET
    @Path("/opinion-calls/{code}")
    @PermitAll
    @Paced(name = "opinion-pages", perMinuteAndAddress = READS)
    @Operation(operationId = "getPublicOpinionCall", summary = "公开的征求意见 A call by its public code")
    public PublicOpinionCall call(@Parameter(example = "K7QM-4TXD") String code) {
        OpinionCall call = calls.coded(code);
        return new PublicOpinionCall(
                call.organization().name(), call.title(), call.invitation(), call.takesOn(Times.today(clock)));
    }

    @POST
    @Path("/opinion-calls/{code}/opinions")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @PermitAll
    @Paced(name = "opinions", perMinuteAndAddress = SENDS)
    @Writes(anonymously = true)
    @Operation(operationId = "sendOpinion", summary = "提意见，不用登录、不记名 Give an opinion without a name")
    @APIResponseSchema(value = OpinionReceipt.class, responseCode = "201", responseDescription = "已收到 Received")
    public RestResponse<OpinionReceipt> send(
            @Parameter(example = "K7QM-4TXD") String code, @Valid @BeanParam OpinionForm form) {
        audit.anonymously();
        OpinionCall call = calls.coded(code);
        LocalDate today = Times.today(clock);
        call.refuseUnlessOpen(today);
        opinions.refuseFull(call);
        form.check();
        List<OpinionPhotos.Bare> bare = photos.bare(form.photos());
        Opinion opinion = new Opinion(call, Opinion.Source.PUBLIC, form.said(), today).reachedAt(form.contact, keys);
        String receipt = opinions.receive(opinion);
        photos.keep(opinion, bare);
        return RestResponse.status(RestResponse.Status.CREATED, new OpinionReceipt(receipt));
    }

    @GET
    @Path("/opinion-calls/{code}/answers")
    @PermitAll
    @Paced(name = "opinion-pages", perMinuteAndAddress = READS)
    @Operation(operationId = "listPublicAnswers", summary = "公开的答复 What was answered in public, latest first")
    public Page<PublicAnswer> answers(@Parameter(example = "K7QM-4TXD") String code, @Valid @BeanParam Paging paging) {
        Page<OpinionGroup> page =
                groups.answered(calls.coded(code)).page(paging, Order.named(paging.sort, OpinionGroups.LATEST_ANSWER));
        Map<UUID, Long> sizes =
                groups.sizes(page.items().stream().map(OpinionGroup::id).toList());
        return page.map(g ->
                new PublicAnswer(g.title(), sizes.getOrDefault(g.id(), 0L), known(g.answer()), known(g.answeredOn())));
    }

    @GET
    @Path("/opinions/{receipt}")
    @PermitAll
    @Paced(name = "opinion-pages", perMinuteAndAddress = READS)
    @Operation(operationId = "getPublicOpinion", summary = "凭回执号查询 What became of an opinion, by its receipt")
    public PublicOpinion opinion(@Parameter(example = "K7QM-4TXD-9WPN") String receipt) {
        Opinion opinion = opinions.receipted(receipt);
        return new PublicOpinion(
                opinion.call().organization().name(),
                opinion.call().title(),
                opinion.receivedOn(),
                opinion.state(),
                opinion.shownAnswer(),
                opinion.shownAnsweredOn(),
                opinion.setAsideReason());
    }

    private static <T> T known(@Nullable T value) {
        return java.util.Objects.requireNonNull(value);
    }
}
