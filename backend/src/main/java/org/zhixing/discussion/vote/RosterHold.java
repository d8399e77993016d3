package org.zhixing.discussion.vote;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.zhixing.organization.RosterChanged;

/**
 * Whoever joins or leaves holds the votes under way above their branch until it is done, together with those who vote:
 * an adoption waits for them, or they for the adoption, and the roster that it counts is the roster. DIS-5.
 */
@ApplicationScoped
class RosterHold {
    @Inject
    EntityManager entities;

    void on(@Observes RosterChanged e) {
        UUID[] branches = e.moves().stream()
                .flatMap(move -> Stream.of(move.from(), move.to()))
                .filter(Objects::nonNull)
                .distinct()
                .toArray(UUID[]::new);
        entities.createNativeQuery("""
                        select d.id from discussion d join organization o on o.id = d.organization_id
                        where d.state = 'VOTING' and exists (
                            select 1 from organization b
                            where b.id = any(cast(:branches as uuid[])) and b.path >= o.path and b.path < o.path_end)
                        order by d.id for share of d""", UUID.class)
                .setParameter("branches", branches)
                .getResultList();
    }
}
