package org.zhixing.rectification;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.RECTIFICATION;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.finding.Finding;
import org.zhixing.appraisal.finding.FindingOrigin;
import org.zhixing.appraisal.finding.Findings;
import org.zhixing.organization.Members;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.rectification.RectificationItemResource.NewMeasure;

/** From a finding to an item of the ledger in one step, and which items a finding led to. */
@Path("/api/v1/findings/{id}/items")
@Tag(name = RECTIFICATION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FindingItemResource {
    @Inject
    Findings findings;

    @Inject
    FindingTies ties;

    @Inject
    Ledger ledger;

    @Inject
    Members members;

    @Inject
    Clock clock;

    /** What an item needs beyond what its finding says already. */
    public record NewItemOfFinding(
            @Schema(nullable = true, description = "不填则用问题的原文 The finding's words where nothing is given")
            @Length(min = 4, max = 1_000)
            @Nullable
            String problem,

            @NotNull RectificationItem.Kind kind,
            @Schema(nullable = true) @Nullable UUID leaderId,
            @NotNull UUID responsibleId,
            @NotNull @Schema(examples = "2026-04-30") LocalDate dueOn,
            @NotNull @Size(max = 50) List<@Valid @NotNull NewMeasure> measures,

            @Schema(nullable = true, description = "同一事项一并解决的其他问题 Other findings that the same item takes up")
            @Size(max = 50)
            @Nullable
            List<@NotNull UUID> alsoFindingIds) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "listItemsOfFinding", summary = "问题列入的整改事项 The items that took up a finding")
    public Page<RectificationItemView> list(UUID id, @Valid @BeanParam Paging paging) {
        findings.get(id);
        Page<RectificationItem> page =
                ledger.ofFinding(id).page(paging, Order.named(paging.sort, LedgerOrder.NEWEST, LedgerOrder.DUE_FIRST));
        Ledger.Standing standing = ledger.standing(page.items());
        Map<UUID, List<Finding>> tied = ties.of(RectificationItem.ids(page.items()));
        return page.map(i -> RectificationItemView.of(i, standing, tied, Times.today(clock)));
    }

    @POST
    @RolesAllowed({OFFICE, SUPERVISOR, SECRETARY, RECORDER})
    @Writes
    @Operation(
            operationId = "handOverFinding",
            summary = "列入整改台账 Raise an item for a finding, and for others of the same kind")
    @APIResponseSchema(value = RectificationItemView.class, responseCode = "201", responseDescription = "已列入 Raised")
    public RestResponse<RectificationItemView> handOver(UUID id, @NotNull @Valid NewItemOfFinding body) {
        Finding finding = findings.toWorkOn(id);
        FindingOrigin origin = findings.origins(List.of(id)).get(id).getFirst();
        Instant now = clock.instant();
        finding.handOver();
        RectificationItem item = ledger.raise(
                finding.campaign(),
                finding.organization(),
                new RectificationItem.Facts(
                        body.problem() == null ? finding.text() : body.problem(),
                        finding.dimension(),
                        finding.nature(),
                        body.kind(),
                        body.leaderId() == null ? null : members.named(body.leaderId(), "/leaderId"),
                        members.named(body.responsibleId(), "/responsibleId")),
                body.dueOn(),
                origin.kind(),
                origin.reference(),
                origin.note(),
                now);
        body.measures().forEach(m -> item.plan(m.title(), m.dueOn(), now));
        ties.tie(finding, item, now);
        ties.handOver(body.alsoFindingIds() == null ? List.of() : body.alsoFindingIds(), item, "/alsoFindingIds", now);
        ledger.flush();
        return Answer.created(
                "rectification-items",
                item.id(),
                RectificationItemView.of(
                        item, ledger.standing(List.of(item)), ties.of(List.of(item.id())), Times.today(clock)),
                item);
    }
}
