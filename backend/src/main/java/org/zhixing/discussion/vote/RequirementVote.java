package org.zhixing.discussion.vote;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.NotRecorded;
import org.zhixing.discussion.requirement.Requirement;
import org.zhixing.organization.Member;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Versioned;

/**
 * A member's one current vote on a requirement; what it said before is kept beside it. The reason of an OBJECT is the
 * objection, which is answered. DIS-5.
 */
@Entity
public class RequirementVote implements Versioned {
    @Schema(name = "VoteChoice")
    public enum Choice {
        AGREE,
        RESERVE,
        OBJECT
    }

    /** A vote as it is cast: on which wording, how, why, and by whom it is entered if not by the member. */
    record Cast(
            int edition,
            Choice choice,
            @Nullable String reason,
            @Nullable String recordedBy,
            Instant at) {
        Cast {
            reason = reason == null || reason.isBlank() ? null : reason.strip();
            if (choice == Choice.OBJECT && reason == null) {
                throw Refused.field("/reason", "vote/objection-needs-reason");
            }
        }
    }

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "requirement_id")
    private Requirement requirement;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "member_id")
    private Member member;

    private int edition;

    @Enumerated(EnumType.STRING)
    private Choice choice;

    private @Nullable String reason;
    private int wording;
    private @Nullable String recordedBy;
    private Instant castAt;
    private @Nullable String answer;
    private @Nullable String answeredBy;
    private @Nullable Instant answeredAt;

    @NotRecorded
    private boolean counted;

    @Version
    private long version;

    protected RequirementVote() {}

    RequirementVote(Requirement requirement, Member member, Cast cast) {
        this.id = Ids.next();
        this.requirement = requirement;
        this.member = member;
        this.wording = 1;
        take(cast);
    }

    /** Whether this would be another vote than the one that stands. */
    boolean differsFrom(Cast cast) {
        return edition != cast.edition() || choice != cast.choice() || !Objects.equals(reason, cast.reason());
    }

    /**
     * Votes anew. The answer stays with the objection it answered: another reason, another wording of the requirement or
     * an objection withdrawn leaves it behind.
     */
    void change(Cast cast) {
        if (differsFrom(cast)) {
            wording++;
            answer = null;
            answeredBy = null;
            answeredAt = null;
        }
        take(cast);
    }

    private void take(Cast cast) {
        edition = cast.edition();
        choice = cast.choice();
        reason = cast.reason();
        recordedBy = cast.recordedBy();
        castAt = cast.at();
    }

    /** Answers the objection as it was read; it may have been worded anew meanwhile. */
    void answer(String text, int read, String by, Instant at) {
        if (choice != Choice.OBJECT || edition != requirement.edition()) {
            throw Refused.conflict("vote/no-objection");
        }
        if (read != wording) {
            throw Refused.conflict("vote/objection-changed");
        }
        answer = text.strip();
        answeredBy = by;
        answeredAt = at;
    }

    public UUID id() {
        return id;
    }

    Requirement requirement() {
        return requirement;
    }

    Member member() {
        return member;
    }

    int edition() {
        return edition;
    }

    Choice choice() {
        return choice;
    }

    @Nullable
    String reason() {
        return reason;
    }

    /** Counts the wordings of the reason. */
    int wording() {
        return wording;
    }

    /** Who entered it for the member; nobody where the member did. */
    @Nullable
    String recordedBy() {
        return recordedBy;
    }

    Instant castAt() {
        return castAt;
    }

    @Nullable
    String answer() {
        return answer;
    }

    @Nullable
    String answeredBy() {
        return answeredBy;
    }

    @Nullable
    Instant answeredAt() {
        return answeredAt;
    }

    boolean counted() {
        return counted;
    }

    @Override
    public long version() {
        return version;
    }
}
