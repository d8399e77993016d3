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
        UUID campaign = writing.campaign().id();
        entities.unwrap(Session.class)
                .doWork(connection ->
                        NearDuplicates.keep(connection, campaign, writing.id(), writing.text(), quotable(campaign)));
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
