package org.zhixing.study.extension;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditTrail;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Organization;
import org.zhixing.platform.problem.Words;
import org.zhixing.platform.time.Times;
import org.zhixing.study.StudySession;
import org.zhixing.study.StudySessions;

/**
 * Works out in the background what an extension means for each branch, and once it is applied plans the sessions. Some
 * branches at a time, each time in one transaction that also notes that they are done: after a crash it goes on with
 * those that are not, and no branch is planned twice. What a branch gets is worked out anew from what stands when it is
 * planned, so a session entered meanwhile is respected.
 */
@ApplicationScoped
class ExtensionJob {
    private static final Logger LOG = Logger.getLogger(ExtensionJob.class);
    private static final int COMPUTED_AT_ONCE = 200;
    private static final int PLANNED_AT_ONCE = 50;

    @Inject
    PhaseExtensions extensions;

    @Inject
    ExtensionBranches branches;

    @Inject
    BranchFacts branchFacts;

    @Inject
    StudySessions sessions;

    @Inject
    Scope scope;

    @Inject
    AuditTrail audit;

    @Inject
    Words words;

    @Inject
    Clock clock;

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void runWaiting() {
        while (runNext()) {
            LOG.debug("An extension has been worked through");
        }
    }

    /** Works through the extension that has waited longest; false where none waits. */
    @ActivateRequestContext
    boolean runNext() {
        UUID job = aside(() -> extensions
                .next()
                .map(next -> {
                    next.takeUp(clock.instant());
                    return next.id();
                })
                .orElse(null));
        if (job == null) {
            return false;
        }
        try {
            while (Boolean.TRUE.equals(aside(() -> step(job, COMPUTED_AT_ONCE, PLANNED_AT_ONCE)))) {
                LOG.trace("Some more branches are done");
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "Extension %s failed", job);
            aside(() -> {
                PhaseExtension extension = extensions.locked(job);
                if (extension.finishedAt() == null) {
                    extension.fail("internal", clock.instant());
                }
                return null;
            });
        }
        return true;
    }

    /** Does the next branches; false when there are none left, or a newer extension has taken its place. */
    boolean step(UUID job, int computedAtOnce, int plannedAtOnce) {
        PhaseExtension extension = extensions.locked(job);
        return switch (extension.state()) {
            case RUNNING -> compute(extension, computedAtOnce);
            case APPLYING -> plan(extension, plannedAtOnce);
            default -> false;
        };
    }

    private boolean compute(PhaseExtension extension, int most) {
        Map<UUID, Replan> plans = next(extension, ExtensionBranches.Step.COMPUTE, most);
        if (plans.isEmpty()) {
            extension.proposed(clock.instant());
            return false;
        }
        branches.keep(extension.id(), ExtensionBranches.Step.COMPUTE, plans, clock.instant());
        extension.reach(plans.size(), clock.instant());
        return true;
    }

    private boolean plan(PhaseExtension extension, int most) {
        UUID by = extension.appliedBy() == null ? extension.orderedBy() : extension.appliedBy();
        scope.actAs(by, EnumSet.of(Role.OFFICE));
        audit.job("phaseExtension", by, scope.actor().name());
        audit.at(extension.campaign().organization().id());
        Map<UUID, Replan> plans = next(extension, ExtensionBranches.Step.PLAN, most);
        if (plans.isEmpty()) {
            extension.applied(clock.instant());
            return false;
        }
        audit.because(extension.grounds().reason());
        for (Organization branch : sessions.branches(plans.keySet())) {
            plans.get(branch.id())
                    .sessions()
                    .forEach(proposed -> sessions.planWithOthers(extension.campaign(), branch, session(proposed)));
        }
        branches.keep(extension.id(), ExtensionBranches.Step.PLAN, plans, clock.instant());
        extension.reach(plans.size(), clock.instant());
        return true;
    }

    private Map<UUID, Replan> next(PhaseExtension extension, ExtensionBranches.Step step, int most) {
        List<UUID> waiting = branches.waiting(extension.id(), step, most);
        Map<UUID, Replan> plans = new TreeMap<>();
        if (!waiting.isEmpty()) {
            LocalDate today = Times.today(clock);
            BranchFacts.Terms terms = BranchFacts.Terms.of(extension, today);
            branchFacts
                    .of(waiting, terms)
                    .forEach((branch, facts) -> plans.put(branch, Replan.of(facts, terms.span())));
        }
        return plans;
    }

    private StudySession.Plan session(Replan.Proposed proposed) {
        var start = proposed.slot()
                .date()
                .atTime(proposed.start())
                .atZone(Times.ZONE)
                .toOffsetDateTime();
        return new StudySession.Plan(
                StudySession.Kind.STUDY,
                words.say(words.language(null), "extension/session"),
                null,
                start,
                start.plusMinutes(proposed.minutes()),
                null,
                null,
                null);
    }

    private static <T> @Nullable T aside(Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(work);
    }
}
