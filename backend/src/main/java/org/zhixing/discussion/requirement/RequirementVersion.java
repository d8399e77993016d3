package org.zhixing.discussion.requirement;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.zhixing.platform.Ids;

/** A wording that was replaced. */
@Entity
@Immutable
class RequirementVersion {
    @Id
    private UUID id;

    private UUID requirementId;
    private int edition;
    private String text;
    private String replacedBy;
    private Instant replacedAt;

    protected RequirementVersion() {}

    RequirementVersion(Requirement of, String by, Instant at) {
        this.id = Ids.next();
        this.requirementId = of.id();
        this.edition = of.edition();
        this.text = of.text();
        this.replacedBy = by;
        this.replacedAt = at;
    }

    UUID id() {
        return id;
    }

    int edition() {
        return edition;
    }

    String text() {
        return text;
    }

    String replacedBy() {
        return replacedBy;
    }

    Instant replacedAt() {
        return replacedAt;
    }
}
