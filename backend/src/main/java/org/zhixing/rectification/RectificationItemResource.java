package org.zhixing.rectification;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.RECTIFICATION;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
import org.zhixing.appraisal.Origin;
import org.zhixing.appraisal.Origins;
import org.zhixing.appraisal.finding.Finding;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.organization.Members;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.idempotency.DryRun;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** The ledger: raise, work on, hand in, close. */
@Path("/api/v1/rectification-items")
@Tag(name = RECTIFICATION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RectificationItemResource {
    @Inject
    Ledger ledger;

    @Inject
    FindingTies ties;

    @Inject
    Origins origins;

    @Inject
    Campaigns campaigns;

    @Inject
    Organizations organizations;

    @Inject
    Members members;

    @Inject
    MergePatch mergePatch;

    @Inject
    Clock clock;

    /** A problem to be rectified. */
    public record NewRectificationItem(
            @NotNull UUID campaignId,
            @NotNull UUID organizationId,

            @NotNull @Length(min = 4, max = 1_000) @Schema(examples = "排水沟渠多年淤堵，雨季内涝，群众反映强烈")
            String problem,

            @NotNull CheckDimension dimension,
            @NotNull Nature nature,
            @NotNull RectificationItem.Kind kind,

            @Schema(nullable = true, description = "牵头领导 Leader in charge") @Nullable
            UUID leaderId,

            @NotNull @Schema(description = "责任人 Person responsible")
            UUID responsibleId,

            @NotNull @Schema(examples = "2026-04-30") LocalDate dueOn,
            @NotNull @Valid NewOrigin origin,
            @NotNull @Size(max = 50) List<@Valid @NotNull NewMeasure> measures,

            @Schema(
                    nullable = true,
                    description = "由哪些问题列入，本组织或下级的 The findings it takes up, of this organisation or below")
            @Size(max = 50)
            @Nullable
            List<@NotNull UUID> findingIds) {}

    /** What brought it to light. */
    public record NewOrigin(
            @NotNull Origin kind,
            @Schema(nullable = true) @Nullable UUID reference,

            @Schema(nullable = true, examples = "大讨论中 6 名党员提出") @Length(max = 200) @Nullable
            String note) {}

    /** A measure to be taken. */
    public record NewMeasure(
            @NotNull @Length(min = 1, max = 200) @Schema(examples = "党员包段清淤 1.2 公里")
            String title,

            @Schema(nullable = true, examples = "2026-04-15") @Nullable
            LocalDate dueOn) {}

    /** What may be corrected of an item. The due date may not: a later one is asked for (REC-3). */
    public record RectificationItemChange(
            @NotNull @Length(min = 4, max = 1_000) @Schema(examples = "排水沟渠多年淤堵，雨季内涝，群众反映强烈")
            String problem,

            @NotNull CheckDimension dimension,
            @NotNull Nature nature,
            @NotNull RectificationItem.Kind kind,
            @Schema(nullable = true) @Nullable UUID leaderId,
            @NotNull UUID responsibleId) {}

    /** How far a measure is. */
    public record MeasureChange(
            @NotNull @Length(min = 1, max = 200) @Schema(examples = "党员包段清淤 1.2 公里")
            String title,

            @Schema(nullable = true, examples = "2026-04-15") @Nullable
            LocalDate dueOn,

            @NotNull Measure.Progress state) {}

    /** A move. Returning, reopening and cancelling need a note. */
    public record ItemTransition(
            @NotNull State to,

            @Schema(nullable = true, examples = "照片只有整治前的，请补整治后的") @Length(max = 500) @Nullable
            String note) {}

    /** A line for the progress log. */
    public record NewLogNote(
            @NotNull @Length(min = 1, max = 500) @Schema(examples = "已清淤 800 米，剩余本周完成")
            String note) {}

    /** A line of an item's history. */
    @Schema(name = "LogEntry")
    public record LogEntryView(
            @NotNull UUID id,
            @NotNull Instant at,
            @NotNull @Schema(examples = "王秀兰") String by,
            @NotNull LogEntry.Kind kind,
            @Schema(nullable = true) @Nullable State from,
            @Schema(nullable = true) @Nullable State to,

            @Schema(nullable = true, examples = "已清淤 800 米，剩余本周完成") @Nullable
            String note) {
        static LogEntryView of(LogEntry e) {
            return new LogEntryView(e.id(), e.at(), e.by(), e.kind(), e.from(), e.to(), e.note());
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Transactional
    @Operation(
            operationId = "listRectificationItems",
            summary = "整改台账 The ledger, due first",
            description = "sort: " + LedgerOrder.NAMES)
    public Page<RectificationItemView> list(@Valid @BeanParam LedgerFilter filter, @Valid @BeanParam Paging paging) {
        LocalDate today = Times.today(clock);
        Page<RectificationItem> page = ledger.matching(filter, today).page(paging, LedgerOrder.named(paging.sort));
        Ledger.Standing standing = ledger.standing(page.items());
        Map<UUID, List<Finding>> tied = ties.of(RectificationItem.ids(page.items()));
        return page.map(i -> RectificationItemView.of(i, standing, tied, today));
    }

    @POST
    @RolesAllowed({OFFICE, SUPERVISOR, SECRETARY, RECORDER, CLIENT})
    @Writes
    @Operation(operationId = "raiseRectificationItem", summary = "登记整改事项 Raise an item")
    @APIResponseSchema(value = RectificationItemView.class, responseCode = "201", responseDescription = "已登记 Raised")
    public RestResponse<RectificationItemView> raise(@NotNull @Valid NewRectificationItem body) {
        Organization organization = organizations.named(body.organizationId(), "/organizationId");
        Campaign campaign = campaigns.namedFor(organization, body.campaignId(), "/campaignId");
        Instant now = clock.instant();
        origins.check(body.origin().kind(), body.origin().reference(), "/origin/reference");
        RectificationItem item = ledger.raise(
                campaign,
                organization,
                new RectificationItem.Facts(
                        body.problem(),
                        body.dimension(),
                        body.nature(),
                        body.kind(),
                        body.leaderId() == null ? null : members.named(body.leaderId(), "/leaderId"),
                        members.named(body.responsibleId(), "/responsibleId")),
                body.dueOn(),
                body.origin().kind(),
                body.origin().reference(),
                body.origin().note(),
                now);
        body.measures().forEach(m -> item.plan(m.title(), m.dueOn(), now));
        ties.handOver(body.findingIds() == null ? List.of() : body.findingIds(), item, "/findingIds", now);
        ledger.flush();
        return Answer.created("rectification-items", item.id(), view(item), item);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "getRectificationItem", summary = "整改事项 One item")
    public RestResponse<RectificationItemView> get(UUID id) {
        return answer(ledger.get(id));
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, CLIENT})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateRectificationItem", summary = "修改整改事项 Correct an item's facts")
    public RestResponse<RectificationItemView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = RectificationItemChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        RectificationItem item = ledger.get(id);
        precondition.holds(item);
        RectificationItem.Facts f = item.facts();
        RectificationItemChange c = mergePatch.apply(
                new RectificationItemChange(
                        f.problem(),
                        f.dimension(),
                        f.nature(),
                        f.kind(),
                        f.leader() == null ? null : f.leader().id(),
                        f.responsible().id()),
                body);
        item.edit(
                new RectificationItem.Facts(
                        c.problem(),
                        c.dimension(),
                        c.nature(),
                        c.kind(),
                        c.leaderId() == null ? null : members.named(c.leaderId(), "/leaderId"),
                        members.named(c.responsibleId(), "/responsibleId")),
                clock.instant());
        ledger.write(item, clock.instant(), LogEntry.Kind.EDIT, null, null, null);
        ledger.flush();
        return answer(item);
    }

    @POST
    @Path("/{id}/measures")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, CLIENT})
    @Writes
    @Operation(operationId = "addMeasure", summary = "增加措施 Add a measure; answers the item")
    @APIResponseSchema(value = RectificationItemView.class, responseCode = "201", responseDescription = "已增加 Added")
    public RestResponse<RectificationItemView> addMeasure(UUID id, @NotNull @Valid NewMeasure body) {
        RectificationItem item = ledger.get(id);
        item.plan(body.title(), body.dueOn(), clock.instant());
        ledger.write(item, clock.instant(), LogEntry.Kind.MEASURE, null, null, "＋ " + body.title());
        ledger.flush();
        return Answer.created("rectification-items", item.id(), view(item), item);
    }

    @PATCH
    @Path("/{id}/measures/{measureId}")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(
            operationId = "updateMeasure",
            summary = "更新措施 Change a measure or its state; If-Match is the item's ETag")
    public RestResponse<RectificationItemView> changeMeasure(
            UUID id,
            UUID measureId,
            @RequestBody(content = @Content(schema = @Schema(implementation = MeasureChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        RectificationItem item = ledger.toWorkOn(id);
        precondition.holds(item);
        Measure measure = item.measure(measureId);
        MeasureChange c = mergePatch.apply(new MeasureChange(measure.title(), measure.dueOn(), measure.state()), body);
        item.editMeasure(measure, c.title(), c.dueOn(), c.state(), clock.instant());
        ledger.write(
                item,
                clock.instant(),
                LogEntry.Kind.MEASURE,
                null,
                null,
                c.title() + " → " + c.state().name());
        ledger.flush();
        return answer(item);
    }

    @POST
    @Path("/{id}/transitions")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Writes
    @Operation(
            operationId = "moveRectificationItem",
            summary = "办理、申请销号、销号、退回 Move an item; closing is for somebody above who does not own it")
    public RestResponse<RectificationItemView> move(
            UUID id, @NotNull @Valid ItemTransition body, @QueryParam("dryRun") @DefaultValue("false") boolean dryRun) {
        RectificationItem item = ledger.get(id);
        ledger.move(item, body.to(), body.note(), clock.instant());
        ledger.flush();
        RectificationItemView view = view(item);
        DryRun.leaveNothing(dryRun);
        return Answer.of(view, item);
    }

    @GET
    @Path("/{id}/log")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listItemLog", summary = "办理过程 An item's history, latest first")
    public Page<LogEntryView> log(UUID id, @Valid @BeanParam Paging paging) {
        ledger.get(id);
        return ledger.log(id)
                .page(paging, Order.named(paging.sort, Ledger.LATEST_ENTRY))
                .map(LogEntryView::of);
    }

    @POST
    @Path("/{id}/log")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Writes
    @Operation(operationId = "addItemNote", summary = "填写进展 Add a line on progress")
    @APIResponseSchema(value = LogEntryView.class, responseCode = "201", responseDescription = "已记录 Kept")
    public RestResponse<LogEntryView> note(UUID id, @NotNull @Valid NewLogNote body) {
        RectificationItem item = ledger.toWorkOn(id);
        LogEntry entry = ledger.write(
                item,
                clock.instant(),
                LogEntry.Kind.NOTE,
                null,
                null,
                body.note().strip());
        ledger.flush();
        return Answer.created("rectification-items/" + id + "/log", entry.id(), LogEntryView.of(entry), () -> 1);
    }

    private RestResponse<RectificationItemView> answer(RectificationItem item) {
        return Answer.of(view(item), item);
    }

    private RectificationItemView view(RectificationItem item) {
        return RectificationItemView.of(
                item, ledger.standing(List.of(item)), ties.of(List.of(item.id())), Times.today(clock));
    }
}
