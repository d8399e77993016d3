package org.zhixing.outcome;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Versioned;

/** A result for the public (实效). OUT-1. */
@Entity
public class Outcome implements Versioned {
    /** What may be corrected while it stands. */
    record Facts(
            String title,
            @Nullable String text,
            String field,
            String integration,
            Indicator indicator,
            @Nullable String beneficiaries,
            @Nullable Integer beneficiaryCount) {}

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "campaign_id")
    private Campaign campaign;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    private String title;
    private @Nullable String text;
    private String field;
    private String integration;

    @Embedded
    private Indicator indicator;

    private @Nullable String beneficiaries;
    private @Nullable Integer beneficiaryCount;
    private @Nullable String withdrawReason;
    private String recordedBy;
    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private long version;

    protected Outcome() {}

    Outcome(Campaign campaign, Organization organization, Facts facts, String by, Instant at) {
        this.id = Ids.next();
        this.campaign = campaign;
        this.organization = organization;
        this.recordedBy = by;
        this.createdAt = at;
        this.updatedAt = at;
        set(facts);
    }

    void edit(Facts facts, Instant at) {
        standing();
        set(facts);
        updatedAt = at;
    }

    private void set(Facts facts) {
        this.title = facts.title().strip();
        this.text = facts.text();
        this.field = facts.field();
        this.integration = facts.integration();
        this.indicator = facts.indicator();
        this.beneficiaries = facts.beneficiaries();
        this.beneficiaryCount = facts.beneficiaryCount();
    }

    /** What it shows has changed with a value of its own row, so its version does too. */
    void measured(Instant at) {
        standing();
        updatedAt = at;
    }

    /** It turned out not to be so: it stays on record with the reason. */
    void withdraw(String reason, Instant at) {
        standing();
        withdrawReason = reason.strip();
        updatedAt = at;
    }

    private void standing() {
        if (withdrawReason != null) {
            throw Refused.conflict("outcome/withdrawn", withdrawReason);
        }
    }

    Facts facts() {
        return new Facts(title, text, field, integration, indicator, beneficiaries, beneficiaryCount);
    }

    public UUID id() {
        return id;
    }

    public Campaign campaign() {
        return campaign;
    }

    public Organization organization() {
        return organization;
    }

    public String title() {
        return title;
    }

    @Nullable
    String withdrawReason() {
        return withdrawReason;
    }

    String recordedBy() {
        return recordedBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    @Override
    public long version() {
        return version;
    }
}
