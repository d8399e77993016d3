package org.zhixing.campaign.leadership;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Versioned;

/** A leader tied to a branch (挂点), from a day on until it ends. CAM-3. */
@Entity
class Liaison implements Versioned {
    @Id
    private UUID id;

    private UUID campaignId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "branch_id")
    private Organization branch;

    private @Nullable UUID memberId;
    private String name;
    private @Nullable String post;
    private LocalDate since;
    private @Nullable LocalDate endedOn;

    @Version
    private long version;

    protected Liaison() {}

    Liaison(UUID campaign, Organization branch, Person leader, LocalDate since) {
        this.id = Ids.next();
        this.campaignId = campaign;
        this.branch = branch;
        this.memberId = leader.memberId();
        this.name = leader.name();
        this.post = leader.post();
        this.since = since;
    }

    void end(LocalDate on) {
        if (endedOn != null) {
            throw Refused.conflict("campaign/liaison-ended");
        }
        endedOn = on.isBefore(since) ? since : on;
    }

    UUID id() {
        return id;
    }

    Organization branch() {
        return branch;
    }

    @Nullable
    UUID memberId() {
        return memberId;
    }

    String name() {
        return name;
    }

    @Nullable
    String post() {
        return post;
    }

    LocalDate since() {
        return since;
    }

    @Nullable
    LocalDate endedOn() {
        return endedOn;
    }

    @Override
    public long version() {
        return version;
    }
}
