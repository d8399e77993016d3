package org.zhixing.study.extension;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.Members;
import org.zhixing.platform.time.Times;
import org.zhixing.study.hours.Slot;

/** One branch of an extension looked at closely: the stored half-days, and each member's hours worked out as things now are. */
@ApplicationScoped
class BranchProspects {
    @Inject
    PhaseExtensions extensions;

    @Inject
    ExtensionBranches branches;

    @Inject
    BranchFacts branchFacts;

    @Inject
    Members members;

    @Inject
    Clock clock;

    ExtensionBranchView.Detail of(PhaseExtension extension, UUID branchId) {
        ExtensionBranch branch = extensions
                .branches(extension.id())
                .where("b.branchId = :branch", "branch", branchId)
                .one();
        BranchFacts.Terms terms = BranchFacts.Terms.of(extension, Times.today(clock));
        Replan.Facts facts =
                Objects.requireNonNull(branchFacts.of(List.of(branchId), terms).get(branchId));
        List<Replan.Proposed> sessions = branches.sessions(extension.id(), branchId);
        return new ExtensionBranchView.Detail(
                ExtensionBranchView.of(branch),
                sessions.stream().map(ExtensionBranchView.Proposal::of).toList(),
                calendar(facts, sessions, terms.span()),
                prospects(branch, facts, sessions, terms.span()));
    }

    /** Once they are planned, the extension's own half-days stand in the plan: what was before it is the plan without them. */
    private List<ExtensionBranchView.MemberProspect> prospects(
            ExtensionBranch branch, Replan.Facts facts, List<Replan.Proposed> sessions, Replan.Span span) {
        Map<Slot, Integer> before = Replan.upTo(facts.planned(), span.oldEnd());
        Map<Slot, Integer> after = new HashMap<>(Replan.upTo(facts.planned(), span.newEnd()));
        for (Replan.Proposed each : sessions) {
            if (branch.isPlanned()) {
                before.remove(each.slot());
            } else if (each.slot().date().isAfter(span.today())) {
                after.merge(each.slot(), each.minutes(), Math::max);
            }
        }
        Map<UUID, Replan.Standing> standings = Replan.standings(facts, before, after, span).stream()
                .collect(Collectors.toMap(Replan.Standing::member, Function.identity()));
        return members.roster(branch.branchId()).stream()
                .filter(m -> standings.containsKey(m.id()))
                .map(m -> {
                    Replan.Standing standing = Objects.requireNonNull(standings.get(m.id()));
                    return new ExtensionBranchView.MemberProspect(
                            MemberRef.known(m),
                            standing.after().done(),
                            ExtensionBranchView.Outcome.of(standing.before()),
                            ExtensionBranchView.Outcome.of(standing.after()));
                })
                .toList();
    }

    private static List<ExtensionBranchView.Mark> calendar(
            Replan.Facts facts, List<Replan.Proposed> sessions, Replan.Span span) {
        Map<Slot, ExtensionBranchView.Mark.Kind> marks = new TreeMap<>();
        facts.busy().forEach(slot -> marks.put(slot, ExtensionBranchView.Mark.Kind.BUSY));
        facts.taken().forEach(slot -> marks.put(slot, ExtensionBranchView.Mark.Kind.PLANNED));
        Set<Slot> proposed = new HashSet<>();
        sessions.forEach(session -> proposed.add(session.slot()));
        proposed.forEach(slot -> marks.put(slot, ExtensionBranchView.Mark.Kind.PROPOSED));
        return marks.entrySet().stream()
                .filter(mark -> !mark.getKey().date().isBefore(span.today())
                        && !mark.getKey().date().isAfter(span.newEnd()))
                .map(mark -> new ExtensionBranchView.Mark(
                        mark.getKey().date(), mark.getKey().half(), mark.getValue()))
                .toList();
    }
}
