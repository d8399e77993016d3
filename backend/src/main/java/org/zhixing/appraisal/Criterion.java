package org.zhixing.appraisal;

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
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.discussion.requirement.Requirement;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Versioned;

/** One thing people and organisations are measured against: an adopted requirement or one of the five checks. APP-1. */
@Entity
public class Criterion implements Versioned {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "campaign_id")
    private Campaign campaign;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    private int ordinal;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "requirement_id")
    private @Nullable Requirement requirement;

    @Enumerated(EnumType.STRING)
    private @Nullable CheckDimension dimension;

    private String generatedText;
    private String text;
    private @Nullable String adjustReason;
    private @Nullable String withdrawReason;
    private @Nullable Instant withdrawnAt;
    private Instant createdAt;

    @Version
    private long version;

    protected Criterion() {}

    /** Generated from a requirement, or from a check where there is none. */
    Criterion(
            Campaign campaign,
            Organization organization,
            int ordinal,
            @Nullable Requirement requirement,
            @Nullable CheckDimension dimension,
            String text,
            Instant at) {
        this.id = Ids.next();
        this.campaign = campaign;
        this.organization = organization;
        this.ordinal = ordinal;
        this.requirement = requirement;
        this.dimension = dimension;
        this.generatedText = text;
        this.text = text;
        this.createdAt = at;
    }

    /** Fits the wording, or which check it serves; another wording than the generated one needs a reason. */
    void adjust(String wording, @Nullable CheckDimension check, @Nullable String reason) {
        standing();
        String stripped = wording.strip();
        boolean own = !stripped.equals(generatedText);
        if (own && (reason == null || reason.isBlank())) {
            throw Refused.field("/reason", "reason-needed");
        }
        if (requirement == null && check == null) {
            throw Refused.field("/dimension", "validation");
        }
        text = stripped;
        dimension = check;
        adjustReason = own ? reason : null;
    }

    void withdraw(String reason, Instant at) {
        standing();
        withdrawReason = reason;
        withdrawnAt = at;
    }

    private void standing() {
        if (withdrawnAt != null) {
            throw Refused.conflict("appraisal/criterion-withdrawn");
        }
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

    public int ordinal() {
        return ordinal;
    }

    @Nullable
    public Requirement requirement() {
        return requirement;
    }

    @Nullable
    public CheckDimension dimension() {
        return dimension;
    }

    String generatedText() {
        return generatedText;
    }

    public String text() {
        return text;
    }

    @Nullable
    String adjustReason() {
        return adjustReason;
    }

    @Nullable
    String withdrawReason() {
        return withdrawReason;
    }

    @Nullable
    public Instant withdrawnAt() {
        return withdrawnAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Override
    public long version() {
        return version;
    }
}
