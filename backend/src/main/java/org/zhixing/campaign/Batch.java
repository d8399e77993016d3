package org.zhixing.campaign;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/** A batch of organisations that go through the phases at the same dates. CAM-2. */
@Entity
class Batch implements Versioned {
    /** The dates of one phase, both inclusive. */
    @Embeddable
    static class Dates {
        @Enumerated(EnumType.STRING)
        private PhaseKind kind;

        private LocalDate startsOn;
        private LocalDate endsOn;

        protected Dates() {}

        Dates(PhaseKind kind, LocalDate startsOn, LocalDate endsOn) {
            this.kind = kind;
            this.startsOn = startsOn;
            this.endsOn = endsOn;
        }

        PhaseKind kind() {
            return kind;
        }

        LocalDate startsOn() {
            return startsOn;
        }

        LocalDate endsOn() {
            return endsOn;
        }
    }

    @Id
    private UUID id;

    private UUID campaignId;
    private int ordinal;
    private String name;

    @ElementCollection
    @CollectionTable(name = "batch_phase", joinColumns = @JoinColumn(name = "batch_id"))
    private List<Dates> phases = new ArrayList<>();

    @Version
    private long version;

    protected Batch() {}

    Batch(UUID campaign, int ordinal, String name, List<Dates> phases) {
        this.id = Ids.next();
        this.campaignId = campaign;
        this.ordinal = ordinal;
        plan(name, phases);
    }

    /** Sets name and dates: every phase ends after it starts and before the next begins. */
    void plan(String name, List<Dates> dates) {
        List<Dates> inOrder =
                dates.stream().sorted(Comparator.comparing(Dates::kind)).toList();
        Set<PhaseKind> seen = EnumSet.noneOf(PhaseKind.class);
        for (int i = 0; i < inOrder.size(); i++) {
            Dates phase = inOrder.get(i);
            if (!seen.add(phase.kind)) {
                throw Refused.field("/phases", "campaign/phase-twice", phase.kind);
            }
            if (phase.endsOn.isBefore(phase.startsOn)) {
                throw Refused.field("/phases", "period-reversed");
            }
            if (i > 0 && !phase.startsOn.isAfter(inOrder.get(i - 1).endsOn)) {
                throw Refused.field("/phases", "campaign/phases-overlap", inOrder.get(i - 1).kind, phase.kind);
            }
        }
        this.name = Text.name(name);
        this.phases.clear();
        this.phases.addAll(inOrder);
    }

    Optional<Dates> dates(PhaseKind kind) {
        return phases.stream().filter(p -> p.kind == kind).findFirst();
    }

    UUID id() {
        return id;
    }

    UUID campaignId() {
        return campaignId;
    }

    int ordinal() {
        return ordinal;
    }

    String name() {
        return name;
    }

    List<Dates> phases() {
        return phases.stream().sorted(Comparator.comparing(Dates::kind)).toList();
    }

    @Override
    public long version() {
        return version;
    }
}
