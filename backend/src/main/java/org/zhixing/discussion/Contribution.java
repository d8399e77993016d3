package org.zhixing.discussion;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.NotRecorded;
import org.zhixing.organization.Member;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Versioned;

/** What a member said, or a reply to it; earlier wordings are kept. DIS-2. */
@Entity
public class Contribution implements Versioned {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "discussion_id")
    private Discussion discussion;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "author_id")
    private Member author;

    private @Nullable String recordedBy;
    private @Nullable UUID replyTo;
    private String text;
    private int edition;
    private Instant createdAt;
    private @Nullable Instant editedAt;

    /** Counted by the database, as is who supports it: neither makes another version. */
    @NotRecorded
    @Column(updatable = false)
    private int replies;

    @NotRecorded
    @Column(updatable = false)
    private int supporters;

    private int round;
    private @Nullable String droppedBy;
    private @Nullable Instant droppedAt;
    private @Nullable String dropReason;

    @Version
    private long version;

    protected Contribution() {}

    Contribution(
            Discussion discussion,
            Member author,
            @Nullable String recordedBy,
            @Nullable Contribution replyTo,
            String text,
            Instant at) {
        this.id = Ids.next();
        this.discussion = discussion;
        this.author = author;
        this.recordedBy = recordedBy;
        this.replyTo = replyTo == null ? null : replyTo.id;
        this.text = text;
        this.edition = 1;
        this.round = discussion.round();
        this.createdAt = at;
    }

    void reword(String text, Instant at) {
        this.text = text;
        this.edition++;
        this.editedAt = at;
    }

    /** Says why it goes into no requirement; whoever reads the discussion reads that too. DIS-3. */
    void drop(String reason, String by, Instant at) {
        discussion.takesDrafts();
        if (droppedAt != null) {
            throw Refused.conflict("discussion/dropped-already", droppedBy);
        }
        dropReason = reason.strip();
        droppedBy = by;
        droppedAt = at;
    }

    void takeBackDrop() {
        discussion.takesDrafts();
        dropReason = null;
        droppedBy = null;
        droppedAt = null;
    }

    public boolean isDropped() {
        return droppedAt != null;
    }

    public UUID id() {
        return id;
    }

    public Discussion discussion() {
        return discussion;
    }

    public Member author() {
        return author;
    }

    @Nullable
    String recordedBy() {
        return recordedBy;
    }

    @Nullable
    UUID replyTo() {
        return replyTo;
    }

    public String text() {
        return text;
    }

    int edition() {
        return edition;
    }

    public Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant editedAt() {
        return editedAt;
    }

    public int round() {
        return round;
    }

    int supporters() {
        return supporters;
    }

    @Nullable
    String droppedBy() {
        return droppedBy;
    }

    @Nullable
    Instant droppedAt() {
        return droppedAt;
    }

    @Nullable
    String dropReason() {
        return dropReason;
    }

    int replies() {
        return replies;
    }

    @Override
    public long version() {
        return version;
    }
}
