package org.zhixing.appraisal.opinion;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/** Opinions that say the same (归并), under a title in the office's own words, and their public answer. */
@Entity
public class OpinionGroup implements Versioned {
    @Id
    private UUID id;

    private UUID organizationId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "call_id")
    private OpinionCall call;

    private String title;
    private @Nullable String answer;
    private @Nullable LocalDate answeredOn;
    private @Nullable UUID mergedIntoId;
    private String createdBy;
    private Instant createdAt;

    @Version
    private long version;

    protected OpinionGroup() {}

    OpinionGroup(OpinionCall call, String title, String by, Instant at) {
        this.id = Ids.next();
        this.organizationId = call.organization().id();
        this.call = call;
        this.title = Text.name(title);
        this.createdBy = by;
        this.createdAt = at;
    }

    void rename(String wording) {
        refuseMerged();
        title = Text.name(wording);
    }

    /** Answers, or puts an answer right: what stood before is in the record. */
    void answer(String wording, LocalDate on) {
        refuseMerged();
        answer = wording.strip();
        answeredOn = on;
    }

    /** Goes into another group of the same call for good. What was answered stays as it was published. */
    void mergeInto(OpinionGroup other) {
        refuseMerged();
        other.refuseMerged();
        if (other.id.equals(id) || !other.call.id().equals(call.id())) {
            throw Refused.field("/intoId", "opinion/group-of-another-call");
        }
        if (answer != null) {
            throw Refused.conflict("opinion/group-answered", title);
        }
        mergedIntoId = other.id;
    }

    /** Refuses work on a group that is no more. */
    final void refuseMerged() {
        if (mergedIntoId != null) {
            throw Refused.conflict("opinion/group-merged", title);
        }
    }

    public UUID id() {
        return id;
    }

    UUID organizationId() {
        return organizationId;
    }

    OpinionCall call() {
        return call;
    }

    public String title() {
        return title;
    }

    @Nullable
    String answer() {
        return answer;
    }

    @Nullable
    LocalDate answeredOn() {
        return answeredOn;
    }

    @Nullable
    UUID mergedIntoId() {
        return mergedIntoId;
    }

    String createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Override
    public long version() {
        return version;
    }
}
