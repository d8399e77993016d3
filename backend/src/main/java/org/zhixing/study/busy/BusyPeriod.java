package org.zhixing.study.busy;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;
import org.zhixing.study.hours.HalfDay;

/** Days on which an organisation and all below it have other work to do, such as spring ploughing. CAM-4. */
@Entity
class BusyPeriod implements Versioned {
    private static final int LONGEST = 366;

    /** What may be changed of it; no half means whole days. */
    record Editable(LocalDate from, LocalDate to, @Nullable HalfDay half, String reason) {}

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    private LocalDate fromDate;
    private LocalDate toDate;

    @Enumerated(EnumType.STRING)
    private @Nullable HalfDay half;

    private String reason;
    private String notedBy;

    @Version
    private long version;

    protected BusyPeriod() {}

    BusyPeriod(Organization organization, Editable facts, String by) {
        this.id = Ids.next();
        this.organization = organization;
        this.notedBy = by;
        edit(facts);
    }

    void edit(Editable facts) {
        if (facts.to().isBefore(facts.from())) {
            throw Refused.field("/to", "period-reversed");
        }
        if (ChronoUnit.DAYS.between(facts.from(), facts.to()) > LONGEST) {
            throw Refused.field("/to", "busy/too-long", LONGEST);
        }
        fromDate = facts.from();
        toDate = facts.to();
        half = facts.half();
        reason = Text.name(facts.reason());
    }

    Editable facts() {
        return new Editable(fromDate, toDate, half, reason);
    }

    UUID id() {
        return id;
    }

    Organization organization() {
        return organization;
    }

    LocalDate from() {
        return fromDate;
    }

    LocalDate to() {
        return toDate;
    }

    @Nullable
    HalfDay half() {
        return half;
    }

    String reason() {
        return reason;
    }

    String notedBy() {
        return notedBy;
    }

    @Override
    public long version() {
        return version;
    }
}
