package org.zhixing.discussion.requirement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditTrail;
import org.zhixing.discussion.Contribution;
import org.zhixing.discussion.Contributions;
import org.zhixing.discussion.Discussion;
import org.zhixing.discussion.Discussions;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.platform.live.Live;
import org.zhixing.platform.problem.Refused;

/**
 * What is done to drafts. Who writes to one holds the discussion, so that it is not moved meanwhile; who merges or
 * splits holds the drafts alone, so that no source is added to what is just going. DIS-3.
 */
@ApplicationScoped
public class Drafting {
    private static final int MOST_DRAFTS = 200;
    private static final int MOST_SOURCES = 200;

    @Inject
    Requirements requirements;

    @Inject
    Discussions discussions;

    @Inject
    Contributions contributions;

    @Inject
    EntityManager entities;

    @Inject
    Scope scope;

    @Inject
    AuditTrail audit;

    @Inject
    Live live;

    @Inject
    Clock clock;

    /** One of the drafts that another is split into. */
    record Part(String text, List<UUID> contributions) {}

    Requirement draft(Discussion discussion, String text, List<UUID> sources) {
        discussions.hold(discussion, LockModeType.PESSIMISTIC_WRITE);
        Requirement draft = begin(discussion, text);
        source(draft, sources, "/contributionIds");
        return told(draft);
    }

    /** Another wording, or for others than before: what was voted on or judged is not this. Nothing new: no other edition. */
    void change(Requirement draft, String text, Member.@Nullable Category category, @Nullable String trade) {
        discussions.hold(draft.discussion(), LockModeType.PESSIMISTIC_READ);
        boolean others = category != draft.forCategory() || !Objects.equals(trade, draft.forTrade());
        draft.changeable();
        if (others || !text.strip().equals(draft.text())) {
            RequirementVersion earlier =
                    new RequirementVersion(draft, scope.actor().name(), clock.instant());
            draft.reword(text);
            draft.fit(category, trade);
            // Who loses against another change is refused here, before the earlier wording would be kept twice.
            requirements.flush();
            entities.persist(earlier);
            told(draft);
        }
    }

    void addSources(Requirement draft, List<UUID> sources) {
        hold(draft);
        source(draft, sources, "/contributionIds");
        told(draft);
    }

    void removeSource(Requirement draft, UUID contribution) {
        hold(draft);
        draft.changeable();
        RequirementSource source =
                entities.find(RequirementSource.class, new RequirementSource.Key(draft.id(), contribution));
        if (source == null) {
            throw Refused.notFound();
        }
        entities.remove(source);
        told(draft);
        told(source.contributionId(), draft);
    }

    /** Takes others into this one: it comes from whatever they came from, and they are drafts no more. */
    void merge(Requirement keeper, List<UUID> others, String text) {
        discussions.hold(keeper.discussion(), LockModeType.PESSIMISTIC_READ);
        List<Requirement> taken = others(keeper, others);
        Stream.concat(Stream.of(keeper), taken.stream())
                .sorted(Comparator.comparing(Requirement::id))
                .forEach(each -> entities.lock(each, LockModeType.PESSIMISTIC_WRITE));
        keeper.changeable();
        List<Set<UUID>> theirs = taken.stream().map(requirements::sourcesOf).toList();
        Set<UUID> own = requirements.sourcesOf(keeper);
        Set<UUID> added = Sources.merged(own, theirs);
        refuseTooMany(added.size());
        added.removeAll(own);
        reword(keeper, text);
        keep(keeper, added);
        taken.forEach(other -> {
            other.merge();
            entities.persist(new RequirementLineage(keeper, other));
            told(other);
        });
        told(keeper);
    }

    private List<Requirement> others(Requirement keeper, List<UUID> ids) {
        Set<UUID> seen = new HashSet<>(Set.of(keeper.id()));
        List<Requirement> found = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            String pointer = "/others/" + i;
            Requirement other = requirements
                    .withinScope()
                    .where("r.discussion = :discussion", "discussion", keeper.discussion())
                    .where("r.id = :id", "id", ids.get(i))
                    .maybe()
                    .orElseThrow(() -> Refused.field(pointer, "reference-unknown"));
            if (!seen.add(other.id())) {
                throw Refused.field(pointer, "requirement/named-twice");
            }
            found.add(other);
        }
        return found;
    }

    /** Makes several of one; each of its sources goes on in at least one of them. */
    List<Requirement> split(Requirement draft, List<Part> parts) {
        discussions.hold(draft.discussion(), LockModeType.PESSIMISTIC_WRITE);
        entities.lock(draft, LockModeType.PESSIMISTIC_WRITE);
        Set<UUID> sources = requirements.sourcesOf(draft);
        refuseLoss(sources, parts);
        draft.splitUp();
        List<Requirement> children = parts.stream()
                .map(part -> {
                    Requirement child = begin(draft.discussion(), part.text());
                    child.fit(draft.forCategory(), draft.forTrade());
                    keep(child, new HashSet<>(part.contributions()));
                    requirements.flush();
                    entities.persist(new RequirementLineage(child, draft));
                    return told(child);
                })
                .toList();
        told(draft);
        return children;
    }

    private static void refuseLoss(Set<UUID> sources, List<Part> parts) {
        List<List<UUID>> taken = parts.stream().map(Part::contributions).toList();
        for (int i = 0; i < taken.size(); i++) {
            if (!Sources.strange(sources, taken.get(i)).isEmpty()) {
                throw Refused.field("/parts/" + i + "/contributionIds", "requirement/not-a-source");
            }
        }
        Set<UUID> left = Sources.left(sources, taken);
        if (!left.isEmpty()) {
            throw Refused.field("/parts", "requirement/source-left-out", left.size())
                    .with("left", left.stream().map(UUID::toString).toList());
        }
    }

    void withdraw(Requirement draft, String reason) {
        hold(draft);
        draft.withdraw(reason.strip());
        told(draft);
    }

    void judge(
            Requirement draft,
            RequirementJudgement.Aspect aspect,
            boolean holds,
            @Nullable String note,
            @Nullable String citation) {
        discussions.hold(draft.discussion(), LockModeType.PESSIMISTIC_READ);
        entities.lock(draft, LockModeType.PESSIMISTIC_WRITE);
        draft.changeable();
        RequirementJudgement known =
                entities.find(RequirementJudgement.class, new RequirementJudgement.Key(draft.id(), aspect));
        RequirementJudgement judgement = known == null ? new RequirementJudgement(draft, aspect) : known;
        judgement.judge(draft.edition(), holds, note, citation, scope.actor().name(), clock.instant());
        if (known == null) {
            entities.persist(judgement);
        }
        told(draft);
    }

    private Requirement begin(Discussion discussion, String text) {
        if (requirements.standing(discussion).size() >= MOST_DRAFTS) {
            throw Refused.conflict("requirement/too-many", MOST_DRAFTS);
        }
        Requirement draft = new Requirement(
                discussion,
                requirements.nextOrdinal(discussion),
                text,
                scope.actor().name(),
                clock.instant());
        requirements.persistAndFlush(draft);
        return draft;
    }

    private void reword(Requirement draft, String text) {
        if (!text.strip().equals(draft.text())) {
            entities.persist(new RequirementVersion(draft, scope.actor().name(), clock.instant()));
            draft.reword(text);
        }
    }

    /** Adds what was said in its discussion and was not dropped; what is a source already stays one. */
    private void source(Requirement draft, List<UUID> ids, String pointer) {
        draft.changeable();
        List<Contribution> named = contributions.held(draft.discussion(), ids, pointer);
        for (int i = 0; i < named.size(); i++) {
            if (named.get(i).isDropped()) {
                throw Refused.field(pointer + "/" + ids.indexOf(named.get(i).id()), "requirement/source-dropped");
            }
        }
        Set<UUID> own = requirements.sourcesOf(draft);
        Set<UUID> added = new HashSet<>(named.stream().map(Contribution::id).toList());
        added.removeAll(own);
        refuseTooMany(own.size() + added.size());
        keep(draft, added);
        added.forEach(contribution -> told(contribution, draft));
    }

    private void keep(Requirement draft, Collection<UUID> contributions) {
        contributions.forEach(contribution -> entities.persist(
                new RequirementSource(draft, contribution, scope.actor().name(), clock.instant())));
    }

    private static void refuseTooMany(int sources) {
        if (sources > MOST_SOURCES) {
            throw Refused.conflict("requirement/too-many-sources", MOST_SOURCES);
        }
    }

    /** Keeps the draft, as it is by now, from other changes; where it has to be as it was read, it is locked instead. */
    private void hold(Requirement draft) {
        discussions.hold(draft.discussion(), LockModeType.PESSIMISTIC_READ);
        entities.refresh(draft, LockModeType.PESSIMISTIC_WRITE);
    }

    private Requirement told(Requirement draft) {
        requirements.flush();
        audit.at(draft.organization().id());
        live.changed(Discussions.topic(draft.discussion().id()), "REQUIREMENT", draft.id(), draft.version());
        return draft;
    }

    /** What a contribution was used for is a part of what is shown of it. */
    private void told(UUID contribution, Requirement draft) {
        live.changed(Discussions.topic(draft.discussion().id()), "CONTRIBUTION", contribution, 0);
    }
}
