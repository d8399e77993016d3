package org.zhixing.campaign;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;

/** A gate that somebody above opened: who, why, and what was unmet. Never changed. CAM-5. */
@Entity
class PhaseOverride {
    /** An action that was not met, with the figures of that moment. */
    @Embeddable
    static class Unmet {
        private String code;
        private String name;

        @Enumerated(EnumType.STRING)
        private Gate.State state;

        private @Nullable Long value;
        private @Nullable Long needed;

        protected Unmet() {}

        Unmet(Gate.Check check) {
            this.code = check.action().code();
            this.name = check.action().name();
            this.state = check.state();
            this.value = check.measured() == null ? null : check.measured().value();
            this.needed = check.measured() == null ? null : check.measured().needed();
        }

        String code() {
            return code;
        }

        String name() {
            return name;
        }

        Gate.State state() {
            return state;
        }

        @Nullable
        Long value() {
            return value;
        }

        @Nullable
        Long needed() {
            return needed;
        }
    }

    @Id
    private UUID id;

    private UUID branchId;
    private UUID campaignId;

    @Enumerated(EnumType.STRING)
    private PhaseKind fromPhase;

    @Enumerated(EnumType.STRING)
    private PhaseKind toPhase;

    private String reason;
    private String overriddenBy;
    private Instant overriddenAt;

    @ElementCollection
    @CollectionTable(name = "phase_override_unmet", joinColumns = @JoinColumn(name = "override_id"))
    @OrderColumn(name = "ordinal")
    @BatchSize(size = 200)
    private List<Unmet> unmet;

    protected PhaseOverride() {}

    PhaseOverride(Participation p, PhaseKind to, Gate gate, String reason, String by, Instant at) {
        this.id = Ids.next();
        this.branchId = p.branch().id();
        this.campaignId = p.campaignId();
        this.fromPhase = p.phase();
        this.toPhase = to;
        this.reason = reason.strip();
        this.overriddenBy = by;
        this.overriddenAt = at;
        this.unmet = gate.closing().stream().map(Unmet::new).toList();
    }

    UUID id() {
        return id;
    }

    PhaseKind from() {
        return fromPhase;
    }

    PhaseKind to() {
        return toPhase;
    }

    String reason() {
        return reason;
    }

    String by() {
        return overriddenBy;
    }

    Instant at() {
        return overriddenAt;
    }

    List<Unmet> unmet() {
        return unmet;
    }
}
