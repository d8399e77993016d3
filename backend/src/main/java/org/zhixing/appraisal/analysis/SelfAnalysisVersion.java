package org.zhixing.appraisal.analysis;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.zhixing.audit.NotRecorded;
import org.zhixing.platform.Ids;

/** A self-analysis as it was handed in. The record notes the handing in, with the analysis itself. */
@Entity
@Immutable
@NotRecorded
class SelfAnalysisVersion {
    @Id
    private UUID id;

    private UUID analysisId;
    private int edition;
    private String answers;
    private String text;
    private String submittedBy;
    private Instant submittedAt;

    protected SelfAnalysisVersion() {}

    SelfAnalysisVersion(SelfAnalysis of, String by, Instant at) {
        this.id = Ids.next();
        this.analysisId = of.id();
        this.edition = of.edition();
        this.answers = of.answers().json();
        this.text = of.text();
        this.submittedBy = by;
        this.submittedAt = at;
    }

    UUID id() {
        return id;
    }

    int edition() {
        return edition;
    }

    Answers answers() {
        return Answers.read(answers);
    }

    String text() {
        return text;
    }

    String by() {
        return submittedBy;
    }

    Instant at() {
        return submittedAt;
    }
}
