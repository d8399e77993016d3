package org.zhixing.study.extension;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.NotRecorded;
import org.zhixing.organization.Organization;

/** What an extension means for one branch. Written by {@link ExtensionBranches} in bulk, read here. */
@Entity
@Immutable
@NotRecorded
@IdClass(ExtensionBranch.Key.class)
class ExtensionBranch {
    /** A branch is in an extension once. */
    record Key(UUID branchId, UUID extensionId) {}

    @Id
    @Column(name = "branch_id")
    private UUID branchId;

    @Id
    private UUID extensionId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "branch_id", insertable = false, updatable = false)
    private Organization branch;

    private int members;
    private int needed;
    private int proposed;
    private int shortBefore;
    private int shortAfter;
    private @Nullable Instant computedAt;
    private @Nullable Integer planned;
    private @Nullable Instant plannedAt;

    protected ExtensionBranch() {}

    UUID branchId() {
        return branchId;
    }

    Organization branch() {
        return branch;
    }

    int members() {
        return members;
    }

    /** Half-days that the member who lacks most needs. */
    int needed() {
        return needed;
    }

    int proposed() {
        return proposed;
    }

    int shortBefore() {
        return shortBefore;
    }

    int shortAfter() {
        return shortAfter;
    }

    boolean isComputed() {
        return computedAt != null;
    }

    /** Half-days really planned, once it was carried out. */
    @Nullable
    Integer planned() {
        return planned;
    }

    boolean isPlanned() {
        return plannedAt != null;
    }
}
