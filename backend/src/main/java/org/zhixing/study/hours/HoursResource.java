package org.zhixing.study.hours;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.organization.Member;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.Members;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** Where each member and the branch stand against the quota. STU-5. */
@Path("/api/v1/branches/{id}")
@Tag(name = STUDY)
@RunOnVirtualThread
public class HoursResource {
    private static final Order<Member> BY_NAME =
            Order.ascending("name", "m.name", String.class, Member::name, "m.id", Member::id);

    @Inject
    Organizations organizations;

    @Inject
    Campaigns campaigns;

    @Inject
    Members members;

    @Inject
    Hours hours;

    @Inject
    Clock clock;

    /** A member's hours in minutes. */
    @Schema(name = "MemberHours")
    public record MemberHours(
            @NotNull MemberRef member,
            @Schema(examples = "1080") int creditedMinutes,
            @Schema(examples = "2400") int quotaMinutes,
            @Schema(examples = "1320") int remainingMinutes,
            @Schema(examples = "6") int halfDays,
            boolean reached,

            @Schema(description = "已排的学习将计入的分钟数 What the planned sessions will add", examples = "720")
            int plannedMinutes,

            @Schema(description = "全部参加后仍差的分钟数 What is still missing if all are attended", examples = "600")
            int shortByMinutes,

            @Schema(description = "还需再排的半天数 Half-days to be planned on top", examples = "3")
            int halfDaysNeeded,

            HoursForecast.@NotNull Outlook outlook) {}

    /** A branch's half-days in a week that begins on a Monday. */
    @Schema(name = "StudyWeek")
    public record StudyWeek(
            @NotNull @Schema(examples = "2026-03-02") LocalDate weekOf,
            @Schema(examples = "2") int halfDaysHeld,
            @Schema(examples = "2") int halfDaysRequired,
            boolean met) {}

    @GET
    @Path("/hours")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(
            operationId = "listMemberHours",
            summary = "学时与预测 Each member's hours against the quota, and how it will end")
    public Page<MemberHours> list(
            UUID id, @QueryParam("campaign") @Nullable UUID campaignId, @Valid @BeanParam Paging paging) {
        Campaign campaign = campaignId == null ? campaigns.current() : campaigns.get(campaignId);
        organizations.get(id);
        Page<Member> page = members.withinScope()
                .where("m.branch.id = :branch", "branch", id)
                .where("m.state = ACTIVE")
                .page(paging, Order.named(paging.sort, BY_NAME));
        Map<UUID, Hours.Done> all =
                hours.of(campaign.id(), page.items().stream().map(Member::id).toList());
        int quota = campaign.quotaMinutes();
        LocalDate today = Times.today(clock);
        LocalDate end = campaigns.endOf(PhaseKind.STUDY, campaign.id(), id).orElse(today);
        Map<Slot, Integer> planned = hours.planned(id, campaign.id(), today, end);
        HoursForecast.Quota rule =
                new HoursForecast.Quota(quota, campaign.halfDaysPerWeek(), campaign.halfDayCapMinutes());
        return page.map(m -> {
            Hours.Done done = all.getOrDefault(m.id(), Hours.Done.NOTHING);
            HoursForecast forecast = HoursForecast.of(done.minutes(), rule, planned, today, end);
            return new MemberHours(
                    MemberRef.known(m),
                    done.minutes(),
                    quota,
                    Math.max(0, quota - done.minutes()),
                    done.halfDays(),
                    done.minutes() >= quota,
                    forecast.planned(),
                    forecast.shortBy(),
                    forecast.halfDaysNeeded(),
                    forecast.outlook());
        });
    }

    @GET
    @Path("/study-weeks")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Operation(operationId = "listStudyWeeks", summary = "每周学习半天数 Half-days held week by week")
    public Page<StudyWeek> weeks(UUID id, @QueryParam("campaign") @Nullable UUID campaignId) {
        Campaign campaign = campaignId == null ? campaigns.current() : campaigns.get(campaignId);
        organizations.get(id);
        return Page.whole(hours.weeks(id, campaign.id()).stream()
                .map(week -> new StudyWeek(
                        week.monday(),
                        week.held(),
                        campaign.halfDaysPerWeek(),
                        week.held() >= campaign.halfDaysPerWeek()))
                .toList());
    }
}
