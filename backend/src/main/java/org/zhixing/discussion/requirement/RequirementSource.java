package org.zhixing.discussion.requirement;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.UUID;
import org.zhixing.discussion.Contribution;

/** A contribution that a requirement was distilled from. DIS-3. */
@Entity
@IdClass(RequirementSource.Key.class)
class RequirementSource {
    /** A contribution is a source of a requirement once. */
    record Key(UUID requirementId, UUID contributionId) {}

    @Id
    @Column(name = "requirement_id")
    private UUID requirementId;

    @Id
    @Column(name = "contribution_id")
    private UUID contributionId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "requirement_id", insertable = false, updatable = false)
    private Requirement requirement;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "contribution_id", insertable = false, updatable = false)
    private Contribution contribution;

    private String addedBy;
    private Instant addedAt;

    protected RequirementSource() {}

    RequirementSource(Requirement requirement, UUID contribution, String by, Instant at) {
        this.requirementId = requirement.id();
        this.contributionId = contribution;
        this.addedBy = by;
        this.addedAt = at;
    }

    UUID contributionId() {
        return contributionId;
    }

    Contribution contribution() {
        return contribution;
    }

    String addedBy() {
        return addedBy;
    }

    Instant addedAt() {
        return addedAt;
    }
}
