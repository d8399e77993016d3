package org.zhixing.campaign;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.ActionMetric.Asked;
import org.zhixing.campaign.ActionMetric.Measured;
import org.zhixing.campaign.CampaignTemplate.RequiredAction;
import org.zhixing.campaign.CampaignTemplate.Subject;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.organization.MemberRef;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;

/** Checks what a branch must have done in a phase, and lets it go on or not. CAM-5. */
@ApplicationScoped
class Gates {
    static final Order<PhaseOverride> LATEST =
            Order.descending("-at", "v.overriddenAt", Instant.class, PhaseOverride::at, "v.id", PhaseOverride::id);
    private static final Set<Role> OFFICE = Set.of(Role.OFFICE);

    @All
    @Inject
    List<ActionMetric> metrics;

    @Inject
    Campaigns campaigns;

    @Inject
    EntityManager entities;

    @Inject
    Listings listings;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    /** The gates of many branches, each at the phase given or at the one it is in: a few statements for each action. */
    Map<UUID, Gate> of(Campaign campaign, Collection<Participation> branches, @Nullable PhaseKind phase) {
        CampaignTemplate template = campaigns.template(campaign);
        Map<PhaseKind, List<UUID>> byPhase = branches.stream()
                .collect(Collectors.groupingBy(
                        p -> phase == null ? p.phase() : phase,
                        () -> new EnumMap<>(PhaseKind.class),
                        Collectors.mapping(p -> p.branch().id(), Collectors.toList())));
        Map<UUID, Gate> gates = new HashMap<>();
        byPhase.forEach((kind, ids) -> {
            Map<UUID, List<Gate.Check>> checks = new HashMap<>();
            ids.forEach(id -> checks.put(id, new ArrayList<>()));
            template.requiredActions().stream()
                    .filter(action -> action.phase() == kind)
                    .forEach(action -> {
                        ActionMetric metric = metric(action);
                        Asked asked = asked(campaign, action);
                        Map<UUID, Measured> found = metric == null ? Map.of() : metric.measure(ids, asked);
                        ids.forEach(id -> checks.get(id)
                                .add(new Gate.Check(
                                        action,
                                        metric == null ? null : found.getOrDefault(id, nothing(asked)),
                                        metric == null ? null : metric.records())));
                    });
            checks.forEach((id, list) -> gates.put(id, new Gate(List.copyOf(list))));
        });
        return gates;
    }

    /** Who of the branch does not meet an action that is asked of members. */
    List<MemberRef> missing(Campaign campaign, UUID branch, Gate.Check check, int most) {
        ActionMetric metric = metric(check.action());
        return metric == null || check.action().subject() == Subject.BRANCH || check.state() != Gate.State.UNMET
                ? List.of()
                : metric.missing(branch, asked(campaign, check.action()), most);
    }

    /**
     * Moves a branch to a neighbouring phase. Forward the gate must be open, or somebody above gives the reason why not;
     * back, the phase was left too early, and the office says so.
     */
    void move(Campaign campaign, Participation p, PhaseKind to, @Nullable String override) {
        p.refuseUnlessNeighbour(to);
        UUID branch = p.branch().id();
        if (to.compareTo(p.phase()) < 0) {
            if (!scope.reaches(branch, OFFICE)) {
                throw Refused.forbidden("campaign/back-by-office");
            }
        } else {
            Gate gate = of(campaign, List.of(p), null).get(branch);
            if (!gate.isOpen()) {
                override(p, to, gate, override);
            }
        }
        p.enter(to, Times.today(clock));
    }

    private void override(Participation p, PhaseKind to, Gate gate, @Nullable String reason) {
        if (reason == null) {
            Refused refused =
                    Refused.conflict("campaign/gate-unmet", gate.closing().size());
            for (Gate.Check check : gate.closing()) {
                RequiredAction action = check.action();
                if (check.measured() == null) {
                    refused.at("/to", "campaign/action-unknown", action.name());
                } else {
                    refused.at(
                            "/to",
                            action.subject() == Subject.MEMBER
                                    ? "campaign/action-unmet-members"
                                    : "campaign/action-unmet",
                            action.name(),
                            check.measured().value(),
                            check.measured().needed(),
                            action.unit() == null ? "" : action.unit());
                }
            }
            throw refused;
        }
        if (!scope.reachesFromAbove(p.branch().id(), OFFICE)) {
            throw Refused.forbidden("campaign/override-from-above");
        }
        entities.persist(new PhaseOverride(p, to, gate, reason, scope.actor().name(), clock.instant()));
    }

    Listing<PhaseOverride> overrides(UUID campaign, UUID branch) {
        return listings.of(PhaseOverride.class, "PhaseOverride v")
                .where("v.campaignId = :campaign", "campaign", campaign)
                .where("v.branchId = :branch", "branch", branch);
    }

    private @Nullable ActionMetric metric(RequiredAction action) {
        return metrics.stream()
                .filter(m -> m.name().equals(action.metric()) && m.subjects().contains(action.subject()))
                .findFirst()
                .orElse(null);
    }

    private Asked asked(Campaign campaign, RequiredAction action) {
        return new Asked(
                campaign.id(),
                action.phase(),
                action.subject(),
                action.target() == null ? 1 : action.target(),
                Times.today(clock));
    }

    /** A branch without records has done nothing; one without members has nobody who could be missing. */
    private static Measured nothing(Asked asked) {
        return new Measured(0, asked.subject() == Subject.MEMBER ? 0 : asked.target());
    }
}
