package org.zhixing.study.writing;

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
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.Masked;
import org.zhixing.audit.NotRecorded;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.identity.Actor;
import org.zhixing.organization.Member;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;
import org.zhixing.study.StudySession;

/**
 * A note or a reflection of a member. What is being written is seen by whoever writes it; everybody else sees what was
 * handed in last. Only what changed is written: the branch follows the member meanwhile. STU-7.
 */
@Entity
@DynamicUpdate
class Writing implements Versioned {
    static final int MAX_TEXT = 30_000;
    static final int MAX_ATTACHMENTS = 9;

    @Schema(name = "WritingKind")
    public enum Kind {
        NOTE,
        REFLECTION;

        /** The first part of the address. */
        String collection() {
            return this == NOTE ? "study-notes" : "reflections";
        }
    }

    @Schema(name = "WritingState")
    public enum State {
        DRAFT,
        SUBMITTED,
        RETURNED,
        ACCEPTED,
        WITHDRAWN;

        /** Whoever writes it hands it in and takes it back. */
        static final Set<State> BY_WRITER = EnumSet.of(SUBMITTED, WITHDRAWN);

        /** A reviewer returns or accepts it. */
        static final Set<State> BY_REVIEWER = EnumSet.of(RETURNED, ACCEPTED);

        /** What others than the writer may read. */
        static final Set<State> HANDED_IN = EnumSet.of(SUBMITTED, RETURNED, ACCEPTED);

        Set<State> next() {
            return switch (this) {
                case DRAFT, RETURNED -> EnumSet.of(SUBMITTED, WITHDRAWN);
                case SUBMITTED -> EnumSet.of(RETURNED, ACCEPTED, WITHDRAWN);
                case ACCEPTED, WITHDRAWN -> EnumSet.noneOf(State.class);
            };
        }
    }

    /** What is written, and what for. */
    record Content(
            String title,
            String text,
            PhaseKind phase,
            @Nullable StudySession session) {}

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "campaign_id")
    private Campaign campaign;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "member_id")
    private Member author;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "branch_id")
    private Organization branch;

    @Enumerated(EnumType.STRING)
    private PhaseKind phase;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "session_id")
    private @Nullable StudySession session;

    @Masked
    private String title;

    @Masked
    private String text;

    @NotRecorded
    private int attachments;

    @Enumerated(EnumType.STRING)
    private State state;

    private int edition;

    @NotRecorded
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "handed_in_id")
    private @Nullable WritingVersion handedIn;

    private @Nullable String enteredBy;
    private @Nullable UUID enteredById;
    private Instant createdAt;

    @NotRecorded
    private Instant editedAt;

    @NotRecorded
    private Instant movedAt;

    private @Nullable Instant submittedAt;
    private @Nullable Instant decidedAt;
    private @Nullable String decidedBy;

    @Masked
    private @Nullable String comment;

    @Version
    private long version;

    protected Writing() {}

    /**
     * @param enteredBy who keys in a paper text for the author; null where the author writes
     */
    Writing(Kind kind, Campaign campaign, Member author, @Nullable Actor enteredBy, Content content, Instant at) {
        this.id = Ids.next();
        this.kind = kind;
        this.campaign = campaign;
        this.author = author;
        this.branch = author.branch();
        this.enteredBy = enteredBy == null ? null : enteredBy.name();
        this.enteredById = enteredBy == null ? null : enteredBy.accountId();
        this.state = State.DRAFT;
        this.createdAt = at;
        this.movedAt = at;
        write(content, at);
    }

    /** Changes a draft or what was returned. */
    void rewrite(Content content, Instant at) {
        open();
        write(content, at);
    }

    private void write(Content content, Instant at) {
        title = Text.name(content.title());
        text = content.text();
        phase = content.phase();
        session = content.session();
        editedAt = at;
    }

    /** Hands it in to the branch that the author belongs to now; what is handed in is kept as a version. */
    WritingVersion submit(Actor by, Instant at) {
        moveTo(State.SUBMITTED, at);
        if (text.isBlank() && attachments == 0) {
            throw Refused.invalid("writing/empty");
        }
        branch = author.branch();
        edition++;
        submittedAt = at;
        decidedAt = null;
        decidedBy = null;
        comment = null;
        WritingVersion version = new WritingVersion(this, by.name(), at);
        handedIn = version;
        return version;
    }

    void withdraw(Instant at) {
        moveTo(State.WITHDRAWN, at);
    }

    /** Gives it back, saying what is missing. */
    void giveBack(@Nullable String comment, Actor by, Instant at) {
        if (comment == null || comment.isBlank()) {
            throw Refused.field("/comment", "writing/comment-needed");
        }
        decide(State.RETURNED, comment, by, at);
    }

    void accept(@Nullable String comment, Actor by, Instant at) {
        decide(State.ACCEPTED, comment, by, at);
    }

    private void decide(State to, @Nullable String comment, Actor by, Instant at) {
        if (isBy(by)) {
            throw Refused.forbidden("writing/own-review");
        }
        moveTo(to, at);
        this.comment = comment == null || comment.isBlank() ? null : comment.strip();
        decidedAt = at;
        decidedBy = by.name();
    }

    void attached() {
        open();
        if (attachments == MAX_ATTACHMENTS) {
            throw Refused.conflict("writing/too-many-attachments", MAX_ATTACHMENTS);
        }
        attachments++;
    }

    void detached() {
        open();
        attachments--;
    }

    private void open() {
        if (state != State.DRAFT && state != State.RETURNED) {
            throw Refused.conflict("writing/not-open").allowing(state.next());
        }
    }

    private void moveTo(State to, Instant at) {
        if (!state.next().contains(to)) {
            throw Refused.conflict("writing/move", state, to).allowing(state.next());
        }
        state = to;
        movedAt = at;
    }

    /** Whether it is theirs: as the member, whichever account they use. */
    boolean isBy(Actor actor) {
        return author.id().equals(actor.memberId());
    }

    /** Whether they write it: the author, or whoever keys it in for the author. */
    boolean isWrittenBy(Actor actor) {
        return isBy(actor) || actor.accountId().equals(enteredById);
    }

    Content content() {
        return new Content(title, text, phase, session);
    }

    /** The title as somebody may see it. */
    String titleFor(Actor actor) {
        return isWrittenBy(actor) ? title : handedInTitle();
    }

    /** The title that it was handed in with; before that the one being written. */
    String handedInTitle() {
        return handedIn == null ? title : handedIn.title();
    }

    /** The text as somebody may see it. */
    String textFor(Actor actor) {
        return isWrittenBy(actor) || handedIn == null ? text : handedIn.text();
    }

    UUID id() {
        return id;
    }

    Kind kind() {
        return kind;
    }

    Campaign campaign() {
        return campaign;
    }

    Member author() {
        return author;
    }

    Organization branch() {
        return branch;
    }

    PhaseKind phase() {
        return phase;
    }

    @Nullable
    StudySession session() {
        return session;
    }

    String title() {
        return title;
    }

    String text() {
        return text;
    }

    int attachments() {
        return attachments;
    }

    State state() {
        return state;
    }

    /** How often it was handed in. */
    int edition() {
        return edition;
    }

    @Nullable
    String enteredBy() {
        return enteredBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant editedAt() {
        return editedAt;
    }

    Instant movedAt() {
        return movedAt;
    }

    @Nullable
    Instant submittedAt() {
        return submittedAt;
    }

    @Nullable
    Instant decidedAt() {
        return decidedAt;
    }

    @Nullable
    String decidedBy() {
        return decidedBy;
    }

    @Nullable
    String comment() {
        return comment;
    }

    @Override
    public long version() {
        return version;
    }
}
