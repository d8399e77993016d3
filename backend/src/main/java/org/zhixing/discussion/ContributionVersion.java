package org.zhixing.discussion;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.zhixing.platform.Ids;

/** A wording that was replaced. */
@Entity
@Immutable
class ContributionVersion {
    @Id
    private UUID id;

    private UUID contributionId;
    private int edition;
    private String text;
    private String replacedBy;
    private Instant replacedAt;

    protected ContributionVersion() {}

    ContributionVersion(Contribution of, String by, Instant at) {
        this.id = Ids.next();
        this.contributionId = of.id();
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

    String by() {
        return replacedBy;
    }

    Instant at() {
        return replacedAt;
    }
}
