package org.zhixing.progress;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.PROGRESS;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.campaign.Campaigns;
import org.zhixing.identity.Scope;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** Where an organisation and those below it stand. */
@Path("/api/v1/progress")
@Tag(name = PROGRESS)
@RunOnVirtualThread
public class ProgressResource {
    private static final Order<Organization> BY_NAME =
            Order.ascending("name", "o.name", String.class, Organization::name, "o.id", Organization::id);

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

    /** The figures of an organisation and of those directly below it. */
    public record Progress(
            @NotNull Instant computedAt,
            @NotNull CampaignRef campaign,
            @NotNull OrganizationProgress self,
            @NotNull Page<OrganizationProgress> children) {}

    /** An organisation's figures with its subtree. */
    public record OrganizationProgress(
            @NotNull OrgRef organization,
            @Schema(examples = "203") long members,

            @Schema(description = "已举行集中学习次数 Sessions held", examples = "38")
            long sessionsHeld,

            @Schema(
                    description = "计入的学习分钟数，每人以定额为限 Minutes credited, each member's up to the quota",
                    examples = "214200")
            long creditedMinutes,

            @Schema(description = "应学分钟数 Minutes asked for", examples = "487200")
            long quotaMinutes,

            @Schema(description = "已达定额的党员数 Members who reached the quota", examples = "12")
            long membersAtQuota,

            @Schema(description = "应到人次 Attendances expected", examples = "1180")
            long attendanceExpected,

            @Schema(description = "实到人次 Attendances", examples = "1067")
            long attendanceAttended,

            @Schema(examples = "146") long contributions,

            @Schema(description = "未销号的整改事项 Items pending", examples = "18")
            long itemsOpen,

            @Schema(description = "其中逾期的 Of these overdue", examples = "3")
            long itemsOverdue,

            @Schema(description = "已销号的整改事项 Items closed", examples = "9")
            long itemsClosed) {

        static OrganizationProgress of(Organization o, Sums.Figures f, int quotaMinutes) {
            long members = f.get(Metric.MEMBERS);
            return new OrganizationProgress(
                    OrgRef.known(o),
                    members,
                    f.get(Metric.SESSIONS_HELD),
                    f.get(Metric.CREDITED_MINUTES),
                    members * quotaMinutes,
                    f.get(Metric.MEMBERS_AT_QUOTA),
                    f.get(Metric.ATTENDANCE_EXPECTED),
                    f.get(Metric.ATTENDANCE_ATTENDED),
                    f.get(Metric.CONTRIBUTIONS),
                    f.get(Metric.ITEMS_PENDING),
                    f.overdue(),
                    f.get(Metric.ITEMS_CLOSED));
        }
    }

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Transactional
    @Operation(operationId = "getProgress", summary = "进度 Figures of an organisation and of those directly below it")
    public Progress get(
            @QueryParam("organization") @Nullable UUID organizationId,
            @QueryParam("campaign") @Nullable UUID campaignId,
            @Valid @BeanParam Paging paging) {
        Campaign campaign = campaignId == null ? campaigns.current() : campaigns.get(campaignId);
        Organization organization = organizations.get(organizationId == null ? scope.highest() : organizationId);
        Page<Organization> children =
                organizations.directlyBelow(organization).page(paging, Order.named(paging.sort, BY_NAME));
        List<UUID> ids =
                new ArrayList<>(children.items().stream().map(Organization::id).toList());
        ids.add(organization.id());
        LocalDate today = Times.today(clock);
        Map<UUID, Sums.Figures> figures = sums.of(ids, campaign.id(), today);
        int quota = campaign.quotaMinutes();
        return new Progress(
                clock.instant(),
                CampaignRef.of(campaign),
                OrganizationProgress.of(organization, figures.get(organization.id()), quota),
                children.map(o -> OrganizationProgress.of(o, figures.get(o.id()), quota)));
    }
}
