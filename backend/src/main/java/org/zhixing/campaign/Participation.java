package org.zhixing.campaign;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.UUID;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Versioned;

/** A branch's part in a campaign: its batch and the one phase it is in now. CAM-2. */
@Entity
class Participation implements Versioned {
    @Id
    private UUID id;

    private UUID campaignId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "branch_id")
    private Organization branch;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "batch_id")
    private Batch batch;

    @Enumerated(EnumType.STRING)
    private PhaseKind phase;

    private LocalDate enteredOn;

    @Version
    private long version;

    protected Participation() {}

    /** Takes part from the first phase's beginning, or from its own founding when that is later. */
    Participation(Batch batch, Organization branch) {
        this.id = Ids.next();
        this.campaignId = batch.campaignId();
        this.branch = branch;
        this.batch = batch;
        Batch.Dates first = batch.phases().getFirst();
        this.phase = first.kind();
        LocalDate founded = branch.establishedOn();
        this.enteredOn = founded != null && founded.isAfter(first.startsOn()) ? founded : first.startsOn();
    }

    /** Moves to the next phase, or back by one when it was left too early; never two at once. */
    void enter(PhaseKind to, LocalDate on) {
        refuseUnlessNeighbour(to);
        phase = to;
        enteredOn = on;
    }

    void refuseUnlessNeighbour(PhaseKind to) {
        if (Math.abs(to.ordinal() - phase.ordinal()) != 1 || batch.dates(to).isEmpty()) {
            throw Refused.conflict("campaign/phase-move", phase, to).allowing(neighbours());
        }
    }

    java.util.List<PhaseKind> neighbours() {
        return batch.phases().stream()
                .map(Batch.Dates::kind)
                .filter(kind -> Math.abs(kind.ordinal() - phase.ordinal()) == 1)
                .toList();
    }

    UUID id() {
        return id;
    }

    UUID campaignId() {
        return campaignId;
    }

    Organization branch() {
        return branch;
    }

    Batch batch() {
        return batch;
    }

    PhaseKind phase() {
        return phase;
    }

    LocalDate enteredOn() {
        return enteredOn;
    }

    @Override
    public long version() {
        return version;
    }
}
