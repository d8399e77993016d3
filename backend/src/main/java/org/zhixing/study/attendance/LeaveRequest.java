package org.zhixing.study.attendance;

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
import org.zhixing.identity.Actor;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Versioned;
import org.zhixing.study.SessionBranch;
import org.zhixing.study.StudySession;

/** A member asks for leave from a session, with a reason, and somebody decides. STU-4. */
@Entity
public class LeaveRequest implements Versioned {
    @Schema(name = "LeaveState")
    public enum State {
        ASKED,
        APPROVED,
        REFUSED,
        WITHDRAWN;

        Set<State> next() {
            return switch (this) {
                case ASKED -> EnumSet.of(APPROVED, REFUSED, WITHDRAWN);
                case APPROVED, REFUSED, WITHDRAWN -> EnumSet.noneOf(State.class);
            };
        }
    }

    @Id
    private UUID id;

    private UUID branchId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "session_id")
    private StudySession session;

    private UUID memberId;
    private String reason;

    @Enumerated(EnumType.STRING)
    private State state;

    private String askedBy;
    private UUID askingAccount;
    private Instant askedAt;
    private @Nullable String decidedBy;
    private @Nullable Instant decidedAt;
    private @Nullable String words;

    @Version
    private long version;

    protected LeaveRequest() {}

    LeaveRequest(StudySession session, SessionBranch place, UUID member, String reason, Actor by, Instant at) {
        this.id = Ids.next();
        this.session = session;
        this.branchId = place.branchId();
        this.memberId = member;
        this.reason = reason.strip();
        this.state = State.ASKED;
        this.askedBy = by.name();
        this.askingAccount = by.accountId();
        this.askedAt = at;
    }

    /** Decides it or takes it back. A refusal says why. */
    void moveTo(State to, @Nullable String words, String by, Instant at) {
        if (!state.next().contains(to)) {
            throw Refused.conflict("study/leave-move", state, to).allowing(state.next());
        }
        boolean silent = words == null || words.isBlank();
        if (to == State.REFUSED && silent) {
            throw Refused.field("/words", "reason-needed");
        }
        this.state = to;
        this.words = silent ? null : words.strip();
        this.decidedBy = by;
        this.decidedAt = at;
    }

    /** Whether it is this person's own, or was asked by them for somebody else. */
    boolean isOf(Actor actor) {
        return memberId.equals(actor.memberId()) || askingAccount.equals(actor.accountId());
    }

    UUID id() {
        return id;
    }

    UUID branchId() {
        return branchId;
    }

    StudySession session() {
        return session;
    }

    UUID memberId() {
        return memberId;
    }

    String reason() {
        return reason;
    }

    State state() {
        return state;
    }

    String askedBy() {
        return askedBy;
    }

    Instant askedAt() {
        return askedAt;
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
    String words() {
        return words;
    }

    @Override
    public long version() {
        return version;
    }
}
