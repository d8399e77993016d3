package org.zhixing.campaign;

import static org.zhixing.identity.Role.Names.*;
import static org.zhixing.platform.openapi.Tags.CAMPAIGN;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.OrgRef;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** What keeps branches from leaving the phase they are in. CAM-5. */
@Path("/api/v1/campaigns/{id}/gates")
@Tag(name = CAMPAIGN)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class GateResource {
    private static final int MOST_MISSING = 50;

    @Inject
    Campaigns campaigns;

    @Inject
    Gates gates;

    @Inject
    Clock clock;

    @GET
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Transactional
    @Operation(
            operationId = "listGates",
            summary =
                    "各支部规定动作完成情况 Each branch's required actions, met or not, by name; who is missing is told of one branch at a time")
    public Page<GateView> list(
            UUID id,
            @QueryParam("organization") @Nullable UUID organization,
            @QueryParam("phase") @Nullable PhaseKind phase,
            @Valid @BeanParam Paging paging) {
        Campaign campaign = campaigns.get(id);
        Page<Participation> page = campaigns
                .participations(id)
                .where(
                        "exists (select 1 from Organization top where top.id = :top and o.path >= top.path and o.path < top.pathEnd)",
                        "top",
                        organization)
                .page(paging, Order.named(paging.sort, Campaigns.BY_BRANCH));
        Map<UUID, Gate> found = gates.of(campaign, page.items(), phase);
        return page.map(p -> view(campaign, p, phase, found.get(p.branch().id()), false));
    }

    @GET
    @Path("/{branchId}")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Transactional
    @Operation(
            operationId = "getGate",
            summary = "支部规定动作完成情况 One branch's required actions in its phase, with who is missing")
    public GateView get(UUID id, UUID branchId, @QueryParam("phase") @Nullable PhaseKind phase) {
        Campaign campaign = campaigns.get(id);
        Participation p = participation(id, branchId);
        return view(campaign, p, phase, gates.of(campaign, List.of(p), phase).get(branchId), true);
    }

    @GET
    @Path("/{branchId}/overrides")
    @RolesAllowed({OFFICE, SUPERVISOR, LEADER, SECRETARY, RECORDER, MEMBER, CLIENT})
    @Transactional
    @Operation(
            operationId = "listPhaseOverrides",
            summary = "经上级同意提前转段的记录 Gates that were opened from above, latest first")
    public Page<GateView.OverrideView> overrides(UUID id, UUID branchId, @Valid @BeanParam Paging paging) {
        participation(id, branchId);
        return gates.overrides(id, branchId)
                .page(paging, Order.named(paging.sort, Gates.LATEST))
                .map(GateView.OverrideView::of);
    }

    private Participation participation(UUID campaign, UUID branch) {
        return campaigns
                .participations(campaign)
                .where("o.id = :branch", "branch", branch)
                .one();
    }

    private GateView view(
            Campaign campaign, Participation p, @Nullable PhaseKind phase, Gate gate, boolean withMissing) {
        UUID branch = p.branch().id();
        return new GateView(
                OrgRef.known(p.branch()),
                phase == null ? p.phase() : phase,
                gate.isOpen(),
                gate.count(Gate.State.MET),
                gate.count(Gate.State.UNMET),
                gate.count(Gate.State.UNKNOWN),
                clock.instant(),
                gate.checks().stream()
                        .map(check -> GateView.ActionCheck.of(
                                check,
                                withMissing
                                        ? gates.missing(campaign, branch, check, MOST_MISSING)
                                        : List.<MemberRef>of(),
                                campaign.id(),
                                branch))
                        .toList());
    }
}
