package org.zhixing.study.calendar;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.Masked;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.web.Versioned;

/** A calendar that is read by whoever has its address. It shows what its owner reaches at the time of reading. */
@Entity
class CalendarFeed implements Versioned {
    /** MINE: the owner's own branch; of an account without a member, all it reaches. */
    @Schema(name = "CalendarFeedKind")
    enum Kind {
        MINE,
        BRANCH
    }

    @Id
    private UUID id;

    private UUID accountId;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "branch_id")
    private @Nullable Organization branch;

    @Masked
    private byte[] tokenHash;

    private Instant madeAt;
    private @Nullable Instant revokedAt;

    @Version
    private long version;

    protected CalendarFeed() {}

    CalendarFeed(UUID account, Kind kind, @Nullable Organization branch, byte[] tokenHash, Instant at) {
        this.id = Ids.next();
        this.accountId = account;
        this.kind = kind;
        this.branch = branch;
        this.tokenHash = tokenHash;
        this.madeAt = at;
    }

    void revoke(Instant at) {
        revokedAt = at;
    }

    UUID id() {
        return id;
    }

    UUID accountId() {
        return accountId;
    }

    Kind kind() {
        return kind;
    }

    @Nullable
    Organization branch() {
        return branch;
    }

    Instant madeAt() {
        return madeAt;
    }

    @Override
    public long version() {
        return version;
    }
}
