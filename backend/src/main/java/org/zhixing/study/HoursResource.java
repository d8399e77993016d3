package org.zhixing.study;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.STUDY;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.organization.Member;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.Members;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.query.Order;
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
    EntityManager entities;

    /** A member's hours in minutes. */
    @Schema(name = "MemberHours")
    public record MemberHours(
            @NotNull MemberRef member,
            @Schema(examples = "1080") int creditedMinutes,
            @Schema(examples = "2400") int quotaMinutes,
            @Schema(examples = "1320") int remainingMinutes,
            @Schema(examples = "6") int halfDays,
            boolean reached) {}

    /** A branch's half-days in a week that begins on a Monday. */
    @Schema(name = "StudyWeek")
    public record StudyWeek(
            @NotNull @Schema(examples = "2026-03-02") LocalDate weekOf,
            @Schema(examples = "2") int halfDaysHeld,
            @Schema(examples = "2") int halfDaysRequired,
            boolean met) {}

    @GET
    @Path("/hours")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "listMemberHours", summary = "学时 Each member's hours against the quota")
    public Page<MemberHours> hours(
            UUID id, @QueryParam("campaign") @Nullable UUID campaignId, @Valid @BeanParam Paging paging) {
        Campaign campaign = campaignId == null ? campaigns.current() : campaigns.get(campaignId);
        organizations.get(id);
        Page<Member> page = members.withinScope()
                .where("m.branch.id = :branch", "branch", id)
                .where("m.state = ACTIVE")
                .page(paging, Order.named(paging.sort, BY_NAME));
        Map<UUID, int[]> hours = hours(campaign.id(), page.items().stream().map(Member::id).toList());
        int quota = campaign.quotaMinutes();
        return page.map(m -> {
            int[] done = hours.getOrDefault(m.id(), new int[2]);
            return new MemberHours(MemberRef.known(m), done[0], quota, Math.max(0, quota - done[0]), done[1], done[0] >= quota);
        });
    }

    @GET
    @Path("/study-weeks")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER})
    @Operation(operationId = "listStudyWeeks", summary = "每周学习半天数 Half-days held week by week")
    @SuppressWarnings("unchecked")
    public Page<StudyWeek> weeks(UUID id, @QueryParam("campaign") @Nullable UUID campaignId) {
        Campaign campaign = campaignId == null ? campaigns.current() : campaigns.get(campaignId);
        organizations.get(id);
        List<Object[]> rows = entities.createNativeQuery("""
                        select w.monday::date, count(distinct (s.date, s.half)) filter (where s.id is not null)
                        from generate_series(
                               date_trunc('week', (select min(date) from study_session
                                                   where organization_id = :branch and campaign_id = :campaign)),
                               (select max(date) from study_session where organization_id = :branch and campaign_id = :campaign),
                               interval '7 days') as w(monday)
                        left join study_session s on s.organization_id = :branch and s.campaign_id = :campaign
                             and s.state = 'HELD' and s.date >= w.monday and s.date < w.monday + interval '7 days'
                        group by w.monday order by w.monday limit 200""")
                .setParameter("branch", id)
                .setParameter("campaign", campaign.id())
                .getResultList();
        return Page.whole(rows.stream()
                .map(row -> {
                    int held = ((Number) row[1]).intValue();
                    LocalDate monday = row[0] instanceof LocalDate day ? day : ((java.sql.Date) row[0]).toLocalDate();
                    return new StudyWeek(monday, held, campaign.halfDaysPerWeek(), held >= campaign.halfDaysPerWeek());
                })
                .toList());
    }

    @SuppressWarnings("unchecked")
    private Map<UUID, int[]> hours(UUID campaign, List<UUID> ids) {
        Map<UUID, int[]> hours = new HashMap<>();
        if (!ids.isEmpty()) {
            List<Object[]> rows = entities.createNativeQuery(
                            "select member_id, minutes, half_days from member_hours where campaign_id = :campaign and member_id in (:ids)")
                    .setParameter("campaign", campaign)
                    .setParameter("ids", ids)
                    .getResultList();
            rows.forEach(row -> hours.put(
                    (UUID) row[0], new int[] {((Number) row[1]).intValue(), ((Number) row[2]).intValue()}));
        }
        return hours;
    }
}
