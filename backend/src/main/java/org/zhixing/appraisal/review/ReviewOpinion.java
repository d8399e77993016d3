package org.zhixing.appraisal.review;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.Masked;
import org.zhixing.platform.Ids;

/** What was said at a review about a member or about the branch; who said it is not kept. */
@Entity
@Immutable
class ReviewOpinion {
    @Id
    private UUID id;

    private UUID reviewId;
    private UUID branchId;
    private @Nullable UUID memberId;

    @Masked
    private String text;

    private String recordedBy;
    private Instant recordedAt;

    protected ReviewOpinion() {}

    /** @param about the member; null where the branch itself is meant */
    ReviewOpinion(Review review, @Nullable UUID about, String text, String by, Instant at) {
        this.id = Ids.next();
        this.reviewId = review.id();
        this.branchId = review.organization().id();
        this.memberId = about;
        this.text = text.strip();
        this.recordedBy = by;
        this.recordedAt = at;
    }

    UUID id() {
        return id;
    }

    @Nullable
    UUID memberId() {
        return memberId;
    }

    String text() {
        return text;
    }

    String recordedBy() {
        return recordedBy;
    }

    Instant recordedAt() {
        return recordedAt;
    }
}
