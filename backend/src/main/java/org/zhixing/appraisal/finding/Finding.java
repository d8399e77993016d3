package org.zhixing.appraisal.finding;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Criterion;
import org.zhixing.appraisal.Nature;
import org.zhixing.audit.Masked;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.organization.Member;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Versioned;

/**
 * A problem found on an organisation, or on a person: then it is personal and read by few. APP-4. Its words and whom it
 * is about stay out of the record of who did what, which more people read.
 */
@Entity
public class Finding implements Versioned {
    @Schema(name = "FindingState")
    public enum State {
        OPEN,
        HANDED_OVER,
        MERGED,
        DISMISSED,
        /** 个人问题的整改承诺已兑现. */
        SETTLED;

        Set<State> next() {
            return switch (this) {
                case OPEN -> EnumSet.of(HANDED_OVER, MERGED, DISMISSED, SETTLED);
                case HANDED_OVER, DISMISSED, SETTLED -> EnumSet.of(OPEN);
                case MERGED -> EnumSet.noneOf(State.class);
            };
        }

        /** The moves that somebody may ask for; the others come about by merging and by what becomes of an item. */
        Set<State> asked(boolean personal) {
            return switch (this) {
                case OPEN -> personal ? EnumSet.of(DISMISSED, SETTLED) : EnumSet.of(DISMISSED);
                case DISMISSED, SETTLED -> EnumSet.of(OPEN);
                case HANDED_OVER, MERGED -> EnumSet.noneOf(State.class);
            };
        }
    }

    /** What may be put right while it is open. */
    record Facts(String text, @Nullable Criterion criterion, CheckDimension dimension, Nature nature) {}

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "campaign_id")
    private Campaign campaign;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    @Masked
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "member_id")
    private @Nullable Member subject;

    @Masked
    private String text;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "criterion_id")
    private @Nullable Criterion criterion;

    @Enumerated(EnumType.STRING)
    private CheckDimension dimension;

    @Enumerated(EnumType.STRING)
    private Nature nature;

    @Enumerated(EnumType.STRING)
    private State state;

    @Masked
    private @Nullable String stateReason;

    private @Nullable UUID mergedIntoId;

    @Masked
    private @Nullable String promise;

    private @Nullable Instant promisedAt;
    private String recordedBy;
    private Instant createdAt;

    @Version
    private long version;

    protected Finding() {}

    /** @param subject the person it is about; nobody: it is the organisation's */
    Finding(
            Campaign campaign,
            Organization organization,
            @Nullable Member subject,
            Facts facts,
            String by,
            Instant at) {
        this.id = Ids.next();
        this.campaign = campaign;
        this.organization = organization;
        this.subject = subject;
        this.state = State.OPEN;
        this.recordedBy = by;
        this.createdAt = at;
        set(facts);
    }

    void edit(Facts facts) {
        open();
        set(facts);
    }

    private void set(Facts facts) {
        text = facts.text().strip();
        criterion = facts.criterion();
        dimension = facts.dimension();
        nature = facts.nature();
    }

    /** Dismisses, settles, or opens again what was dismissed or settled. */
    void moveTo(State to, @Nullable String reason) {
        if (!state.asked(isPersonal()).contains(to)) {
            throw Refused.conflict("finding/move", state, to).allowing(state.asked(isPersonal()));
        }
        if (to == State.DISMISSED && (reason == null || reason.isBlank())) {
            throw Refused.field("/reason", "reason-needed");
        }
        if (to == State.SETTLED && promise == null) {
            throw Refused.conflict("finding/no-promise");
        }
        become(to);
        stateReason = to == State.OPEN || reason == null || reason.isBlank() ? null : reason.strip();
    }

    /** It becomes a part of another one about the same. */
    void mergeInto(Finding other) {
        if (other.id.equals(id)) {
            throw Refused.conflict("finding/merge-itself");
        }
        if (!other.campaign.id().equals(campaign.id())
                || !other.organization.id().equals(organization.id())
                || !isAbout(other.subject)) {
            throw Refused.conflict("finding/merge-unlike");
        }
        open();
        other.open();
        become(State.MERGED);
        mergedIntoId = other.id;
    }

    private boolean isAbout(@Nullable Member person) {
        return subject == null ? person == null : person != null && person.id().equals(subject.id());
    }

    /** An item of the ledger takes it up. What is personal never stands in the ledger, which many read. */
    public void handOver() {
        if (isPersonal()) {
            throw Refused.conflict("finding/personal-not-in-ledger");
        }
        open();
        become(State.HANDED_OVER);
    }

    /** The item that took it up was cancelled. */
    public void giveBack() {
        if (state == State.HANDED_OVER) {
            become(State.OPEN);
        }
    }

    /** What the person promises to do about it. */
    void promise(String words, Instant at) {
        open();
        promise = words.strip();
        promisedAt = at;
    }

    private void open() {
        if (state != State.OPEN) {
            throw Refused.conflict("finding/not-open", state).allowing(state.asked(isPersonal()));
        }
    }

    private void become(State to) {
        if (!state.next().contains(to)) {
            throw Refused.conflict("finding/move", state, to).allowing(state.asked(isPersonal()));
        }
        state = to;
    }

    /** The moves that may be asked for now. */
    List<State> allowed() {
        return state.asked(isPersonal()).stream()
                .filter(to -> to != State.SETTLED || promise != null)
                .toList();
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

    /** The person it is about; nobody where it is the organisation's. */
    @Nullable
    public Member subject() {
        return subject;
    }

    public boolean isPersonal() {
        return subject != null;
    }

    public String text() {
        return text;
    }

    @Nullable
    public Criterion criterion() {
        return criterion;
    }

    public CheckDimension dimension() {
        return dimension;
    }

    public Nature nature() {
        return nature;
    }

    public State state() {
        return state;
    }

    @Nullable
    String stateReason() {
        return stateReason;
    }

    @Nullable
    public UUID mergedIntoId() {
        return mergedIntoId;
    }

    @Nullable
    String promise() {
        return promise;
    }

    @Nullable
    Instant promisedAt() {
        return promisedAt;
    }

    String recordedBy() {
        return recordedBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Override
    public long version() {
        return version;
    }
}
