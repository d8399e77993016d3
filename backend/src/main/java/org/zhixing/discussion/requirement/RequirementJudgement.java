package org.zhixing.discussion.requirement;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether a wording stands in one of four respects. It says nothing of any other wording. DIS-4. */
@Entity
@IdClass(RequirementJudgement.Key.class)
class RequirementJudgement {
    /** What is judged of a requirement before it is voted on. */
    @Schema(name = "RequirementAspect")
    public enum Aspect {
        /** 符合党章和中央要求: with the provision it rests on. */
        CONFORMS,
        /** 体现时代要求. */
        OF_ITS_TIME,
        /** 符合群体实际. */
        FITS_GROUP,
        /** 符合行业、岗位实际. */
        FITS_POST
    }

    /** One of each aspect, the latest. */
    record Key(UUID requirementId, Aspect aspect) {}

    @Id
    private UUID requirementId;

    @Id
    @Enumerated(EnumType.STRING)
    private Aspect aspect;

    private int edition;
    private boolean holds;
    private @Nullable String note;
    private @Nullable String citation;
    private String judgedBy;
    private Instant judgedAt;

    @Version
    private long version;

    protected RequirementJudgement() {}

    RequirementJudgement(Requirement requirement, Aspect aspect) {
        this.requirementId = requirement.id();
        this.aspect = aspect;
    }

    void judge(int edition, boolean holds, @Nullable String note, @Nullable String citation, String by, Instant at) {
        this.edition = edition;
        this.holds = holds;
        this.note = note;
        this.citation = citation;
        this.judgedBy = by;
        this.judgedAt = at;
    }

    UUID requirementId() {
        return requirementId;
    }

    Aspect aspect() {
        return aspect;
    }

    int edition() {
        return edition;
    }

    boolean holds() {
        return holds;
    }

    @Nullable
    String note() {
        return note;
    }

    @Nullable
    String citation() {
        return citation;
    }

    String judgedBy() {
        return judgedBy;
    }

    Instant judgedAt() {
        return judgedAt;
    }
}
