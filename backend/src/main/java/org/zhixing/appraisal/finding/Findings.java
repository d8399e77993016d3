package org.zhixing.appraisal.finding;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Criterion;
import org.zhixing.campaign.Campaign;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.Organization;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for findings. Those on organisations and those on people have readers of their own. APP-4. */
@ApplicationScoped
public class Findings implements PanacheRepositoryBase<Finding, UUID> {
    static final Set<Role> RECORDS =
            EnumSet.of(Role.OFFICE, Role.SUPERVISOR, Role.LEADER, Role.SECRETARY, Role.RECORDER);
    static final Set<Role> WORKS = EnumSet.of(Role.OFFICE, Role.SUPERVISOR, Role.SECRETARY, Role.RECORDER);
    static final Set<Role> DISCIPLINE = EnumSet.of(Role.SUPERVISOR);

    public static final Order<Finding> NEWEST =
            Order.descending("-createdAt", "f.createdAt", Instant.class, Finding::createdAt, "f.id", Finding::id);
    static final Order<Finding> OLDEST =
            Order.ascending("createdAt", "f.createdAt", Instant.class, Finding::createdAt, "f.id", Finding::id);

    /** Among so many open ones of an organisation similar ones are looked for. */
    private static final int COMPARED = 500;

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    /** What the caller may do with which findings; found once for a page. */
    record Standing(@Nullable UUID me, Set<UUID> units, Set<UUID> branches) {
        /** Works on it: never on what is about oneself. */
        boolean works(Finding finding) {
            Member subject = finding.subject();
            return subject == null
                    ? units.contains(finding.organization().id())
                    : !mine(finding) && branches.contains(subject.branch().id());
        }

        boolean mine(Finding finding) {
            return finding.subject() != null && finding.subject().id().equals(me);
        }
    }

    /** What the caller may read, of both kinds. */
    public Listing<Finding> readable() {
        return all().where(either(unit(null), personal()));
    }

    /** The problems of organisations in reach. */
    Listing<Finding> ofUnits() {
        return all().where(unit(null));
    }

    /** The problems of people that the caller may read: their own, their branch's as its secretary, a supervisor's. */
    Listing<Finding> ofPeople() {
        return all().where(personal());
    }

    /** What the caller may hand over, and what personal ones they know of. */
    public Listing<Finding> toHandOver() {
        return all().where(either(unit(WORKS), personal()));
    }

    public Finding get(UUID id) {
        return readable().where("f.id = :id", "id", id).one();
    }

    /** One that the caller works on; whoever only reads it is refused. */
    public Finding toWorkOn(UUID id) {
        return worked(get(id));
    }

    private Finding worked(Finding finding) {
        Standing standing = standing(List.of(finding));
        if (standing.mine(finding)) {
            throw Refused.forbidden("finding/own");
        }
        if (!standing.works(finding)) {
            throw Refused.forbidden("finding/not-yours");
        }
        return finding;
    }

    Standing standing(Collection<Finding> findings) {
        Set<UUID> units = new HashSet<>();
        Set<UUID> homes = new HashSet<>();
        for (Finding finding : findings) {
            if (finding.subject() == null) {
                units.add(finding.organization().id());
            } else {
                homes.add(finding.subject().branch().id());
            }
        }
        return new Standing(scope.actor().memberId(), scope.reached(units, WORKS), overseen(homes));
    }

    /** Refuses who may not record a problem of this organisation, or of this person. */
    void checkRecording(Organization organization, @Nullable Member subject) {
        if (subject == null) {
            if (!scope.reaches(organization.id(), RECORDS)) {
                throw Refused.forbidden("finding/not-yours");
            }
        } else if (!subject.id().equals(scope.actor().memberId())
                && overseen(Set.of(subject.branch().id())).isEmpty()) {
            throw Refused.forbidden("finding/personal-readers");
        }
    }

    private Set<UUID> overseen(Set<UUID> branches) {
        Set<UUID> overseen = new HashSet<>(scope.heldAt(branches, Role.SECRETARY));
        overseen.addAll(scope.reached(branches, DISCIPLINE));
        return overseen;
    }

    /** A criterion that is in force for the organisation: its own, or of one above it. */
    @Nullable
    Criterion criterion(@Nullable UUID id, Organization organization, Campaign campaign) {
        if (id == null) {
            return null;
        }
        return getEntityManager()
                .createQuery(
                        "from Criterion c join fetch c.organization o where c.id = :id and c.campaign = :campaign"
                                + " and c.withdrawnAt is null and :path >= o.path and :path < o.pathEnd",
                        Criterion.class)
                .setParameter("id", id)
                .setParameter("campaign", campaign)
                .setParameter("path", organization.path())
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> Refused.field("/criterionId", "reference-unknown"));
    }

    Finding record(Finding finding, OriginLine.Given origin, Instant at) {
        persist(finding);
        getEntityManager().persist(new FindingOrigin(finding.id(), origin.with(finding.id()), at));
        return finding;
    }

    /** Makes others a part of one; their origins come along, and none is lost. */
    void merge(Finding into, List<UUID> others, Instant at) {
        Map<UUID, Finding> found =
                readable().where("f.id in (:ids)", "ids", others).first(others.size(), NEWEST).stream()
                        .collect(Collectors.toMap(Finding::id, f -> f));
        for (int i = 0; i < others.size(); i++) {
            if (!found.containsKey(others.get(i))) {
                throw Refused.field("/others/" + i, "reference-unknown");
            }
        }
        Map<UUID, List<FindingOrigin>> origins = origins(with(into.id(), found.keySet()));
        List<OriginLine> standing = new ArrayList<>(lines(origins.get(into.id())));
        for (UUID id : new java.util.LinkedHashSet<>(others)) {
            found.get(id).mergeInto(into);
            List<OriginLine> added = OriginLine.carriedOver(standing, lines(origins.get(id)));
            added.forEach(line -> getEntityManager().persist(new FindingOrigin(into.id(), line, at)));
            standing.addAll(added);
        }
    }

    private static List<OriginLine> lines(@Nullable List<FindingOrigin> origins) {
        return origins == null
                ? List.of()
                : origins.stream().map(FindingOrigin::line).toList();
    }

    private static Set<UUID> with(UUID one, Collection<UUID> others) {
        Set<UUID> all = new HashSet<>(others);
        all.add(one);
        return all;
    }

    /** The origins of findings whose reading has been checked: one statement for a page. */
    public Map<UUID, List<FindingOrigin>> origins(Collection<UUID> findings) {
        return findings.isEmpty()
                ? Map.of()
                : getEntityManager()
                        .createQuery(
                                "from FindingOrigin g where g.findingId in (:ids) order by g.addedAt, g.id",
                                FindingOrigin.class)
                        .setParameter("ids", findings)
                        .getResultStream()
                        .collect(Collectors.groupingBy(FindingOrigin::findingId));
    }

    /** What was merged into findings whose reading has been checked; it is about the same, so its readers are the same. */
    Map<UUID, List<Finding>> merged(Collection<UUID> findings) {
        return findings.isEmpty()
                ? Map.of()
                : find("mergedIntoId in ?1 order by createdAt, id", findings).stream()
                        .collect(Collectors.groupingBy(f -> Objects.requireNonNull(f.mergedIntoId())));
    }

    /** A finding that says nearly the same, and how much of it, in percent. */
    record Similar(Finding finding, int percent) {}

    /** Open findings about the same organisation or person that say nearly the same, the most alike first, at most ten. */
    List<Similar> similar(Finding finding) {
        Listing<Finding> others = readable()
                .where(
                        "f.organization.id = :home",
                        "home",
                        finding.organization().id())
                .where(
                        "f.campaign.id = :campaign",
                        "campaign",
                        finding.campaign().id())
                .where("f.state = OPEN and f.id <> :self", "self", finding.id());
        Member subject = finding.subject();
        if (subject == null) {
            others.where("f.subject is null");
        } else {
            others.where("s.id = :person", "person", subject.id());
        }
        return others.first(COMPARED, NEWEST).stream()
                .map(other -> new Similar(other, Likeness.percent(finding.text(), other.text())))
                .filter(similar -> similar.percent() >= Likeness.WORTH_A_LOOK)
                .sorted(Comparator.comparingInt(Similar::percent).reversed())
                .limit(10)
                .toList();
    }

    private Listing<Finding> all() {
        return listings.of(
                Finding.class,
                "Finding f join fetch f.organization o join fetch f.campaign left join fetch f.subject s"
                        + " left join fetch s.branch left join fetch f.criterion c left join fetch c.organization");
    }

    private Condition unit(@Nullable Set<Role> some) {
        Condition over = some == null ? scope.over("f.organization.id") : scope.over("f.organization.id", some);
        return new Condition("f.subject is null and " + over.hql(), over.parameters());
    }

    /** Docs: decisions/0017. Only a role held at the branch itself makes somebody its secretary. */
    private Condition personal() {
        Condition secretary = scope.at("s.branch.id", Role.SECRETARY);
        Condition supervisor = scope.over("s.branch.id", DISCIPLINE);
        Condition others = either(secretary, supervisor);
        UUID me = scope.actor().memberId();
        Condition known = me == null ? others : either(Condition.of("s.id = :me", "me", me), others);
        return new Condition("f.subject is not null and (" + known.hql() + ")", known.parameters());
    }

    private static Condition either(Condition a, Condition b) {
        Map<String, Object> parameters = new HashMap<>(a.parameters());
        parameters.putAll(b.parameters());
        return new Condition("(" + a.hql() + ") or (" + b.hql() + ")", parameters);
    }
}
