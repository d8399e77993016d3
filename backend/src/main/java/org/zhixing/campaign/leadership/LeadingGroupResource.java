package org.zhixing.campaign.leadership;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.CAMPAIGN;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaigns;
import org.zhixing.organization.Members;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organization;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** Who leads a campaign at an organisation, and the office that runs it. CAM-3. */
@Path("/api/v1/campaigns/{id}/leading-groups")
@Tag(name = CAMPAIGN)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LeadingGroupResource {
    @Inject
    Leadership leadership;

    @Inject
    Campaigns campaigns;

    @Inject
    Members members;

    /** Somebody to be in the group: a member by id, or anybody by name. */
    public record NewLeader(
            Leader.@NotNull Part part,
            @Schema(nullable = true) @Nullable UUID memberId,

            @Schema(nullable = true, description = "不填党员时必填 Needed without a member", examples = "赵明远")
            @Length(max = 60)
            @Nullable
            String name,

            @Schema(nullable = true, examples = "工委书记") @Length(max = 120) @Nullable
            String post) {}

    /** Who is in the group and where its office is. */
    public record LeadingGroupForm(
            @NotNull @Size(max = 50) List<@Valid @NotNull NewLeader> leaders,

            @Schema(nullable = true, examples = "活动办公室（工委组织科）") @Length(max = 120) @Nullable
            String officeName,

            @Schema(nullable = true, examples = "0990-1234567，工委二楼") @Length(max = 120) @Nullable
            String officeContact) {}

    /** Somebody of the group. */
    @Schema(name = "Leader")
    public record LeaderView(
            Leader.@NotNull Part part,
            @Schema(nullable = true) @Nullable UUID memberId,
            @NotNull @Schema(examples = "赵明远") String name,

            @Schema(nullable = true, examples = "工委书记") @Nullable
            String post) {}

    /** A leading group; without leaders before it is formed. */
    @Schema(name = "LeadingGroup")
    public record LeadingGroupView(
            @NotNull OrgRef organization,
            @NotNull List<LeaderView> leaders,

            @Schema(nullable = true, examples = "活动办公室（工委组织科）") @Nullable
            String officeName,

            @Schema(nullable = true, examples = "0990-1234567，工委二楼") @Nullable
            String officeContact) {
        static LeadingGroupView of(LeadingGroup g) {
            return new LeadingGroupView(
                    OrgRef.known(g.organization()),
                    g.leaders().stream()
                            .map(l -> new LeaderView(l.part(), l.memberId(), l.name(), l.post()))
                            .toList(),
                    g.officeName(),
                    g.officeContact());
        }
    }

    @GET
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Transactional
    @Operation(
            operationId = "listLeadingGroups",
            summary = "领导小组列表 Leading groups of the organisations in reach and of those above, by name")
    public Page<LeadingGroupView> list(UUID id, @Valid @BeanParam Paging paging) {
        campaigns.get(id);
        return leadership
                .groups(id)
                .page(paging, Order.named(paging.sort, Leadership.GROUPS_BY_NAME))
                .map(LeadingGroupView::of);
    }

    @GET
    @Path("/{organizationId}")
    @RolesAllowed({ADMIN, OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Transactional
    @Operation(
            operationId = "getLeadingGroup",
            summary = "领导小组 The leading group of an organisation; empty before it is formed")
    public RestResponse<LeadingGroupView> get(UUID id, UUID organizationId) {
        Organization organization = leadership.within(id, organizationId);
        return leadership
                .groups(id)
                .where("o.id = :organization", "organization", organizationId)
                .maybe()
                .map(group -> Answer.of(LeadingGroupView.of(group), group))
                .orElseGet(() ->
                        Answer.of(new LeadingGroupView(OrgRef.known(organization), List.of(), null, null), () -> 0));
    }

    @PUT
    @Path("/{organizationId}")
    @RolesAllowed({OFFICE, SECRETARY})
    @Writes
    @Operation(operationId = "formLeadingGroup", summary = "组成领导小组 Form or change a leading group")
    public RestResponse<LeadingGroupView> form(
            UUID id, UUID organizationId, @NotNull @Valid LeadingGroupForm body, @BeanParam Precondition precondition) {
        Organization organization = leadership.within(id, organizationId);
        LeadingGroup group = leadership
                .groups(id)
                .where("o.id = :organization", "organization", organizationId)
                .maybe()
                .orElse(null);
        precondition.holds(group == null ? () -> 0 : group);
        if (group == null) {
            group = new LeadingGroup(id, organization);
            leadership.add(group);
        }
        group.form(leaders(body.leaders()), body.officeName(), body.officeContact());
        leadership.flush();
        return Answer.of(LeadingGroupView.of(group), group);
    }

    private List<Leader> leaders(List<NewLeader> named) {
        List<Leader> leaders = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            NewLeader n = named.get(i);
            leaders.add(new Leader(n.part(), Person.named(members, n.memberId(), n.name(), n.post(), "/leaders/" + i)));
        }
        return leaders;
    }
}
