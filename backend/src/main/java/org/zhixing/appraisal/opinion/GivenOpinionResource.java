package org.zhixing.appraisal.opinion;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.APPRAISAL;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.opinion.PublicOpinionResource.OpinionReceipt;
import org.zhixing.audit.AuditTrail;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Length;

/** Opinions of those who have signed in, and those that came on paper. APP-3. */
@Path("/api/v1/opinion-calls")
@Tag(name = APPRAISAL)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class GivenOpinionResource {
    @Inject
    OpinionCalls calls;

    @Inject
    Opinions opinions;

    @Inject
    Members members;

    @Inject
    Keyring keys;

    @Inject
    AuditTrail audit;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    /** An opinion of somebody who has signed in, with their name only if they wish. */
    public record GivenOpinion(
            @NotNull @Length(min = 1, max = OpinionForm.LONGEST) @Schema(examples = "支部开会发言不要老念稿子。")
            String text,

            @Schema(nullable = true) @Nullable CheckDimension dimension,

            @NotNull
            @Schema(
                    description = "是否署名；不署名则不留下是谁 Whether it bears one's name; else nothing tells who it was",
                    examples = "false")
            Boolean signed) {}

    /** An opinion that came on paper. */
    public record PaperOpinion(
            @NotNull @Length(min = 1, max = OpinionForm.LONGEST) @Schema(examples = "村里的路灯坏了半年没人修。")
            String text,

            @Schema(nullable = true) @Nullable CheckDimension dimension,

            @Schema(nullable = true, examples = "柳溪村三组 王大爷") @Length(max = OpinionForm.LONGEST_CONTACT) @Nullable
            String contact,

            @Schema(
                    nullable = true,
                    description = "收到的日期，默认今天 The day it came, today if none is given",
                    examples = "2026-04-20")
            @Nullable
            LocalDate receivedOn) {}

    @POST
    @Path("/{id}/opinions")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Writes(anonymously = true)
    @Operation(operationId = "giveOpinion", summary = "党员提意见 Give an opinion, with or without one's name")
    @APIResponseSchema(value = OpinionReceipt.class, responseCode = "201", responseDescription = "已收到 Received")
    public RestResponse<OpinionReceipt> give(UUID id, @NotNull @Valid GivenOpinion body) {
        OpinionCall call = calls.get(id);
        Member author = body.signed() ? author() : null;
        if (author == null) {
            audit.anonymously();
        }
        LocalDate today = Times.today(clock);
        call.refuseUnlessOpen(today);
        String receipt = opinions.receive(
                new Opinion(call, Opinion.Source.MEMBER, new Opinion.Said(body.text(), body.dimension()), today)
                        .signedBy(author));
        return RestResponse.status(RestResponse.Status.CREATED, new OpinionReceipt(receipt));
    }

    @POST
    @Path("/{id}/paper-opinions")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER})
    @Writes
    @Operation(operationId = "keyInOpinion", summary = "录入纸质意见 Key in an opinion that came on paper")
    @APIResponseSchema(value = Keyed.class, responseCode = "201", responseDescription = "已录入 Kept")
    public RestResponse<Keyed> keyIn(UUID id, @NotNull @Valid PaperOpinion body) {
        OpinionCall call = calls.toHandle(id);
        LocalDate today = Times.today(clock);
        LocalDate came = body.receivedOn() == null ? today : body.receivedOn();
        if (came.isAfter(today) || came.isBefore(call.opensOn())) {
            throw Refused.field(
                    "/receivedOn", "opinion/came-outside", call.opensOn().toString());
        }
        Opinion opinion = new Opinion(call, Opinion.Source.PAPER, new Opinion.Said(body.text(), body.dimension()), came)
                .reachedAt(body.contact(), keys)
                .keyedInBy(scope.actor().name());
        opinions.keep(opinion);
        return RestResponse.ResponseBuilder.<Keyed>created(URI.create("/api/v1/opinions/" + opinion.id()))
                .entity(new Keyed(opinion.id(), came))
                .build();
    }

    /** What was keyed in; who may read opinions finds it by its id. */
    @Schema(name = "KeyedOpinion")
    public record Keyed(
            @NotNull UUID id,
            @NotNull @Schema(examples = "2026-04-20") LocalDate receivedOn) {}

    private Member author() {
        UUID member = scope.actor().memberId();
        if (member == null) {
            throw Refused.field("/signed", "opinion/no-member");
        }
        return members.findById(member);
    }
}
