package org.zhixing.study.material;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zhixing.campaign.Campaign;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.study.StudySession;

/** Every query for materials and the reading lists, scope first. */
@ApplicationScoped
public class Materials implements PanacheRepositoryBase<Material, UUID> {
    static final Order<Material> NEWEST =
            Order.descending("-createdAt", "m.createdAt", Instant.class, Material::createdAt, "m.id", Material::id);
    static final Order<Material> BY_TITLE =
            Order.ascending("title", "m.title", String.class, Material::title, "m.id", Material::id);

    /** Phase by phase, what must be read before what may be. */
    static final Order<MaterialAssignment> TO_READ = new Order<>(
            "position",
            false,
            List.of(
                    new Order.Key<>(
                            "(case a.phase when STUDY then 0 when APPRAISAL then 1 else 2 end)",
                            Integer.class,
                            MaterialAssignment::phaseOrdinal),
                    new Order.Key<>(
                            "(case when a.required = true then 0 else 1 end)",
                            Integer.class,
                            a -> a.isRequired() ? 0 : 1),
                    new Order.Key<>("a.position", Integer.class, MaterialAssignment::position),
                    new Order.Key<>("a.id", UUID.class, MaterialAssignment::id)));

    private static final Order<SessionMaterial> IN_ORDER = Order.ascending(
            "position",
            "s.position",
            Integer.class,
            SessionMaterial::position,
            "s.materialId",
            SessionMaterial::materialId);

    /** Who publishes, corrects and withdraws. */
    private static final Set<Role> KEEPERS = Set.of(Role.OFFICE, Role.SECRETARY, Role.RECORDER);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    MaterialTexts texts;

    /** The materials of the organisations above or within the caller's reach. */
    Listing<Material> visible() {
        return listings.of(
                        Material.class,
                        "Material m join fetch m.organization o join fetch m.campaign left join fetch m.file")
                .where(scope.overline("o"));
    }

    Material get(UUID id) {
        return visible().where("m.id = :id", "id", id).one();
    }

    /** A material to be changed must belong to an organisation in reach, not only be visible. */
    Material toChange(UUID id) {
        return visible()
                .where(scope.over("m.organization.id"))
                .where("m.id = :id", "id", id)
                .one();
    }

    void add(Material material) {
        persist(material);
        flush();
        texts.begin(material);
    }

    void corrected(Material material) {
        flush();
        texts.renew(material);
    }

    /** Those of the organisations whose materials the caller keeps. */
    Set<UUID> kept(Collection<Material> materials) {
        return scope.reached(materials.stream().map(m -> m.organization().id()).collect(Collectors.toSet()), KEEPERS);
    }

    /** Everything that is to be read, of materials the caller sees. */
    Listing<MaterialAssignment> readingList() {
        return listings.of(
                        MaterialAssignment.class,
                        "MaterialAssignment a join fetch a.material m join fetch m.organization o"
                                + " join fetch m.campaign left join fetch m.file")
                .where(scope.overline("o"))
                .where("m.state = PUBLISHED");
    }

    /** One statement for a whole page. */
    Map<UUID, List<MaterialAssignment>> assignments(Collection<UUID> materials) {
        if (materials.isEmpty()) {
            return Map.of();
        }
        return listings
                .of(MaterialAssignment.class, "MaterialAssignment a join fetch a.material")
                .where("a.material.id in (:materials)", "materials", materials)
                .first(materials.size() * MaterialAssignments.MOST, TO_READ)
                .stream()
                .collect(Collectors.groupingBy(a -> a.material().id()));
    }

    /** Puts a material into the reading lists as told, and out of all others. */
    void assign(Material material, List<MaterialAssignment> places) {
        for (int i = 0; i < places.size(); i++) {
            MaterialAssignment place = places.get(i);
            if (places.subList(0, i).stream().anyMatch(place::overlaps)) {
                throw Refused.field("/assignments/" + i, "material/assigned-twice");
            }
        }
        assignments(List.of(material.id()))
                .getOrDefault(material.id(), List.of())
                .forEach(getEntityManager()::remove);
        flush();
        places.forEach(getEntityManager()::persist);
        material.assigned();
        flush();
    }

    /** What a session studies, in its order. The caller's scope over the session has been checked. */
    List<SessionMaterial> of(UUID session) {
        return listings.of(SessionMaterial.class, "SessionMaterial s")
                .where("s.sessionId = :session", "session", session)
                .first(SessionMaterialResource.MOST, IN_ORDER);
    }

    /** The materials by id in the given order; those outside the scope are not among them. */
    List<Material> inOrder(List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<UUID, Material> found = visible().where("m.id in (:ids)", "ids", ids).first(ids.size(), NEWEST).stream()
                .collect(Collectors.toMap(Material::id, Function.identity()));
        return ids.stream().filter(found::containsKey).map(found::get).toList();
    }

    /** Lets a session study these materials and no others; they must be published and of the session's campaign. */
    List<Material> study(StudySession session, List<UUID> ids) {
        Map<UUID, SessionMaterial> before = new HashMap<>();
        of(session.id()).forEach(s -> before.put(s.materialId(), s));
        List<Material> named = inOrder(ids);
        Set<UUID> usable = named.stream()
                .filter(m -> sameCampaign(m.campaign(), session.campaign()))
                .filter(m -> m.state() == Material.State.PUBLISHED || before.containsKey(m.id()))
                .map(Material::id)
                .collect(Collectors.toSet());
        List<UUID> seen = new ArrayList<>();
        for (UUID id : ids) {
            if (!usable.contains(id) || seen.contains(id)) {
                throw Refused.field("/materialIds/" + ids.indexOf(id), "reference-unknown");
            }
            SessionMaterial place = before.remove(id);
            if (place == null) {
                getEntityManager().persist(new SessionMaterial(session.id(), id, seen.size()));
            } else {
                place.moveTo(seen.size());
            }
            seen.add(id);
        }
        new HashSet<>(before.values()).forEach(getEntityManager()::remove);
        flush();
        return named;
    }

    private static boolean sameCampaign(Campaign one, Campaign other) {
        return one.id().equals(other.id());
    }

    /** Below an organisation, itself included. */
    static Condition below(UUID organization) {
        return new Condition(
                "exists (select 1 from Organization top where top.id = :top and o.path >= top.path and o.path < top.pathEnd)",
                Map.of("top", organization));
    }
}
