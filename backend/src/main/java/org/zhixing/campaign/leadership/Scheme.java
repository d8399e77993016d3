package org.zhixing.campaign.leadership;

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
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.identity.Actor;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/** An organisation's plan of a campaign (实施方案), which a higher one approves. What was approved is not changed: another is written. CAM-3. */
@Entity
class Scheme implements Versioned {
    @Schema(name = "SchemeState")
    public enum State {
        DRAFT,
        SUBMITTED,
        APPROVED,
        RETURNED;

        Set<State> next() {
            return switch (this) {
                case DRAFT, RETURNED -> EnumSet.of(SUBMITTED);
                case SUBMITTED -> EnumSet.of(APPROVED, RETURNED);
                case APPROVED -> EnumSet.noneOf(State.class);
            };
        }
    }

    @Id
    private UUID id;

    private UUID campaignId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    @Enumerated(EnumType.STRING)
    private @Nullable PhaseKind phase;

    private String title;
    private String text;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant createdAt;
    private @Nullable UUID submittedBy;
    private @Nullable Instant submittedAt;
    private @Nullable String decidedBy;
    private @Nullable Instant decidedAt;
    private @Nullable String decisionNote;
    private @Nullable String decisionDocument;

    @Version
    private long version;

    protected Scheme() {}

    Scheme(UUID campaign, Organization organization, Instant at) {
        this.id = Ids.next();
        this.campaignId = campaign;
        this.organization = organization;
        this.state = State.DRAFT;
        this.createdAt = at;
    }

    /** Words it, while nobody is deciding on it and nobody has approved it. */
    void word(String title, String text, @Nullable PhaseKind phase) {
        if (!state.next().contains(State.SUBMITTED)) {
            throw Refused.conflict("campaign/scheme-fixed").allowing(state.next());
        }
        this.title = Text.name(title);
        this.text = text;
        this.phase = phase;
    }

    void submit(Actor by, Instant at) {
        moveTo(State.SUBMITTED);
        submittedBy = by.accountId();
        submittedAt = at;
        decidedBy = null;
        decidedAt = null;
        decisionNote = null;
    }

    /**
     * Approves or returns it.
     *
     * @param document by which authorities outside the tree approved it; needed where no organisation stands above
     */
    void decide(State to, Actor by, @Nullable String note, @Nullable String document, Instant at) {
        moveTo(to);
        boolean fromOutside = organization.parent() == null;
        if (!fromOutside && by.accountId().equals(submittedBy)) {
            throw Refused.forbidden("campaign/scheme-own");
        }
        if (to == State.RETURNED && blank(note)) {
            throw Refused.field("/note", "reason-needed");
        }
        if (to == State.APPROVED && fromOutside && blank(document)) {
            throw Refused.field("/document", "campaign/scheme-document-needed");
        }
        decidedBy = by.name();
        decidedAt = at;
        decisionNote = blank(note) ? null : note;
        decisionDocument = blank(document) ? null : document;
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private void moveTo(State to) {
        if (!state.next().contains(to)) {
            throw Refused.conflict("campaign/scheme-move", state, to).allowing(state.next());
        }
        state = to;
    }

    UUID id() {
        return id;
    }

    Organization organization() {
        return organization;
    }

    @Nullable
    PhaseKind phase() {
        return phase;
    }

    String title() {
        return title;
    }

    String text() {
        return text;
    }

    State state() {
        return state;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant submittedAt() {
        return submittedAt;
    }

    @Nullable
    String decidedBy() {
        return decidedBy;
    }

    @Nullable
    Instant decidedAt() {
        return decidedAt;
    }

    @Nullable
    String decisionNote() {
        return decisionNote;
    }

    @Nullable
    String decisionDocument() {
        return decisionDocument;
    }

    @Override
    public long version() {
        return version;
    }
}
