package org.zhixing.campaign;

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
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/** A campaign of an organisation and everything below it, made from a template. */
@Entity
public class Campaign implements Versioned {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "template_id")
    private StoredTemplate template;

    private String name;
    private LocalDate startsOn;
    private @Nullable LocalDate closedOn;
    private int quotaMinutes;
    private int halfDaysPerWeek;
    private int halfDayCapMinutes;

    @Version
    private long version;

    protected Campaign() {}

    Campaign(
            Organization organization,
            StoredTemplate template,
            CampaignTemplate.Quota quota,
            String name,
            LocalDate startsOn) {
        this.id = Ids.next();
        this.organization = organization;
        this.template = template;
        this.name = Text.name(name);
        this.startsOn = startsOn;
        this.quotaMinutes = quota.minutes();
        this.halfDaysPerWeek = quota.halfDaysPerWeek();
        this.halfDayCapMinutes = quota.halfDayCapMinutes();
    }

    void rename(String name) {
        this.name = Text.name(name);
    }

    public UUID id() {
        return id;
    }

    public Organization organization() {
        return organization;
    }

    StoredTemplate template() {
        return template;
    }

    public String name() {
        return name;
    }

    LocalDate startsOn() {
        return startsOn;
    }

    boolean isClosed() {
        return closedOn != null;
    }

    /** Minutes each member is to study. STU-5. */
    public int quotaMinutes() {
        return quotaMinutes;
    }

    public int halfDaysPerWeek() {
        return halfDaysPerWeek;
    }

    /** Minutes that one half-day can count for at most. STU-2. */
    public int halfDayCapMinutes() {
        return halfDayCapMinutes;
    }

    @Override
    public long version() {
        return version;
    }
}
