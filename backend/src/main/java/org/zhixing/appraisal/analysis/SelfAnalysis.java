package org.zhixing.appraisal.analysis;

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
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Criterion;
import org.zhixing.audit.Masked;
import org.zhixing.audit.NotRecorded;
import org.zhixing.campaign.Campaign;
import org.zhixing.identity.Actor;
import org.zhixing.organization.Member;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Versioned;

/**
 * What a member writes about themselves against the criteria, once per campaign. A draft is seen by whoever writes it;
 * the branch's secretary and the supervisors see what was handed in last. APP-1.
 */
@Entity
@DynamicUpdate
class SelfAnalysis implements Versioned {
    static final int MAX_TEXT = 20_000;
    static final int MAX_ANSWER = 1_500;

    @Schema(name = "SelfAnalysisState")
    public enum State {
        DRAFT,
        SUBMITTED,
        RETURNED,
        ACCEPTED;

        /** Whoever writes it hands it in and takes it back. */
        static final Set<State> BY_WRITER = EnumSet.of(SUBMITTED, DRAFT);

        /** What others than the writer may read. */
        static final Set<State> HANDED_IN = EnumSet.of(SUBMITTED, RETURNED, ACCEPTED);

        Set<State> next() {
            return switch (this) {
                case DRAFT, RETURNED -> EnumSet.of(SUBMITTED);
                case SUBMITTED -> EnumSet.of(DRAFT, RETURNED, ACCEPTED);
                case ACCEPTED -> EnumSet.noneOf(State.class);
            };
        }
    }

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "campaign_id")
    private Campaign campaign;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "member_id")
    private Member author;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "branch_id")
    private Organization branch;

    @Masked
    private String answers;

    @Masked
    private String text;

    @Enumerated(EnumType.STRING)
    private State state;

    private int edition;

    @NotRecorded
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "handed_in_id")
    private @Nullable SelfAnalysisVersion handedIn;

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

    protected SelfAnalysis() {}

    /** @param enteredBy who keys in a paper text for the author; null where the author writes */
    SelfAnalysis(Campaign campaign, Member author, @Nullable Actor enteredBy, Instant at) {
        this.id = Ids.next();
        this.campaign = campaign;
        this.author = author;
        this.branch = author.branch();
        this.answers = Answers.NONE.json();
        this.text = "";
        this.state = State.DRAFT;
        this.enteredBy = enteredBy == null ? null : enteredBy.name();
        this.enteredById = enteredBy == null ? null : enteredBy.accountId();
        this.createdAt = at;
        this.editedAt = at;
        this.movedAt = at;
    }

    /** Changes a draft or what was returned. */
    void rewrite(Answers said, String overall, Instant at) {
        if (state != State.DRAFT && state != State.RETURNED) {
            throw Refused.conflict("appraisal/analysis-not-open").allowing(state.next());
        }
        answers = said.json();
        text = overall;
        editedAt = at;
    }

    /** Hands it in, with something said to every criterion; what is handed in is kept as a version. */
    SelfAnalysisVersion submit(List<Criterion> criteria, Actor by, Instant at) {
        moveTo(State.SUBMITTED, at);
        Answers said = answers();
        long open = criteria.stream().filter(c -> !said.speaksTo(c.id())).count();
        if (open > 0) {
            throw Refused.invalid("appraisal/analysis-unanswered", open);
        }
        if (criteria.isEmpty() && text.isBlank()) {
            throw Refused.invalid("appraisal/analysis-empty");
        }
        branch = author.branch();
        edition++;
        submittedAt = at;
        decidedAt = null;
        decidedBy = null;
        comment = null;
        SelfAnalysisVersion handed = new SelfAnalysisVersion(this, by.name(), at);
        handedIn = handed;
        return handed;
    }

    /** Takes it back before anybody has decided; then it is the writer's alone again. */
    void takeBack(Instant at) {
        moveTo(State.DRAFT, at);
    }

    /** Gives it back, saying what is missing. */
    void giveBack(@Nullable String words, Actor by, Instant at) {
        if (words == null || words.isBlank()) {
            throw Refused.field("/comment", "appraisal/comment-needed");
        }
        decide(State.RETURNED, words, by, at);
    }

    void accept(@Nullable String words, Actor by, Instant at) {
        decide(State.ACCEPTED, words, by, at);
    }

    private void decide(State to, @Nullable String words, Actor by, Instant at) {
        if (isBy(by)) {
            throw Refused.forbidden("appraisal/analysis-own");
        }
        moveTo(to, at);
        comment = words == null || words.isBlank() ? null : words.strip();
        decidedAt = at;
        decidedBy = by.name();
    }

    private void moveTo(State to, Instant at) {
        if (!state.next().contains(to)) {
            throw Refused.conflict("appraisal/analysis-move", state, to).allowing(state.next());
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

    Answers answersFor(Actor actor) {
        return isWrittenBy(actor) || handedIn == null ? answers() : handedIn.answers();
    }

    String textFor(Actor actor) {
        return isWrittenBy(actor) || handedIn == null ? text : handedIn.text();
    }

    UUID id() {
        return id;
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

    Answers answers() {
        return Answers.read(answers);
    }

    String text() {
        return text;
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

    Instant movedAt() {
        return movedAt;
    }

    Instant editedAt() {
        return editedAt;
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
