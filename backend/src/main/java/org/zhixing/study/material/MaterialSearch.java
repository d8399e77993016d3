package org.zhixing.study.material;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Order;

/** Finds materials by what stands in them. The index gives the candidates; what it cannot tell is looked at in the text. */
@ApplicationScoped
class MaterialSearch {
    /** Characters shown before a hit in a text, and in all. */
    private static final int BEFORE = 30;

    private static final int SHOWN = 120;

    private static final String FITS = "cast(sql('words @@ cast(? as tsquery)', :%s) as Boolean) = true";

    @Inject
    EntityManager entities;

    /** Has every term, as it is written, in its title or text; alias m. */
    Condition found(Search search) {
        if (search.isEmpty()) {
            return Condition.of("1 = 0");
        }
        StringBuilder hql = new StringBuilder(
                "m.id in (select t.materialId from MaterialText t where " + FITS.formatted("anywhere"));
        Map<String, Object> parameters = new LinkedHashMap<>(Map.of("anywhere", search.anywhere()));
        List<String> looked = search.toBeLookedAt();
        for (int i = 0; i < looked.size(); i++) {
            hql.append(
                    " and (locate(:look%d, lower(m.title)) > 0 or locate(:look%d, lower(t.text)) > 0)".formatted(i, i));
            parameters.put("look" + i, looked.get(i));
        }
        return new Condition(hql.append(")").toString(), parameters);
    }

    /** Holds for everything; brings the parameters of {@link #relevance} along. */
    Condition ranked(Search search) {
        return new Condition(rank(search) + " >= 0", parameters(search));
    }

    /** Title before text, whole words before characters that only stand side by side, then the newest first. */
    Order<Material> relevance(Search search) {
        return new Order<>(
                "relevance",
                true,
                List.of(
                        new Order.Key<>(rank(search), Integer.class, m -> rank(search, m.id())),
                        new Order.Key<>("m.createdAt", Instant.class, Material::createdAt),
                        new Order.Key<>("m.id", UUID.class, Material::id)));
    }

    private int rank(Search search, UUID id) {
        var query = entities.createQuery("select " + rank(search) + " from Material m where m.id = :id", Integer.class)
                .setParameter("id", id);
        parameters(search).forEach(query::setParameter);
        return query.getSingleResult();
    }

    private static String rank(Search search) {
        String inTitle = IntStream.range(0, search.terms().size())
                .mapToObj(i -> "locate(:term" + i + ", lower(m.title)) > 0")
                .collect(Collectors.joining(" and "));
        String some =
                "case when exists (select 1 from MaterialText x where x.materialId = m.id and %s) then %d else 0 end";
        return "(case when " + inTitle + " then 4 else 0 end + " + some.formatted(FITS.formatted("inText"), 2) + " + "
                + some.formatted(FITS.formatted("asWords"), 1) + ")";
    }

    private static Map<String, Object> parameters(Search search) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (int i = 0; i < search.terms().size(); i++) {
            parameters.put("term" + i, search.terms().get(i));
        }
        parameters.put("inText", search.inText());
        parameters.put("asWords", search.asWords());
        return parameters;
    }

    /** The stretch of text around the first hit of each material that has one in its text: one statement for a page. */
    @SuppressWarnings("unchecked")
    Map<UUID, List<Marked>> snippets(Search search, Collection<UUID> materials) {
        if (materials.isEmpty()) {
            return Map.of();
        }
        String first = IntStream.range(0, search.terms().size())
                .mapToObj(i -> "nullif(strpos(lower(text), :term" + i + "), 0)")
                .collect(Collectors.joining(", ", "coalesce(", ", 0)"));
        var query = entities.createNativeQuery("""
                        select material_id, at, substr(text, greatest(1, at - :before), :shown), length(text)
                        from (select material_id, text, %s as at from material_text where material_id in (:ids)) found
                        where at > 0""".formatted(first))
                .setParameter("before", BEFORE)
                .setParameter("shown", SHOWN)
                .setParameter("ids", materials);
        for (int i = 0; i < search.terms().size(); i++) {
            query.setParameter("term" + i, search.terms().get(i));
        }
        Map<UUID, List<Marked>> snippets = new HashMap<>();
        for (Object[] row : (List<Object[]>) query.getResultList()) {
            int from = Math.max(1, ((Number) row[1]).intValue() - BEFORE);
            String cut = ((String) row[2]).replaceAll("\\s+", " ");
            boolean more = from - 1 + SHOWN < ((Number) row[3]).intValue();
            snippets.put((UUID) row[0], Marked.cut((from > 1 ? "…" : "") + cut + (more ? "…" : ""), search.terms()));
        }
        return snippets;
    }
}
