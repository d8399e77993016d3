package org.zhixing.progress;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.PROGRESS;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.identity.Scope;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.time.Times;

/** Study and results side by side, week by week (两不误、两促进). OUT-1. */
@Path("/api/v1/progress/study-and-outcomes")
@Tag(name = PROGRESS)
@RunOnVirtualThread
public class StudyAndOutcomesResource {
    @Inject
    Sums sums;

    @Inject
    Organizations organizations;

    @Inject
    Campaigns campaigns;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    /** The weeks of an organisation with all below it, oldest first. */
    @Schema(name = "StudyAndOutcomes")
    public record SideBySide(
            @NotNull OrgRef organization, @NotNull List<SideBySideWeek> weeks) {}

    /** A week. */
    @Schema(name = "StudyAndOutcomesWeek")
    public record SideBySideWeek(
            @NotNull @Schema(description = "星期一 The Monday", examples = "2026-03-23")
            LocalDate week,

            @Schema(description = "已举行集中学习次数 Sessions held", examples = "14")
            long sessionsHeld,

            @Schema(description = "参加学习人次 Attendances", examples = "188")
            long attendances,

            @Schema(description = "实效指标的新数值个数 Values of outcomes measured", examples = "5")
            long outcomesMeasured) {}

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Transactional
    @Operation(operationId = "getStudyAndOutcomes", summary = "学习与实效对照 Study load beside outcomes, week by week")
    public SideBySide get(
            @QueryParam("organization") @Nullable UUID organizationId,
            @QueryParam("campaign") @Nullable UUID campaignId,
            @QueryParam("weeks") @DefaultValue("12") @Min(1) @Max(60) int weeks) {
        Campaign campaign = campaignId == null ? campaigns.current() : campaigns.get(campaignId);
        Organization organization = organizations.get(organizationId == null ? scope.highest() : organizationId);
        LocalDate last = Times.mondayOf(Times.today(clock));
        LocalDate first = last.minusWeeks(weeks - 1L);
        Map<LocalDate, EnumMap<Metric, Long>> by = sums.byWeek(organization.id(), campaign.id(), first, last);
        return new SideBySide(
                OrgRef.known(organization),
                IntStream.range(0, weeks)
                        .mapToObj(n -> first.plusWeeks(n))
                        .map(week -> {
                            EnumMap<Metric, Long> of = by.getOrDefault(week, new EnumMap<>(Metric.class));
                            return new SideBySideWeek(
                                    week,
                                    of.getOrDefault(Metric.SESSIONS_HELD, 0L),
                                    of.getOrDefault(Metric.ATTENDANCE_ATTENDED, 0L),
                                    of.getOrDefault(Metric.OUTCOMES_MEASURED, 0L));
                        })
                        .toList());
    }
}
