package org.zhixing.rectification;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.RECTIFICATION;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Page;

/** The ledger as a calendar: how much is due on which day. */
@Path("/api/v1/rectification-items/by-day")
@Tag(name = RECTIFICATION)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ItemsByDayResource {
    private static final int MOST_DAYS = 62;

    @Inject
    Ledger ledger;

    @Inject
    Organizations organizations;

    @Inject
    Clock clock;

    /** What is due on a day that something is due on. */
    @Schema(name = "ItemsOfDay")
    public record ItemsOfDay(
            @NotNull @Schema(examples = "2026-04-30") LocalDate date,

            @Schema(description = "当日到期 Due on it", examples = "5")
            long count,

            @Schema(description = "其中已逾期 Of these, overdue", examples = "1")
            long overdue,

            @Schema(description = "其中已销号 Of these, closed", examples = "3")
            long closed) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Transactional
    @Operation(
            operationId = "countItemsByDay",
            summary = "按到期日统计，至多 62 天 How much is due on which day, at most 62 days; this month if none is said")
    public Page<ItemsOfDay> days(
            @QueryParam("from") @Parameter(description = "从哪天起 The first day") @Nullable LocalDate from,
            @QueryParam("to") @Parameter(description = "到哪天止 The last day") @Nullable LocalDate to,
            @Valid @BeanParam LedgerFilter filter) {
        LocalDate today = Times.today(clock);
        LocalDate first = from != null ? from : (to == null ? today : to).withDayOfMonth(1);
        LocalDate last = to != null ? to : first.plusMonths(1).minusDays(1);
        if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
            throw Refused.malformed("ledger/days", MOST_DAYS);
        }
        organizations.reached(filter.organization);
        return Page.whole(ledger.byDay(filter, first, last, today));
    }
}
