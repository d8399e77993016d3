package org.zhixing.outcome;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.OUTCOME;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.CampaignTemplate;
import org.zhixing.campaign.Campaigns;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.outcome.OutcomeView.ValueView;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;
import org.zhixing.rectification.RectificationItem;

/** What the campaign achieved for the public. */
@Path("/api/v1/outcomes")
@Tag(name = OUTCOME)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OutcomeResource {
    @Inject
    Outcomes outcomes;

    @Inject
    Organizations organizations;

    @Inject
    Campaigns campaigns;

    @Inject
    MergePatch mergePatch;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    @Inject
    Event<OutcomeMeasured> measured;

    /** An item, and where it is known the measure, that it came of. */
    @Schema(name = "OutcomeTieForm")
    public record TieForm(
            @NotNull UUID itemId,
            @Schema(nullable = true) @Nullable UUID measureId) {}

    /** An outcome to be recorded. */
    public record NewOutcome(
            @NotNull UUID campaignId,
            @NotNull UUID organizationId,

            @NotNull @Length(min = 2, max = 120) @Schema(examples = "办证等候缩短到一刻钟")
            String title,

            @Schema(nullable = true, examples = "增设引导岗和午间值守窗口") @Length(max = 2_000) @Nullable
            String text,

            @NotNull @Pattern(regexp = "[A-Z0-9_]{1,30}") @Schema(examples = "PUBLIC_SERVICE")
            String field,

            @NotNull @Pattern(regexp = "[A-Z0-9_]{1,30}") @Schema(examples = "LIVELIHOOD")
            String integration,

            @NotNull @Valid Indicator indicator,

            @Schema(nullable = true, examples = "来办事的群众") @Length(max = 200) @Nullable
            String beneficiaries,

            @Schema(nullable = true, examples = "3200") @Min(0) @Max(100_000_000) @Nullable
            Integer beneficiaryCount,

            @NotNull @Size(max = 50) List<@Valid @NotNull TieForm> items) {
        Outcome.Facts facts() {
            return new Outcome.Facts(title, text, field, integration, indicator, beneficiaries, beneficiaryCount);
        }
    }

    /** What may be corrected. */
    public record OutcomeChange(
            @NotNull @Length(min = 2, max = 120) @Schema(examples = "办证等候缩短到一刻钟")
            String title,

            @Schema(nullable = true, examples = "增设引导岗和午间值守窗口") @Length(max = 2_000) @Nullable
            String text,

            @NotNull @Pattern(regexp = "[A-Z0-9_]{1,30}") @Schema(examples = "PUBLIC_SERVICE")
            String field,

            @NotNull @Pattern(regexp = "[A-Z0-9_]{1,30}") @Schema(examples = "LIVELIHOOD")
            String integration,

            @NotNull @Valid Indicator indicator,

            @Schema(nullable = true, examples = "来办事的群众") @Length(max = 200) @Nullable
            String beneficiaries,

            @Schema(nullable = true, examples = "3200") @Min(0) @Max(100_000_000) @Nullable
            Integer beneficiaryCount,

            @NotNull @Size(max = 50) List<@Valid @NotNull TieForm> items) {
        Outcome.Facts facts() {
            return new Outcome.Facts(title, text, field, integration, indicator, beneficiaries, beneficiaryCount);
        }
    }

    /** What was measured, on which day, and who says so. */
    public record NewOutcomeValue(
            @NotNull @Schema(examples = "2026-04-20") LocalDate observedOn,

            @NotNull @Digits(integer = 14, fraction = 4) @Schema(examples = "14")
            BigDecimal value,

            @NotNull @Length(min = 2, max = 200) @Schema(examples = "叫号系统 4 月中旬统计")
            String source,

            @Schema(nullable = true, description = "更正时填原来那一笔 The value it corrects") @Nullable
            UUID correctsId) {}

    /** Why it does not stand. */
    public record OutcomeWithdrawal(
            @NotNull @Length(min = 2, max = 200) @Schema(examples = "统计口径有误")
            String reason) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Transactional
    @Operation(operationId = "listOutcomes", summary = "实效列表 Outcomes, latest first")
    public Page<OutcomeView> list(
            @QueryParam("organization") @Nullable UUID organization,
            @QueryParam("campaign") @Nullable UUID campaign,
            @QueryParam("field") @Length(max = 30) @Nullable String field,
            @QueryParam("integration") @Length(max = 30) @Nullable String integration,
            @QueryParam("item") @Nullable UUID item,
            @Valid @BeanParam Paging paging) {
        Page<Outcome> page = outcomes.withinScope()
                .where(
                        "exists (select 1 from Organization top where top.id = :top and o.path >= top.path and o.path < top.pathEnd)",
                        "top",
                        organization)
                .where("u.campaign.id = :campaign", "campaign", campaign)
                .where("u.field = :field", "field", field)
                .where("u.integration = :integration", "integration", integration)
                .where(
                        "exists (select 1 from OutcomeTie t where t.outcomeId = u.id and t.itemId = :item)",
                        "item",
                        item)
                .page(paging, Order.named(paging.sort, Outcomes.NEWEST));
        return new Page<>(views(page.items()), page.next(), page.total());
    }

    @POST
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, CLIENT})
    @Writes
    @Operation(operationId = "recordOutcome", summary = "登记实效 Record an outcome with its baseline")
    @APIResponseSchema(value = OutcomeView.class, responseCode = "201", responseDescription = "已登记 Recorded")
    public RestResponse<OutcomeView> record(@NotNull @Valid NewOutcome body) {
        Organization organization = organizations.named(body.organizationId(), "/organizationId");
        Campaign campaign = campaigns.namedFor(organization, body.campaignId(), "/campaignId");
        check(campaign, body.facts());
        Outcome outcome =
                new Outcome(campaign, organization, body.facts(), scope.actor().name(), clock.instant());
        outcomes.persist(outcome);
        outcomes.tie(outcome, body.items(), clock.instant());
        outcomes.flush();
        return Answer.created("outcomes", outcome.id(), view(outcome), outcome);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Transactional
    @Operation(operationId = "getOutcome", summary = "实效 One outcome")
    public RestResponse<OutcomeView> get(UUID id) {
        Outcome outcome = outcomes.get(id);
        return Answer.of(view(outcome), outcome);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, CLIENT})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateOutcome", summary = "修改实效 Correct an outcome and what it came of")
    public RestResponse<OutcomeView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = OutcomeChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        Outcome outcome = outcomes.get(id);
        precondition.holds(outcome);
        Outcome.Facts f = outcome.facts();
        OutcomeChange change = mergePatch.apply(
                new OutcomeChange(
                        f.title(),
                        f.text(),
                        f.field(),
                        f.integration(),
                        f.indicator(),
                        f.beneficiaries(),
                        f.beneficiaryCount(),
                        outcomes.ties(List.of(id)).stream()
                                .map(t -> new TieForm(t.itemId(), t.measureId()))
                                .toList()),
                body);
        check(outcome.campaign(), change.facts());
        outcome.edit(change.facts(), clock.instant());
        if (body.has("items")) {
            outcomes.tie(outcome, change.items(), clock.instant());
        }
        outcomes.flush();
        return Answer.of(view(outcome), outcome);
    }

    @POST
    @Path("/{id}/withdrawal")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(
            operationId = "withdrawOutcome",
            summary = "撤下实效 Withdraw an outcome; it stays on record with the reason")
    public RestResponse<OutcomeView> withdraw(UUID id, @NotNull @Valid OutcomeWithdrawal body) {
        Outcome outcome = outcomes.get(id);
        outcome.withdraw(body.reason(), clock.instant());
        outcomes.flush();
        return Answer.of(view(outcome), outcome);
    }

    @GET
    @Path("/{id}/values")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Transactional
    @Operation(
            operationId = "listOutcomeValues",
            summary = "指标数值 What was measured, latest first; corrected values stay beside their corrections")
    public Page<ValueView> values(UUID id, @Valid @BeanParam Paging paging) {
        outcomes.get(id);
        return outcomes.values(id)
                .page(paging, Order.named(paging.sort, Outcomes.LATEST))
                .map(ValueView::known);
    }

    @POST
    @Path("/{id}/values")
    @RolesAllowed({OFFICE, SECRETARY, RECORDER, CLIENT})
    @Writes
    @Operation(operationId = "addOutcomeValue", summary = "填报数值 Add what was measured, or correct it")
    @APIResponseSchema(value = ValueView.class, responseCode = "201", responseDescription = "已填报 Kept")
    public RestResponse<ValueView> add(UUID id, @NotNull @Valid NewOutcomeValue body) {
        Outcome outcome = outcomes.get(id);
        outcome.measured(clock.instant());
        if (body.observedOn().isAfter(Times.today(clock))) {
            throw Refused.field("/observedOn", "outcome/not-yet");
        }
        if (body.observedOn().isBefore(outcome.facts().indicator().baselineOn())) {
            throw Refused.field(
                    "/observedOn",
                    "outcome/before-baseline",
                    outcome.facts().indicator().baselineOn());
        }
        OutcomeValue corrected = body.correctsId() == null ? null : outcomes.toCorrect(id, body.correctsId());
        OutcomeValue value = new OutcomeValue(
                id,
                body.observedOn(),
                body.value(),
                body.source().strip(),
                body.correctsId(),
                scope.actor().name(),
                clock.instant());
        outcomes.add(value);
        outcomes.flush();
        tell(outcome, value.observedOn(), 1);
        if (corrected != null) {
            tell(outcome, corrected.observedOn(), -1);
        }
        return Answer.created("outcomes/" + id + "/values", value.id(), ValueView.known(value), () -> 1);
    }

    private void tell(Outcome outcome, LocalDate on, int more) {
        measured.fire(new OutcomeMeasured(
                outcome.campaign().id(), outcome.organization().id(), on, more));
    }

    /** The field and the integration are the template's, and the baseline's day has come. */
    private void check(Campaign campaign, Outcome.Facts facts) {
        CampaignTemplate template = campaigns.template(campaign);
        known(template.fields(), facts.field(), "/field");
        known(template.integrations(), facts.integration(), "/integration");
        if (facts.indicator().baselineOn().isAfter(Times.today(clock))) {
            throw Refused.field("/indicator/baselineOn", "outcome/not-yet");
        }
    }

    private static void known(List<CampaignTemplate.Named> names, String code, String pointer) {
        if (names.stream().noneMatch(n -> n.code().equals(code))) {
            throw Refused.field(
                    pointer,
                    "outcome/not-in-template",
                    names.stream().map(CampaignTemplate.Named::code).collect(Collectors.joining(", ")));
        }
    }

    private OutcomeView view(Outcome outcome) {
        return views(List.of(outcome)).getFirst();
    }

    private List<OutcomeView> views(List<Outcome> page) {
        List<UUID> ids = page.stream().map(Outcome::id).toList();
        Map<UUID, OutcomeValue> latest = outcomes.latest(ids);
        Map<UUID, List<OutcomeTie>> ties =
                outcomes.ties(ids).stream().collect(Collectors.groupingBy(OutcomeTie::outcomeId));
        Map<UUID, RectificationItem> items = outcomes.items(ties.values().stream()
                .flatMap(List::stream)
                .map(OutcomeTie::itemId)
                .collect(Collectors.toSet()));
        return page.stream().map(u -> OutcomeView.of(u, latest, ties, items)).toList();
    }
}
