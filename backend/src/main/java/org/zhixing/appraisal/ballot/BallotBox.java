package org.zhixing.appraisal.ballot;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.review.Review;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Versioned;

/** A ballot box of a review: what is asked, and whether it is open. What was answered is in no row of it. APP-2. */
@Entity
class BallotBox implements Versioned {
    /** What is chosen among: 满意、基本满意、不满意、不了解; or 优秀、合格、基本合格、不合格. */
    @Schema(name = "BallotKind")
    public enum Kind {
        SATISFACTION,
        GRADE
    }

    @Schema(name = "BallotBoxState")
    public enum State {
        OPEN,
        CLOSED,
        CANCELLED;

        Set<State> next() {
            return switch (this) {
                case OPEN -> EnumSet.of(CLOSED, CANCELLED);
                case CLOSED, CANCELLED -> EnumSet.noneOf(State.class);
            };
        }
    }

    /** One question: about a member, or about the branch, by one criterion or over all. */
    @Embeddable
    record Question(
            int ordinal, @Nullable UUID memberId, @Nullable UUID criterionId) {}

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "review_id")
    private Review review;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Enumerated(EnumType.STRING)
    private State state;

    private int papers;
    private int voters;
    private @Nullable String cancelReason;
    private String openedBy;
    private Instant openedAt;
    private @Nullable String closedBy;
    private @Nullable Instant closedAt;

    @ElementCollection
    @CollectionTable(name = "ballot_question", joinColumns = @JoinColumn(name = "box_id"))
    @OrderBy("ordinal")
    private List<Question> questions;

    @Version
    private long version;

    protected BallotBox() {}

    BallotBox(Review review, Kind kind, List<Question> questions, int voters, String by, Instant at) {
        if (review.state() == Review.State.CANCELLED) {
            throw Refused.conflict("appraisal/review-cancelled");
        }
        if (questions.isEmpty()) {
            throw Refused.conflict("appraisal/nothing-to-ask");
        }
        this.id = Ids.next();
        this.review = review;
        this.organization = review.organization();
        this.kind = kind;
        this.state = State.OPEN;
        this.questions = List.copyOf(questions);
        this.voters = voters;
        this.openedBy = by;
        this.openedAt = at;
    }

    /** What a member's ballot says, by question: an answer to each that is not about the member, and to no other. */
    Map<Integer, Integer> ballot(List<NewBallot.Choice> choices, UUID voter) {
        Map<Integer, Integer> ballot = new TreeMap<>();
        choices.forEach(c -> ballot.put(c.question(), c.choice()));
        Set<Integer> asked = new HashSet<>();
        questions.stream().filter(q -> !voter.equals(q.memberId())).forEach(q -> asked.add(q.ordinal()));
        if (choices.size() != asked.size() || !ballot.keySet().equals(asked)) {
            throw Refused.field("/choices", "appraisal/ballot-incomplete", asked.size());
        }
        return ballot;
    }

    void papers(int number) {
        open();
        papers = number;
    }

    void close(String by, Instant at) {
        moveTo(State.CLOSED);
        closedBy = by;
        closedAt = at;
    }

    void cancel(@Nullable String reason, String by, Instant at) {
        if (reason == null || reason.isBlank()) {
            throw Refused.field("/reason", "reason-needed");
        }
        moveTo(State.CANCELLED);
        cancelReason = reason.strip();
        closedBy = by;
        closedAt = at;
    }

    void open() {
        if (state != State.OPEN) {
            throw Refused.conflict("appraisal/box-not-open");
        }
    }

    private void moveTo(State to) {
        if (!state.next().contains(to)) {
            throw Refused.conflict("appraisal/box-move", state, to).allowing(state.next());
        }
        state = to;
    }

    UUID id() {
        return id;
    }

    Review review() {
        return review;
    }

    Organization organization() {
        return organization;
    }

    Kind kind() {
        return kind;
    }

    State state() {
        return state;
    }

    int papers() {
        return papers;
    }

    /** How many were on the roster when it was opened. */
    int voters() {
        return voters;
    }

    Instant openedAt() {
        return openedAt;
    }

    @Nullable
    Instant closedAt() {
        return closedAt;
    }

    List<Question> questions() {
        return questions;
    }

    @Override
    public long version() {
        return version;
    }
}
