package org.zhixing.outcome;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An outcome came of an item, and where it is known, of one of its measures. */
@Entity
@IdClass(OutcomeTie.Key.class)
class OutcomeTie {
    /** An outcome names an item once. */
    record Key(UUID outcomeId, UUID itemId) {}

    @Id
    private UUID outcomeId;

    @Id
    private UUID itemId;

    private @Nullable UUID measureId;
    private Instant at;

    protected OutcomeTie() {}

    OutcomeTie(UUID outcome, UUID item, @Nullable UUID measure, Instant at) {
        this.outcomeId = outcome;
        this.itemId = item;
        this.measureId = measure;
        this.at = at;
    }

    UUID outcomeId() {
        return outcomeId;
    }

    UUID itemId() {
        return itemId;
    }

    @Nullable
    UUID measureId() {
        return measureId;
    }
}
