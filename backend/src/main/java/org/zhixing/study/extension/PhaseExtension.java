package org.zhixing.study.extension;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.NotRecorded;
import org.zhixing.campaign.Batch;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.PhaseChange;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/** A phase of a batch to be made longer: tried out branch by branch in the background, then carried out. CAM-4. */
@Entity
class PhaseExtension implements Versioned {
    /** How far it has come. */
    @Schema(name = "ExtensionState")
    enum State {
        QUEUED,
        /** What each branch would study more is being worked out. */
        RUNNING,
        /** It has been worked out and may be applied. */
        PROPOSED,
        /** The dates have changed; the branches' sessions are being planned. */
        APPLYING,
        APPLIED,
        FAILED,
        /** A newer one of the same batch has taken its place. */
        SUPERSEDED;

        Set<State> next() {
            return switch (this) {
                case QUEUED -> EnumSet.of(RUNNING, FAILED, SUPERSEDED);
                case RUNNING -> EnumSet.of(PROPOSED, FAILED, SUPERSEDED);
                case PROPOSED -> EnumSet.of(APPLYING, SUPERSEDED);
                case APPLYING -> EnumSet.of(APPLIED, FAILED);
                case FAILED -> EnumSet.of(APPLYING, SUPERSEDED);
                case APPLIED, SUPERSEDED -> EnumSet.noneOf(State.class);
            };
        }
    }

    /** What is asked for. */
    record Wish(PhaseKind phase, LocalDate newEnd, Batch.LaterPhases later, PhaseChange.Grounds grounds) {}

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "campaign_id")
    private Campaign campaign;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "batch_id")
    private Batch batch;

    private long batchVersion;

    @Enumerated(EnumType.STRING)
    private PhaseKind phase;

    private LocalDate wasEndsOn;
    private LocalDate newEndsOn;

    @Enumerated(EnumType.STRING)
    private Batch.LaterPhases laterPhases;

    private String reason;
    private String documentNumber;
    private String documentTitle;

    @Enumerated(EnumType.STRING)
    private State state;

    private @Nullable String problem;

    @NotRecorded
    private int branchesTotal;

    @NotRecorded
    private int branchesDone;

    private UUID orderedBy;
    private @Nullable UUID appliedBy;
    private Instant createdAt;

    @NotRecorded
    private @Nullable Instant seenAliveAt;

    private @Nullable Instant appliedAt;
    private @Nullable Instant finishedAt;

    @Version
    private long version;

    protected PhaseExtension() {}

    PhaseExtension(Campaign campaign, Batch batch, Wish wish, UUID by, Instant now) {
        this.id = Ids.next();
        this.campaign = campaign;
        this.batch = batch;
        this.batchVersion = batch.version();
        this.phase = wish.phase();
        this.wasEndsOn = batch.dates(wish.phase()).orElseThrow().endsOn();
        this.newEndsOn = wish.newEnd();
        this.laterPhases = wish.later();
        this.reason = wish.grounds().reason().strip();
        this.documentNumber = Text.name(wish.grounds().document().number());
        this.documentTitle = Text.name(wish.grounds().document().title());
        this.state = State.QUEUED;
        this.orderedBy = by;
        this.createdAt = now;
    }

    void covers(int branches) {
        branchesTotal = branches;
    }

    /** Begins, or goes on where a process that died left off. */
    void takeUp(Instant now) {
        if (state == State.QUEUED) {
            moveTo(State.RUNNING);
        }
        seenAliveAt = now;
    }

    /** Says how far it has come, and with that that it is alive. */
    void reach(int more, Instant now) {
        branchesDone += more;
        seenAliveAt = now;
    }

    void proposed(Instant now) {
        moveTo(State.PROPOSED);
        finishedAt = now;
    }

    /** Lets the sessions be planned. Refuses what has not been worked out, or rests on dates that are no more. */
    void apply(UUID by, Instant now) {
        if (state == State.SUPERSEDED) {
            throw Refused.conflict("extension/superseded");
        }
        boolean again = state == State.FAILED && appliedAt != null;
        if (state != State.PROPOSED && !again) {
            throw Refused.conflict("extension/not-proposed", state).allowing(EnumSet.of(State.PROPOSED));
        }
        if (!again && batch.version() != batchVersion) {
            throw Refused.conflict("extension/batch-changed");
        }
        goAhead(by, now);
    }

    /** Applies at once what nobody wants to look at first. */
    void applyUnseen(UUID by, Instant now) {
        moveTo(State.RUNNING);
        moveTo(State.PROPOSED);
        goAhead(by, now);
    }

    private void goAhead(UUID by, Instant now) {
        if (appliedAt == null) {
            branchesDone = 0;
            appliedAt = now;
            appliedBy = by;
        }
        moveTo(State.APPLYING);
        problem = null;
        seenAliveAt = null;
        finishedAt = null;
    }

    void applied(Instant now) {
        moveTo(State.APPLIED);
        finishedAt = now;
    }

    void supersede(Instant now) {
        moveTo(State.SUPERSEDED);
        finishedAt = now;
    }

    void fail(String slug, Instant now) {
        moveTo(State.FAILED);
        problem = slug;
        finishedAt = now;
    }

    private void moveTo(State to) {
        if (!state.next().contains(to)) {
            throw Refused.conflict("extension/move", state, to).allowing(state.next());
        }
        state = to;
    }

    UUID id() {
        return id;
    }

    Campaign campaign() {
        return campaign;
    }

    Batch batch() {
        return batch;
    }

    PhaseKind phase() {
        return phase;
    }

    LocalDate wasEndsOn() {
        return wasEndsOn;
    }

    LocalDate newEndsOn() {
        return newEndsOn;
    }

    Batch.LaterPhases laterPhases() {
        return laterPhases;
    }

    PhaseChange.Grounds grounds() {
        return new PhaseChange.Grounds(reason, new PhaseChange.Document(documentNumber, documentTitle));
    }

    State state() {
        return state;
    }

    @Nullable
    String problem() {
        return problem;
    }

    int branchesTotal() {
        return branchesTotal;
    }

    /** Of the work that is under way: worked out, or once it is applied, planned. */
    int branchesDone() {
        return branchesDone;
    }

    UUID orderedBy() {
        return orderedBy;
    }

    @Nullable
    UUID appliedBy() {
        return appliedBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant appliedAt() {
        return appliedAt;
    }

    @Nullable
    Instant finishedAt() {
        return finishedAt;
    }

    @Override
    public long version() {
        return version;
    }
}
