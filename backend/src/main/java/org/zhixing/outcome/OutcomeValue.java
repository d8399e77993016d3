package org.zhixing.outcome;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;

/** What an indicator was on a day, and who says so. A correction is a line of its own. */
@Entity
@Immutable
class OutcomeValue {
    @Id
    private UUID id;

    private UUID outcomeId;
    private LocalDate observedOn;
    private BigDecimal value;
    private String source;
    private @Nullable UUID correctsId;
    private String recordedBy;
    private Instant recordedAt;

    protected OutcomeValue() {}

    OutcomeValue(
            UUID outcome,
            LocalDate observedOn,
            BigDecimal value,
            String source,
            @Nullable UUID corrects,
            String by,
            Instant at) {
        this.id = Ids.next();
        this.outcomeId = outcome;
        this.observedOn = observedOn;
        this.value = value;
        this.source = source;
        this.correctsId = corrects;
        this.recordedBy = by;
        this.recordedAt = at;
    }

    UUID id() {
        return id;
    }

    UUID outcomeId() {
        return outcomeId;
    }

    LocalDate observedOn() {
        return observedOn;
    }

    BigDecimal value() {
        return value;
    }

    String source() {
        return source;
    }

    @Nullable
    UUID correctsId() {
        return correctsId;
    }

    String recordedBy() {
        return recordedBy;
    }

    Instant recordedAt() {
        return recordedAt;
    }
}
