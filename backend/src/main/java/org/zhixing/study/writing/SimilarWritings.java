package org.zhixing.study.writing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Near-duplicates over a campaign, with the campaign's set texts masked. STU-7. */
@ApplicationScoped
class SimilarWritings {
    @Inject
    EntityManager entities;

    @Inject
    SetTexts setTexts;

    /** The share of the shorter text that has to stand in the other for it to be shown, from 0 to 1. */
    @ConfigProperty(name = "zhixing.similarity.least-share", defaultValue = "0.5")
    double least;

    private record Known(List<String> texts, Shingles.Quotable quotable) {}

    private final Map<UUID, Known> known = new ConcurrentHashMap<>();

    List<NearDuplicates.Found> to(Writing writing, String text) {
        UUID campaign = writing.campaign().id();
        return entities.unwrap(Session.class)
                .doReturningWork(connection ->
                        NearDuplicates.search(connection, campaign, writing.id(), text, quotable(campaign), least));
    }

    /** Lets others' texts be found to be like this one. */
    void keep(Writing writing) {
        keep(writing.id(), writing.campaign().id(), writing.text());
    }

    private void keep(UUID writing, UUID campaign, String text) {
        entities.unwrap(Session.class)
                .doWork(connection -> NearDuplicates.keep(connection, campaign, writing, text, quotable(campaign)));
    }

    /**
     * Sketches texts that were handed in and have no sketch, as after a change of what a sketch is; whoever hands one in
     * meanwhile waits or has done it.
     *
     * @param after where to go on; null at the beginning
     * @return the last one sketched; null at the end
     */
    @Nullable
    UUID catchUp(@Nullable UUID after) {
        UUID last = null;
        for (Object row : entities.createNativeQuery("""
                        select w.id, w.campaign_id, v.text from writing w join writing_version v on v.id = w.handed_in_id
                        where w.id > :after and w.state in ('SUBMITTED', 'RETURNED', 'ACCEPTED')
                          and not exists (select 1 from writing_sketch s where s.writing_id = w.id)
                        order by w.id limit 200 for no key update of w""", Object[].class)
                .setParameter("after", after == null ? new UUID(0, 0) : after)
                .getResultList()) {
            Object[] text = (Object[]) row;
            last = (UUID) text[0];
            keep(last, (UUID) text[1], (String) text[2]);
        }
        return last;
    }

    void forget(Writing writing) {
        entities.unwrap(Session.class).doWork(connection -> NearDuplicates.forget(connection, writing.id()));
    }

    /** What may be quoted in a campaign; worked out anew when its set texts have changed. */
    private Shingles.Quotable quotable(UUID campaign) {
        List<String> texts = setTexts.of(campaign);
        return known.compute(
                        campaign,
                        (id, before) -> before != null && before.texts.equals(texts)
                                ? before
                                : new Known(List.copyOf(texts), Shingles.Quotable.of(texts)))
                .quotable();
    }
}
