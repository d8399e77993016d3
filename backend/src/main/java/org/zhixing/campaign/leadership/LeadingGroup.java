package org.zhixing.campaign.leadership;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/** Who leads a campaign at an organisation (领导小组), and the office (办公室) that runs it daily. CAM-3. */
@Entity
class LeadingGroup implements Versioned {
    @Id
    private UUID id;

    private UUID campaignId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    private @Nullable String officeName;
    private @Nullable String officeContact;

    @ElementCollection
    @CollectionTable(name = "leading_group_leader", joinColumns = @JoinColumn(name = "group_id"))
    @OrderColumn(name = "ordinal")
    @BatchSize(size = 200)
    private List<Leader> leaders = new ArrayList<>();

    @Version
    private long version;

    protected LeadingGroup() {}

    LeadingGroup(UUID campaign, Organization organization) {
        this.id = Ids.next();
        this.campaignId = campaign;
        this.organization = organization;
    }

    /** Sets who is in it and where its office is; there is one head at most. */
    void form(List<Leader> leaders, @Nullable String officeName, @Nullable String officeContact) {
        if (leaders.stream().filter(l -> l.part() == Leader.Part.HEAD).count() > 1) {
            throw Refused.field("/leaders", "campaign/one-head");
        }
        this.leaders.clear();
        this.leaders.addAll(leaders);
        this.officeName = text(officeName);
        this.officeContact = text(officeContact);
    }

    private static @Nullable String text(@Nullable String given) {
        return given == null || given.isBlank() ? null : Text.name(given);
    }

    UUID id() {
        return id;
    }

    Organization organization() {
        return organization;
    }

    @Nullable
    String officeName() {
        return officeName;
    }

    @Nullable
    String officeContact() {
        return officeContact;
    }

    List<Leader> leaders() {
        return leaders;
    }

    /** One more than the row's: a group that was not formed yet has the version 0. */
    @Override
    public long version() {
        return version + 1;
    }
}
