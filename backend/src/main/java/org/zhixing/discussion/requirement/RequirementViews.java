package org.zhixing.discussion.requirement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhixing.platform.web.Page;

/** Requirements as they are shown, in as many statements for a page as for one. */
@ApplicationScoped
class RequirementViews {
    @Inject
    Requirements requirements;

    Page<RequirementView> of(Page<Requirement> page) {
        List<UUID> ids = page.items().stream().map(Requirement::id).toList();
        Map<UUID, Integer> sources = requirements.sourceCounts(ids);
        Map<UUID, List<RequirementJudgement>> judgements = requirements.judgements(ids);
        List<Requirements.Kinship> kin = requirements.kin(ids).stream()
                .sorted(Comparator.comparing(Requirements.Kinship::ordinal))
                .toList();
        Map<UUID, List<Requirements.Kinship>> parents = kin.stream()
                .filter(k -> k.other().equals(k.parent()))
                .collect(Collectors.groupingBy(Requirements.Kinship::child));
        Map<UUID, List<Requirements.Kinship>> children = kin.stream()
                .filter(k -> k.other().equals(k.child()))
                .collect(Collectors.groupingBy(Requirements.Kinship::parent));
        return page.map(r -> RequirementView.of(
                r,
                sources.getOrDefault(r.id(), 0),
                judgements.getOrDefault(r.id(), List.of()).stream()
                        .sorted(Comparator.comparing(RequirementJudgement::aspect))
                        .toList(),
                parents.getOrDefault(r.id(), List.of()),
                children.getOrDefault(r.id(), List.of())));
    }

    RequirementView of(Requirement requirement) {
        return of(Page.whole(List.of(requirement))).items().getFirst();
    }
}
