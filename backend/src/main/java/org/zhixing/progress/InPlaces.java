package org.zhixing.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.campaign.CampaignTemplate;
import org.zhixing.campaign.Campaigns;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organization;

/** Puts the four in place together for branches that the caller's scope has shown. */
@ApplicationScoped
class InPlaces {
    @Inject
    InPlaceFacts facts;

    @Inject
    Campaigns campaigns;

    @Inject
    Clock clock;

    /** At the phase given, or at the one each branch is in; a branch that does not take part is seen at the first. */
    Map<UUID, InPlaceView> of(Campaign campaign, Collection<Organization> branches, @Nullable PhaseKind phase) {
        CampaignTemplate template = campaigns.template(campaign);
        List<UUID> ids = branches.stream().map(Organization::id).toList();
        Map<UUID, PhaseKind> present = phase == null ? campaigns.phases(campaign.id(), ids) : Map.of();
        Map<PhaseKind, List<UUID>> byPhase = ids.stream()
                .collect(Collectors.groupingBy(
                        id -> phase == null ? present.getOrDefault(id, PhaseKind.STUDY) : phase,
                        () -> new EnumMap<>(PhaseKind.class),
                        Collectors.toList()));
        Map<UUID, Organization> known = branches.stream().collect(Collectors.toMap(Organization::id, branch -> branch));
        Map<UUID, InPlaceView> views = new HashMap<>();
        int attendance = template.mobilisationNeeds();
        byPhase.forEach((kind, some) -> facts.of(some, campaign.id(), kind, attendance)
                .forEach((id, found) -> views.put(
                        id,
                        new InPlaceView(
                                OrgRef.known(known.get(id)),
                                CampaignRef.of(campaign),
                                kind,
                                clock.instant(),
                                cells(template, found, attendance)))));
        return views;
    }

    private static List<InPlaceView.InPlaceCell> cells(
            CampaignTemplate template, FourInPlace.Facts facts, int attendance) {
        return Arrays.stream(FourInPlace.Code.values())
                .flatMap(code -> template.fourInPlace().stream()
                        .filter(named -> named.code().equals(code.name()))
                        .map(named ->
                                InPlaceView.InPlaceCell.of(named.name(), FourInPlace.cell(code, facts, attendance))))
                .toList();
    }
}
