package org.zhixing.discussion.vote;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.zhixing.discussion.requirement.Requirement;

/** The roster and the votes as they were counted when a requirement was adopted: later moves change nothing of it. DIS-5. */
@Entity
@Immutable
class RequirementAdoption {
    @Id
    private UUID requirementId;

    private int edition;
    private int roster;
    private int agree;
    private int reserve;
    private int object;
    private int quorum;
    private int agreement;
    private String adoptedBy;
    private Instant adoptedAt;

    protected RequirementAdoption() {}

    RequirementAdoption(Requirement requirement, Consensus consensus, String by, Instant at) {
        this.requirementId = requirement.id();
        this.edition = requirement.edition();
        this.roster = consensus.roster();
        this.agree = consensus.agree();
        this.reserve = consensus.reserve();
        this.object = consensus.object();
        this.quorum = consensus.quorum();
        this.agreement = consensus.agreement();
        this.adoptedBy = by;
        this.adoptedAt = at;
    }

    UUID requirementId() {
        return requirementId;
    }

    int roster() {
        return roster;
    }

    int agree() {
        return agree;
    }

    int reserve() {
        return reserve;
    }

    int object() {
        return object;
    }

    String adoptedBy() {
        return adoptedBy;
    }

    Instant adoptedAt() {
        return adoptedAt;
    }
}
