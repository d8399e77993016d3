package org.zhixing.appraisal.opinion;

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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhixing.campaign.Campaign;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/** An organisation asks members and the public for their opinions (征求意见). APP-3. */
@Entity
public class OpinionCall implements Versioned {
    /** Whether it is taken back early; it also ends by itself after its last day. */
    @Schema(name = "OpinionCallState")
    public enum State {
        OPEN,
        CLOSED
    }

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "campaign_id")
    private Campaign campaign;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    private String title;
    private String invitation;
    private String code;
    private LocalDate opensOn;
    private LocalDate closesOn;

    @Enumerated(EnumType.STRING)
    private State state;

    private String createdBy;
    private Instant createdAt;

    @Version
    private long version;

    protected OpinionCall() {}

    /** What may be edited of it. */
    record Editable(String title, String invitation, LocalDate opensOn, LocalDate closesOn) {}

    OpinionCall(Campaign campaign, Organization organization, Editable facts, String code, String by, Instant at) {
        this.id = Ids.next();
        this.campaign = campaign;
        this.organization = organization;
        this.code = code;
        this.state = State.OPEN;
        this.createdBy = by;
        this.createdAt = at;
        edit(facts);
    }

    final void edit(Editable facts) {
        if (facts.closesOn().isBefore(facts.opensOn())) {
            throw Refused.field("/closesOn", "opinion/closes-before-it-opens");
        }
        title = Text.name(facts.title());
        invitation = facts.invitation().strip();
        opensOn = facts.opensOn();
        closesOn = facts.closesOn();
    }

    /** Closes it early, or opens it again; its last day counts as before. */
    void moveTo(State to) {
        if (state == to) {
            throw Refused.conflict("opinion/call-already");
        }
        state = to;
    }

    boolean takesOn(LocalDate day) {
        return state == State.OPEN && !day.isBefore(opensOn) && !day.isAfter(closesOn);
    }

    /** Refuses an opinion on a day on which none is taken. */
    void refuseUnlessOpen(LocalDate day) {
        if (state == State.OPEN && day.isBefore(opensOn)) {
            throw Refused.conflict("opinion/not-yet-open", opensOn.toString());
        }
        if (!takesOn(day)) {
            throw Refused.conflict("opinion/closed");
        }
    }

    public UUID id() {
        return id;
    }

    Campaign campaign() {
        return campaign;
    }

    Organization organization() {
        return organization;
    }

    public String title() {
        return title;
    }

    String invitation() {
        return invitation;
    }

    String code() {
        return code;
    }

    /** Where the public gives its opinion. */
    String path() {
        return "/o/" + code;
    }

    LocalDate opensOn() {
        return opensOn;
    }

    LocalDate closesOn() {
        return closesOn;
    }

    State state() {
        return state;
    }

    String createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Override
    public long version() {
        return version;
    }
}
