package org.zhixing.study;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.NotRecorded;
import org.zhixing.organization.Organization;
import org.zhixing.platform.web.Versioned;

/** A branch that a session covers. Each takes its own roll. STU-1. */
@Entity
@IdClass(SessionBranch.Key.class)
public class SessionBranch implements Versioned {
    /** A branch is covered once. */
    record Key(UUID branchId, UUID sessionId) {}

    @Id
    @Column(name = "branch_id")
    private UUID branchId;

    @Id
    private UUID sessionId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "branch_id", insertable = false, updatable = false)
    private Organization branch;

    private @Nullable Instant rollTakenAt;
    private @Nullable String rollTakenBy;
    private int expected;
    private int attended;

    /** What the check-ins add up to; with each the roll is another, and whoever read it before has to read it anew. */
    @NotRecorded
    private int checkedIn;

    @Version
    private long version;

    protected SessionBranch() {}

    SessionBranch(Organization branch, UUID session) {
        this.branch = branch;
        this.branchId = branch.id();
        this.sessionId = session;
    }

    public void rollTaken(int expected, int attended, String by, Instant at) {
        this.expected = expected;
        this.attended = attended;
        this.rollTakenAt = at;
        this.rollTakenBy = by;
    }

    public void checkedInOneMore() {
        checkedIn++;
    }

    public int checkedIn() {
        return checkedIn;
    }

    public boolean isRollTaken() {
        return rollTakenAt != null;
    }

    public Organization branch() {
        return branch;
    }

    public UUID branchId() {
        return branchId;
    }

    public UUID sessionId() {
        return sessionId;
    }

    public @Nullable Instant rollTakenAt() {
        return rollTakenAt;
    }

    public @Nullable String rollTakenBy() {
        return rollTakenBy;
    }

    /** How many belonged to the branch when the roll was taken. */
    public int expected() {
        return expected;
    }

    public int attended() {
        return attended;
    }

    @Override
    public long version() {
        return version;
    }
}
