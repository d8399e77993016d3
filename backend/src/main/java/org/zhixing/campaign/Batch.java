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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/** A batch of organisations that go through the phases at the same dates. CAM-2. */
@Entity
public class Batch implements Versioned {
    private static final int LONGEST_EXTENSION = 366;

    /** The dates of one phase, both inclusive. */
    @Embeddable
    public static class Dates {
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

        public PhaseKind kind() {
            return kind;
        }

        public LocalDate startsOn() {
            return startsOn;
        }

        public LocalDate endsOn() {
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

    /** What becomes of those that come after a phase that is extended. */
    @Schema(name = "LaterPhases")
    public enum LaterPhases {
        /** They move by as many days. */
        SHIFT,
        /** They stay where they are; the phase may fill the days between. */
        KEEP
    }

    /**
     * The dates with one phase longer. Nothing is changed yet. CAM-4.
     *
     * @throws Refused 422 at {@code /newEndsOn} where it would not be longer, or would run into the next phase
     */
    public List<Dates> extended(PhaseKind phase, LocalDate newEnd, LaterPhases later) {
        Dates dates = dates(phase).orElseThrow(() -> Refused.invalid("campaign/no-such-phase", phase));
        long days = ChronoUnit.DAYS.between(dates.endsOn, newEnd);
        if (days < 1) {
            throw Refused.field("/newEndsOn", "extension/not-later", dates.endsOn);
        }
        if (days > LONGEST_EXTENSION) {
            throw Refused.field("/newEndsOn", "extension/too-long", LONGEST_EXTENSION);
        }
        List<Dates> moved = new ArrayList<>();
        for (Dates each : phases()) {
            if (each.kind.compareTo(phase) < 0 || (each.kind.compareTo(phase) > 0 && later == LaterPhases.KEEP)) {
                moved.add(each);
            } else if (each.kind == phase) {
                moved.add(new Dates(phase, each.startsOn, newEnd));
            } else {
                moved.add(new Dates(each.kind, each.startsOn.plusDays(days), each.endsOn.plusDays(days)));
            }
        }
        for (Dates each : moved) {
            if (each.kind.compareTo(phase) > 0 && !each.startsOn.isAfter(newEnd)) {
                throw Refused.field("/newEndsOn", "extension/runs-into-next", each.kind, each.startsOn);
            }
        }
        return moved;
    }

    public Optional<Dates> dates(PhaseKind kind) {
        return phases.stream().filter(p -> p.kind == kind).findFirst();
    }

    public UUID id() {
        return id;
    }

    public UUID campaignId() {
        return campaignId;
    }

    public int ordinal() {
        return ordinal;
    }

    public String name() {
        return name;
    }

    public List<Dates> phases() {
        return phases.stream().sorted(Comparator.comparing(Dates::kind)).toList();
    }

    @Override
    public long version() {
        return version;
    }
}
