package org.zhixing.rectification;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** An item was raised for a finding; that stays known when the item is cancelled. */
@Entity
@Immutable
@IdClass(ItemFinding.Key.class)
class ItemFinding {
    /** An item takes up a finding once. */
    record Key(UUID itemId, UUID findingId) {}

    @Id
    private UUID itemId;

    @Id
    private UUID findingId;

    private Instant at;

    protected ItemFinding() {}

    ItemFinding(UUID item, UUID finding, Instant at) {
        this.itemId = item;
        this.findingId = finding;
        this.at = at;
    }
}
