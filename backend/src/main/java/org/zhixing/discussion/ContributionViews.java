package org.zhixing.discussion;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.platform.web.Page;

/** Contributions as the caller sees them, in as many statements for a page as for one. */
@ApplicationScoped
class ContributionViews {
    /** Who writes down what others said. */
    static final Set<Role> RECORDS_FOR_OTHERS = EnumSet.of(Role.OFFICE, Role.SECRETARY, Role.RECORDER);

    @Inject
    Contributions contributions;

    @Inject
    Scope scope;

    Page<ContributionView> of(Discussion discussion, Page<Contribution> page) {
        List<UUID> ids = page.items().stream().map(Contribution::id).toList();
        Map<UUID, List<Contribution>> replies = contributions.firstReplies(ids);
        Map<UUID, List<ContributionView.Use>> uses = contributions.uses(ids);
        UUID me = scope.actor().memberId();
        Set<UUID> supported = contributions.supported(me, ids);
        boolean recorder = recordsForOthers(discussion);
        return page.map(c -> ContributionView.of(
                c,
                replies.getOrDefault(c.id(), List.of()),
                uses.getOrDefault(c.id(), List.of()),
                supported.contains(c.id()),
                mayReword(c, recorder, me)));
    }

    ContributionView of(Contribution c) {
        return of(c.discussion(), Page.whole(List.of(c))).items().getFirst();
    }

    boolean recordsForOthers(Discussion discussion) {
        return scope.reaches(discussion.organization().id(), RECORDS_FOR_OTHERS);
    }

    boolean mayReword(Contribution c) {
        return mayReword(c, recordsForOthers(c.discussion()), scope.actor().memberId());
    }

    /** Authors reword their own words, recorders what was written down for somebody. */
    private static boolean mayReword(Contribution c, boolean recorder, @Nullable UUID me) {
        return c.author().id().equals(me) || (recorder && c.recordedBy() != null);
    }
}
