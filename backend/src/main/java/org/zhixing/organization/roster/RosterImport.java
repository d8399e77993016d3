package org.zhixing.organization.roster;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.NotRecorded;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.file.StoredFile;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Versioned;

/** A roster that comes in from a spreadsheet: a job in the background with its progress and its outcome. ORG-5. */
@Entity
class RosterImport implements Versioned {
    /** HALTED: it would deactivate too many, or deactivate beside faults; nothing was changed. FAILED: the file could not be read to its end. */
    @Schema(name = "ImportState")
    enum State {
        QUEUED,
        RUNNING,
        DONE,
        HALTED,
        FAILED
    }

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    private @Nullable UUID fileId;
    private String fileName;
    private boolean dryRun;
    private boolean deactivateMissing;
    private LocalDate memberSince;

    @Enumerated(EnumType.STRING)
    private State state;

    @NotRecorded
    private @Nullable Integer rowsTotal;

    @NotRecorded
    private int rowsDone;

    private int created;
    private int updated;
    private int transferred;
    private int unchanged;
    private int deactivated;
    private int failed;
    private @Nullable String problem;
    private String[] problemArguments = {};
    private UUID startedBy;
    private Instant createdAt;

    @NotRecorded
    private @Nullable Instant seenAliveAt;

    private @Nullable Instant finishedAt;

    @Version
    private long version;

    protected RosterImport() {}

    /** How the import is to be done. */
    record Wishes(boolean dryRun, boolean deactivateMissing, LocalDate memberSince) {}

    RosterImport(Organization organization, StoredFile file, Wishes wishes, UUID startedBy, Instant now) {
        this(organization, file.id(), file.name(), wishes, startedBy, now);
    }

    private RosterImport(
            Organization organization, UUID file, String fileName, Wishes wishes, UUID startedBy, Instant now) {
        this.id = Ids.next();
        this.organization = organization;
        this.fileId = file;
        this.fileName = fileName;
        this.dryRun = wishes.dryRun();
        this.deactivateMissing = wishes.deactivateMissing();
        this.memberSince = wishes.memberSince();
        this.state = State.QUEUED;
        this.startedBy = startedBy;
        this.createdAt = now;
    }

    /** The same file with the same wishes, for good. Only after a dry run that came to its end. */
    RosterImport application(UUID by, Instant now) {
        if (!dryRun || state != State.DONE) {
            throw Refused.conflict("import/not-applicable");
        }
        return new RosterImport(
                organization, file(), fileName, new Wishes(false, deactivateMissing, memberSince), by, now);
    }

    void start(Instant now) {
        state = State.RUNNING;
        seenAliveAt = now;
        rowsDone = 0;
    }

    /** Says how far it has come, and with that that it is alive. */
    void reach(Tally tally, @Nullable Integer total, Instant now) {
        rowsTotal = total;
        rowsDone = tally.rows();
        created = tally.created;
        updated = tally.updated;
        transferred = tally.transferred;
        unchanged = tally.unchanged;
        deactivated = tally.deactivated;
        failed = tally.failed;
        seenAliveAt = now;
    }

    void end(State how, @Nullable Refused why, Instant now) {
        state = how;
        finishedAt = now;
        if (why != null) {
            problem = why.slug();
            problemArguments =
                    Arrays.stream(why.arguments()).map(String::valueOf).toArray(String[]::new);
        }
    }

    void forgetFile() {
        fileId = null;
    }

    /** The upload, or 410 once it has been forgotten. */
    UUID file() {
        if (fileId == null) {
            throw Refused.of(410, "import/file-forgotten");
        }
        return fileId;
    }

    boolean hasFile() {
        return fileId != null;
    }

    UUID id() {
        return id;
    }

    Organization organization() {
        return organization;
    }

    String fileName() {
        return fileName;
    }

    boolean dryRun() {
        return dryRun;
    }

    boolean deactivateMissing() {
        return deactivateMissing;
    }

    LocalDate memberSince() {
        return memberSince;
    }

    State state() {
        return state;
    }

    boolean finished() {
        return state == State.DONE || state == State.HALTED || state == State.FAILED;
    }

    @Nullable
    Integer rowsTotal() {
        return rowsTotal;
    }

    int rowsDone() {
        return rowsDone;
    }

    int created() {
        return created;
    }

    int updated() {
        return updated;
    }

    int transferred() {
        return transferred;
    }

    int unchanged() {
        return unchanged;
    }

    int deactivated() {
        return deactivated;
    }

    int failed() {
        return failed;
    }

    @Nullable
    String problem() {
        return problem;
    }

    Object[] problemArguments() {
        return problemArguments.clone();
    }

    UUID startedBy() {
        return startedBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant finishedAt() {
        return finishedAt;
    }

    @Override
    public long version() {
        return version;
    }
}
