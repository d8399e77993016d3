package org.zhixing.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.campaign.CampaignTemplate;
import org.zhixing.campaign.Campaigns;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.organization.OrgRef;
import org.zhixing.organization.Organization;

/** Puts the five haves together for branches that the caller's scope has shown. */
@ApplicationScoped
class FiveHavesCells {
    @Inject
    FiveHavesFigures figures;

    @Inject
    Campaigns campaigns;

    @Inject
    Clock clock;

    /** Which campaign and phase. */
    public static class Asked {
        @QueryParam("campaign")
        public @Nullable UUID campaign;

        @QueryParam("phase")
        public @Nullable PhaseKind phase;
    }

    /** The five haves of a branch, those that the campaign's template names. */
    @Schema(name = "FiveHaves")
    public record FiveHavesView(
            @NotNull OrgRef branch,
            @NotNull CampaignRef campaign,
            @NotNull PhaseKind phase,
            @NotNull Instant computedAt,
            @NotNull List<CellView> cells) {}

    /** One of the five. */
    @Schema(name = "FiveHavesCell")
    public record CellView(
            FiveHaves.@NotNull Code code,
            @NotNull @Schema(examples = "有考勤") String name,
            boolean met,

            @Schema(description = "已有的次数或人数 How many sessions or members have it", examples = "11")
            long value,

            @Schema(description = "应有的次数或人数 How many there are", examples = "12")
            long needed) {}

    Campaign campaign(Asked asked) {
        return asked.campaign == null ? campaigns.current() : campaigns.get(asked.campaign);
    }

    /** The phase asked for, or the one each branch is in; a branch that does not take part is seen at the first. */
    Map<UUID, PhaseKind> phases(Campaign campaign, List<UUID> branches, @Nullable PhaseKind wanted) {
        Map<UUID, PhaseKind> present = wanted == null ? campaigns.phases(campaign.id(), branches) : Map.of();
        Map<UUID, PhaseKind> phases = new HashMap<>();
        branches.forEach(id -> phases.put(id, wanted == null ? present.getOrDefault(id, PhaseKind.STUDY) : wanted));
        return phases;
    }

    List<FiveHavesView> views(Campaign campaign, List<Organization> branches, @Nullable PhaseKind wanted) {
        CampaignTemplate template = campaigns.template(campaign);
        Map<UUID, PhaseKind> phases =
                phases(campaign, branches.stream().map(Organization::id).toList(), wanted);
        Map<UUID, List<FiveHaves.Cell>> cells = new HashMap<>();
        for (PhaseKind phase : PhaseKind.values()) {
            List<UUID> in = branches.stream()
                    .map(Organization::id)
                    .filter(id -> phases.get(id) == phase)
                    .toList();
            cells.putAll(figures.of(in, campaign.id(), phase));
        }
        return branches.stream()
                .map(branch -> new FiveHavesView(
                        OrgRef.known(branch),
                        CampaignRef.of(campaign),
                        phases.get(branch.id()),
                        clock.instant(),
                        named(template, cells.get(branch.id()))))
                .toList();
    }

    private static List<CellView> named(CampaignTemplate template, List<FiveHaves.Cell> cells) {
        return cells.stream()
                .flatMap(cell -> template.fiveHaves().stream()
                        .filter(have -> have.code().equals(cell.code().name()))
                        .map(have -> new CellView(cell.code(), have.name(), cell.met(), cell.value(), cell.needed())))
                .toList();
    }
}
