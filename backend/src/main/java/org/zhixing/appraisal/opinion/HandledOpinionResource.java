package org.zhixing.appraisal.opinion;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.APPRAISAL;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Precondition;

/** What is done with an opinion: put to others, answered, or set aside with a reason. */
@Path("/api/v1/opinions")
@Tag(name = APPRAISAL)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class HandledOpinionResource {
    @Inject
    Opinions opinions;

    @Inject
    OpinionGroups groups;

    @Inject
    Clock clock;

    /** The group that it belongs to. */
    public record OpinionGroupChoice(@NotNull UUID groupId) {}

    /** What is answered, in the organisation's name. */
    public record OpinionAnswer(
            @NotNull @Length(min = 1, max = 2000) @Schema(examples = "已印制一次性告知单，放在窗口自取。")
            String answer) {}

    /** SET_ASIDE with the reason that the sender reads, or NEW to take it up again. */
    public record OpinionTransition(
            @NotNull Move to,

            @Schema(nullable = true, examples = "不属于本组织职责，已告知反映渠道") @Length(max = 200) @Nullable
            String reason) {
        /** Where it may be moved by hand; the other states follow from what is done. */
        @Schema(name = "OpinionMove")
        public enum Move {
            SET_ASIDE,
            NEW
        }
    }

    @PUT
    @Path("/{id}/group")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(operationId = "groupOpinion", summary = "归并意见 Put it into a group of its call")
    public RestResponse<OpinionView> group(
            UUID id, @NotNull @Valid OpinionGroupChoice body, @BeanParam Precondition precondition) {
        Opinion opinion = opinions.get(id);
        precondition.holds(opinion);
        groups.join(opinion, groups.named(body.groupId(), "/groupId"));
        return answer(opinion);
    }

    @DELETE
    @Path("/{id}/group")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(operationId = "ungroupOpinion", summary = "取消归并 Take it out of its group")
    public RestResponse<OpinionView> ungroup(UUID id, @BeanParam Precondition precondition) {
        Opinion opinion = opinions.get(id);
        precondition.holds(opinion);
        groups.leave(opinion);
        return answer(opinion);
    }

    @PUT
    @Path("/{id}/answer")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(
            operationId = "answerOpinion",
            summary = "答复一条意见 Answer it alone: read with the receipt, published nowhere; may be put right")
    public RestResponse<OpinionView> answer(
            UUID id, @NotNull @Valid OpinionAnswer body, @BeanParam Precondition precondition) {
        Opinion opinion = opinions.get(id);
        precondition.holds(opinion);
        opinion.answer(body.answer(), Times.today(clock));
        return answer(opinion);
    }

    @POST
    @Path("/{id}/transitions")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(operationId = "moveOpinion", summary = "不办理或重新办理 Set it aside with a reason, or take it up again")
    public RestResponse<OpinionView> move(UUID id, @NotNull @Valid OpinionTransition body) {
        Opinion opinion = opinions.get(id);
        if (body.to() == OpinionTransition.Move.SET_ASIDE) {
            opinion.setAside(body.reason());
        } else {
            opinion.takeUpAgain();
        }
        return answer(opinion);
    }

    private RestResponse<OpinionView> answer(Opinion opinion) {
        opinions.flush();
        return Answer.of(
                OpinionView.of(opinion, opinions.photos(List.of(opinion.id())).get(opinion.id())), opinion);
    }
}
