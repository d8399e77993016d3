package org.zhixing.organization;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;

/** A period in which a member belongs to a branch: from a day on, up to but not including another. ORG-2. */
@Entity
class Membership {
    @Id
    private UUID id;

    private UUID memberId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "branch_id")
    private Organization branch;

    private LocalDate fromDate;
    private @Nullable LocalDate toDate;
    private @Nullable String reason;

    protected Membership() {}

    Membership(UUID member, Organization branch, LocalDate from, @Nullable String reason) {
        this.id = Ids.next();
        this.memberId = member;
        this.branch = branch;
        this.fromDate = from;
        this.reason = reason;
    }

    void end(LocalDate on) {
        if (on.isBefore(fromDate)) {
            throw Refused.field("/on", "membership/before-start", fromDate);
        }
        toDate = on;
    }

    UUID id() {
        return id;
    }

    Organization branch() {
        return branch;
    }

    LocalDate from() {
        return fromDate;
    }

    @Nullable
    LocalDate to() {
        return toDate;
    }

    @Nullable
    String reason() {
        return reason;
    }
}
