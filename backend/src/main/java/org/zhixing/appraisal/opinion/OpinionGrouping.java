package org.zhixing.appraisal.opinion;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.zhixing.audit.NotRecorded;
import org.zhixing.platform.Ids;

/** One step of an opinion into, out of or along with a group. Only added to, so that every way can be walked back. */
@Entity
@Immutable
@NotRecorded
class OpinionGrouping {
    /** Put into it, taken out of it, or moved on from it when it was merged into another. */
    @Schema(name = "OpinionGroupingStep")
    public enum Step {
        JOINED,
        LEFT,
        MERGED
    }

    @Id
    private UUID id;

    private UUID organizationId;
    private UUID opinionId;
    private UUID groupId;

    @Enumerated(EnumType.STRING)
    private Step step;

    private String byName;
    private Instant at;

    protected OpinionGrouping() {}

    OpinionGrouping(Opinion opinion, OpinionGroup group, Step step, String by, Instant at) {
        this.id = Ids.next();
        this.organizationId = opinion.organizationId();
        this.opinionId = opinion.id();
        this.groupId = group.id();
        this.step = step;
        this.byName = by;
        this.at = at;
    }

    UUID id() {
        return id;
    }

    UUID groupId() {
        return groupId;
    }

    Step step() {
        return step;
    }

    String byName() {
        return byName;
    }

    Instant at() {
        return at;
    }
}
