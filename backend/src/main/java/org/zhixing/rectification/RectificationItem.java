package org.zhixing.rectification;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Nature;
import org.zhixing.appraisal.Origin;
import org.zhixing.audit.NotRecorded;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.identity.Actor;
import org.zhixing.organization.Member;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Versioned;

/** A problem with one owner and one date. REC-1. */
@Entity
public class RectificationItem implements Versioned {
    /** 立行立改、限期整改、长期坚持. */
    @Schema(name = "ItemKind")
    public enum Kind {
        IMMEDIATE,
        DEADLINE,
        LONG_TERM
    }

    /** The facts that may be corrected while the item is worked on; the due date is not among them (REC-3). */
    record Facts(
            String problem,
            CheckDimension dimension,
            Nature nature,
            Kind kind,
            @Nullable Member leader,
            Member responsible) {}

    @Id
    private UUID id;

    private long number;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "campaign_id")
    private Campaign campaign;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    private String problem;

    @Enumerated(EnumType.STRING)
    private CheckDimension dimension;

    @Enumerated(EnumType.STRING)
    private Nature nature;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "leader_id")
    private @Nullable Member leader;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "responsible_id")
    private Member responsible;

    private LocalDate dueOn;

    @Enumerated(EnumType.STRING)
    private State state;

    /** Kept by the database, for lists in the order of the work. */
    @NotRecorded
    @Column(insertable = false, updatable = false)
    private short stateOrder;

    @Enumerated(EnumType.STRING)
    private Origin originKind;

    private @Nullable UUID originReference;
    private @Nullable String originNote;
    private @Nullable String cancelReason;
    private @Nullable Instant closedAt;
    private @Nullable UUID submittedBy;
    private int evidenceCount;
    private Instant createdAt;
    private Instant updatedAt;

    @OneToMany(mappedBy = "item", cascade = CascadeType.PERSIST)
    @OrderBy("ordinal")
    @BatchSize(size = 200)
    private List<Measure> measures = new ArrayList<>();

    @Version
    private long version;

    protected RectificationItem() {}

    RectificationItem(
            long number,
            Campaign campaign,
            Organization organization,
            Facts facts,
            LocalDate dueOn,
            Origin originKind,
            @Nullable UUID originReference,
            @Nullable String originNote,
            Instant at) {
        this.id = Ids.next();
        this.number = number;
        this.campaign = campaign;
        this.organization = organization;
        this.dueOn = dueOn;
        this.state = State.OPEN;
        this.originKind = originKind;
        this.originReference = originReference;
        this.originNote = originNote;
        this.createdAt = at;
        this.updatedAt = at;
        set(facts, at);
    }

    void edit(Facts facts, Instant at) {
        changeable();
        set(facts, at);
    }

    private void set(Facts facts, Instant at) {
        if (!facts.responsible().isActive()
                || !(facts.responsible().branch().path().startsWith(organization.path())
                        || organization
                                .path()
                                .startsWith(facts.responsible().branch().path()))) {
            throw Refused.field("/responsibleId", "rectification/responsible-elsewhere");
        }
        this.problem = facts.problem().strip();
        this.dimension = facts.dimension();
        this.nature = facts.nature();
        this.kind = facts.kind();
        this.leader = facts.leader();
        this.responsible = facts.responsible();
        this.updatedAt = at;
    }

    Measure plan(String title, @Nullable LocalDate due, Instant at) {
        changeable();
        if (measures.size() >= 50) {
            throw Refused.conflict("rectification/too-many-measures", 50);
        }
        Measure measure = new Measure(this, measures.size() + 1, title, due);
        measures.add(measure);
        updatedAt = at;
        return measure;
    }

    Measure measure(UUID id) {
        return measures.stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow(Refused::notFound);
    }

    void editMeasure(Measure measure, String title, @Nullable LocalDate due, Measure.Progress progress, Instant at) {
        changeable();
        measure.edit(title, due, progress, at);
        updatedAt = at;
    }

    /** Evidence is taken while the item is worked on. */
    void evidenced(@Nullable Measure measure, Instant at) {
        changeable();
        if (measure != null) {
            measure.evidenced();
        }
        evidenceCount++;
        updatedAt = at;
    }

    /** Makes a move, if the state allows it and this person may. REC-2. */
    void moveTo(
            State to,
            Actor by,
            @Nullable UUID branchOfActor,
            boolean above,
            boolean works,
            @Nullable String note,
            Instant at) {
        if (!state.next().contains(to)) {
            throw Refused.conflict("rectification/move", state, to).allowing(state.next());
        }
        if (to.decidedAbove()) {
            decidedAbove(by, branchOfActor, above);
        } else if (!works) {
            throw Refused.forbidden("rectification/not-yours");
        }
        if (to.needsNote() && (note == null || note.isBlank())) {
            throw Refused.field("/note", "reason-needed");
        }
        if (to == State.SUBMITTED) {
            submittable();
            submittedBy = by.accountId();
        }
        if (to == State.CANCELLED) {
            cancelReason = note;
        }
        closedAt = to == State.CLOSED ? at : null;
        state = to;
        updatedAt = at;
    }

    /** Whether this person decides about the item: from above, not its owner, not of its branch, not who handed it in. */
    boolean decides(Actor by, @Nullable UUID branchOfActor, boolean above) {
        return above
                && !by.accountId().equals(submittedBy)
                && (by.memberId() == null
                        || !(by.memberId().equals(responsible.id())
                                || (leader != null && by.memberId().equals(leader.id()))
                                || organization.id().equals(branchOfActor)));
    }

    private void decidedAbove(Actor by, @Nullable UUID branchOfActor, boolean above) {
        if (!above) {
            throw Refused.forbidden("rectification/verifier-from-above");
        }
        if (!decides(by, branchOfActor, true)) {
            throw Refused.conflict("rectification/verifier-not-owner");
        }
    }

    private void submittable() {
        if (measures.isEmpty()) {
            throw Refused.conflict("rectification/no-measures").allowing(state.next());
        }
        Refused unproven = null;
        for (int i = 0; i < measures.size(); i++) {
            Measure measure = measures.get(i);
            if (!measure.proven()) {
                if (unproven == null) {
                    unproven = Refused.conflict("rectification/measure-not-proven", measure.title());
                }
                unproven.at(
                        "/measures/" + i,
                        measure.state() == Measure.Progress.DONE
                                ? "rectification/no-evidence"
                                : "rectification/not-done",
                        measure.title());
            }
        }
        if (unproven != null) {
            throw unproven;
        }
    }

    private void changeable() {
        if (state == State.SUBMITTED || !state.pending()) {
            throw Refused.conflict("rectification/not-changeable", state).allowing(state.next());
        }
    }

    boolean overdue(LocalDate today) {
        return state.pending() && dueOn.isBefore(today);
    }

    static List<UUID> ids(List<RectificationItem> items) {
        return items.stream().map(RectificationItem::id).toList();
    }

    /** The number in the ledger, as ZG-0001. */
    public String numbered() {
        return "ZG-%04d".formatted(number);
    }

    public UUID id() {
        return id;
    }

    public Campaign campaign() {
        return campaign;
    }

    public Organization organization() {
        return organization;
    }

    public String problem() {
        return problem;
    }

    Facts facts() {
        return new Facts(problem, dimension, nature, kind, leader, responsible);
    }

    public LocalDate dueOn() {
        return dueOn;
    }

    public State state() {
        return state;
    }

    Origin originKind() {
        return originKind;
    }

    @Nullable
    UUID originReference() {
        return originReference;
    }

    @Nullable
    String originNote() {
        return originNote;
    }

    @Nullable
    String cancelReason() {
        return cancelReason;
    }

    @Nullable
    Instant closedAt() {
        return closedAt;
    }

    int evidenceCount() {
        return evidenceCount;
    }

    long number() {
        return number;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    public List<Measure> measures() {
        return measures;
    }

    @Override
    public long version() {
        return version;
    }
}
