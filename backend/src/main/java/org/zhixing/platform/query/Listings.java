package org.zhixing.platform.query;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** Where repositories get their listings from. */
@ApplicationScoped
public class Listings {
    @Inject
    EntityManager entities;

    @Inject
    Cursors cursors;

    /**
     * @param from the HQL after FROM; its second word is the alias that is selected, as in {@code Member m join fetch m.branch b}
     */
    public <T> Listing<T> of(Class<T> type, String from) {
        return new Listing<>(entities, cursors, type, from);
    }
}
