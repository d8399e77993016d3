package org.zhixing.discussion.requirement;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhixing.discussion.Discussion;
import org.zhixing.identity.Scope;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for requirements, scope first. */
@ApplicationScoped
public class Requirements implements PanacheRepositoryBase<Requirement, UUID> {
    static final Order<Requirement> NEWEST = Order.descending(
            "-createdAt", "r.createdAt", Instant.class, Requirement::createdAt, "r.id", Requirement::id);
    static final Order<Requirement> IN_ORDER =
            Order.ascending("ordinal", "r.ordinal", Integer.class, Requirement::ordinal, "r.id", Requirement::id);

    static final Order<RequirementVersion> EDITIONS = Order.descending(
            "-edition", "v.edition", Integer.class, RequirementVersion::edition, "v.id", RequirementVersion::id);
    static final Order<RequirementSource> ADDED = Order.ascending(
            "addedAt",
            "s.addedAt",
            Instant.class,
            RequirementSource::addedAt,
            "s.contributionId",
            RequirementSource::contributionId);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    public Listing<Requirement> withinScope() {
        return listings.of(
                        Requirement.class,
                        "Requirement r join fetch r.organization o join fetch r.discussion join fetch r.campaign")
                .where(scope.over("r.organization.id"));
    }

    public Requirement get(UUID id) {
        return withinScope().where("r.id = :id", "id", id).one();
    }

    /** The drafts and adopted requirements of a discussion whose scope has been checked, in order. */
    public List<Requirement> standing(Discussion discussion) {
        return getEntityManager()
                .createQuery(
                        "from Requirement r where r.discussion = :discussion and r.state in (DRAFT, ADOPTED) order by r.ordinal",
                        Requirement.class)
                .setParameter("discussion", discussion)
                .getResultList();
    }

    /** The sources of a requirement whose scope has been checked, with what was said. */
    Listing<RequirementSource> sources(Requirement requirement) {
        return listings.of(
                        RequirementSource.class,
                        "RequirementSource s join fetch s.contribution c join fetch c.author join fetch c.discussion")
                .where("s.requirementId = :requirement", "requirement", requirement.id());
    }

    /** The contributions that a requirement comes from, by id. */
    Set<UUID> sourcesOf(Requirement requirement) {
        return new LinkedHashSet<>(getEntityManager()
                .createQuery(
                        "select s.contributionId from RequirementSource s where s.requirementId = :id"
                                + " order by s.addedAt, s.contributionId",
                        UUID.class)
                .setParameter("id", requirement.id())
                .getResultList());
    }

    /** The wordings that were replaced, of a requirement whose scope has been checked. */
    Listing<RequirementVersion> versions(Requirement requirement) {
        return listings.of(RequirementVersion.class, "RequirementVersion v")
                .where("v.requirementId = :requirement", "requirement", requirement.id());
    }

    /** How many sources each of some requirements has: one statement. */
    @SuppressWarnings("unchecked")
    Map<UUID, Integer> sourceCounts(Collection<UUID> requirements) {
        Map<UUID, Integer> counts = new HashMap<>();
        if (!requirements.isEmpty()) {
            ((List<Object[]>) getEntityManager()
                            .createNativeQuery("select requirement_id, count(*) from requirement_source"
                                    + " where requirement_id in (:ids) group by requirement_id")
                            .setParameter("ids", requirements)
                            .getResultList())
                    .forEach(row -> counts.put((UUID) row[0], ((Number) row[1]).intValue()));
        }
        return counts;
    }

    /** The judgements on some requirements: one statement. */
    Map<UUID, List<RequirementJudgement>> judgements(Collection<UUID> requirements) {
        return requirements.isEmpty()
                ? Map.of()
                : getEntityManager()
                        .createQuery(
                                "from RequirementJudgement j where j.requirementId in (:ids)",
                                RequirementJudgement.class)
                        .setParameter("ids", requirements)
                        .getResultStream()
                        .collect(Collectors.groupingBy(RequirementJudgement::requirementId));
    }

    /** Who came from whom among some requirements and their next of kin: one statement. */
    @SuppressWarnings("unchecked")
    List<Kinship> kin(Collection<UUID> requirements) {
        if (requirements.isEmpty()) {
            return List.of();
        }
        List<Object[]> rows = getEntityManager()
                .createNativeQuery("""
                        select l.child_id, l.parent_id, r.id as other, r.ordinal, r.state
                        from requirement_lineage l join requirement r on r.id = l.parent_id
                        where l.child_id in (:ids)
                        union all
                        select l.child_id, l.parent_id, r.id as other, r.ordinal, r.state
                        from requirement_lineage l join requirement r on r.id = l.child_id
                        where l.parent_id in (:ids)""")
                .setParameter("ids", requirements)
                .getResultList();
        return rows.stream()
                .map(row -> new Kinship(
                        (UUID) row[0],
                        (UUID) row[1],
                        (UUID) row[2],
                        ((Number) row[3]).intValue(),
                        Requirement.State.valueOf((String) row[4])))
                .toList();
    }

    /** That one came from another, and what is to be said of the one of the two that was not asked about. */
    record Kinship(UUID child, UUID parent, UUID other, int ordinal, Requirement.State state) {}

    int nextOrdinal(Discussion discussion) {
        return getEntityManager()
                        .createQuery(
                                "select coalesce(max(r.ordinal), 0) from Requirement r where r.discussion = :discussion",
                                Integer.class)
                        .setParameter("discussion", discussion)
                        .getSingleResult()
                + 1;
    }
}
