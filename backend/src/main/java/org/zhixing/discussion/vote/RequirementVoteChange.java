package org.zhixing.discussion.vote;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.zhixing.discussion.requirement.Requirement;
import org.zhixing.organization.Member;
import org.zhixing.platform.Ids;

/** A vote, with its answer, as it stood before it was changed or answered otherwise. */
@Entity
@Immutable
class RequirementVoteChange {
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
    private RequirementVote.Choice choice;

    private @Nullable String reason;
    private @Nullable String recordedBy;
    private Instant castAt;
    private @Nullable String answer;
    private @Nullable String answeredBy;
    private String replacedBy;
    private Instant replacedAt;

    protected RequirementVoteChange() {}

    RequirementVoteChange(RequirementVote was, String by, Instant at) {
        this.id = Ids.next();
        this.requirement = was.requirement();
        this.member = was.member();
        this.edition = was.edition();
        this.choice = was.choice();
        this.reason = was.reason();
        this.recordedBy = was.recordedBy();
        this.castAt = was.castAt();
        this.answer = was.answer();
        this.answeredBy = was.answeredBy();
        this.replacedBy = by;
        this.replacedAt = at;
    }

    UUID id() {
        return id;
    }

    Member member() {
        return member;
    }

    int edition() {
        return edition;
    }

    RequirementVote.Choice choice() {
        return choice;
    }

    @Nullable
    String reason() {
        return reason;
    }

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

    String replacedBy() {
        return replacedBy;
    }

    Instant replacedAt() {
        return replacedAt;
    }
}
