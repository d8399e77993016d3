package org.zhixing.study.material;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The set texts of a campaign, whichever organisation publishes them, for the search for near-duplicates: quoting them
 * is no copying. They are read again only when one of them has changed. STU-7.
 */
@ApplicationScoped
class MaskedSetTexts implements org.zhixing.study.writing.SetTexts {
    private static final int MOST = 100;
    private static final String PUBLISHED = " from Material m, MaterialText t where t.materialId = m.id"
            + " and m.campaign.id = :campaign and m.setText = true and m.state = PUBLISHED and t.text <> '' order by m.id";

    @Inject
    EntityManager entities;

    private final Map<UUID, Known> known = new ConcurrentHashMap<>();

    /** The texts, and by what they are known to be the same. */
    private record Known(List<List<Object>> marks, List<String> texts) {}

    @Override
    public List<String> of(UUID campaign) {
        List<List<Object>> marks = entities.createQuery(
                        "select m.id, m.version, length(t.text)" + PUBLISHED, Object[].class)
                .setParameter("campaign", campaign)
                .setMaxResults(MOST)
                .getResultStream()
                .map(List::of)
                .toList();
        Known kept = known.get(campaign);
        if (kept != null && kept.marks.equals(marks)) {
            return kept.texts;
        }
        List<String> texts = entities.createQuery("select t.text" + PUBLISHED, String.class)
                .setParameter("campaign", campaign)
                .setMaxResults(MOST)
                .getResultList();
        known.put(campaign, new Known(marks, List.copyOf(texts)));
        return texts;
    }
}
