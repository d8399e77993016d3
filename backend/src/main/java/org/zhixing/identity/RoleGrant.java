package org.zhixing.identity;

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
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Versioned;

/** A role given to an account at an organisation, for a time. */
@Entity
public class RoleGrant implements Versioned {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "account_id")
    private Account account;

    @Enumerated(EnumType.STRING)
    private Role role;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Place place;

    private Instant validFrom;
    private @Nullable Instant validTo;
    private @Nullable UUID grantedBy;

    @Version
    private long version;

    protected RoleGrant() {}

    RoleGrant(
            Account account,
            Role role,
            Place place,
            Instant validFrom,
            @Nullable Instant validTo,
            @Nullable UUID grantedBy) {
        if (validTo != null && validTo.isBefore(validFrom)) {
            throw Refused.field("/validTo", "period-reversed");
        }
        this.id = Ids.next();
        this.account = account;
        this.role = role;
        this.place = place;
        this.validFrom = validFrom;
        this.validTo = validTo;
        this.grantedBy = grantedBy;
    }

    /** Ends the grant now; what it allowed in its time stays on record. */
    void end(Instant at) {
        if (validTo == null || validTo.isAfter(at)) {
            validTo = at.isBefore(validFrom) ? validFrom : at;
        }
    }

    UUID id() {
        return id;
    }

    Account account() {
        return account;
    }

    Role role() {
        return role;
    }

    Place place() {
        return place;
    }

    Instant validFrom() {
        return validFrom;
    }

    @Nullable
    Instant validTo() {
        return validTo;
    }

    @Override
    public long version() {
        return version;
    }

    @Nullable
    UUID grantedBy() {
        return grantedBy;
    }
}
