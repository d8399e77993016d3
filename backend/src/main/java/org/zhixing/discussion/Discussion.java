package org.zhixing.discussion;

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
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.CampaignTemplate;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/** One question asked at one organisation. DIS-1. */
@Entity
public class Discussion implements Versioned {
    @Schema(name = "DiscussionState")
    public enum State {
        DRAFT,
        OPEN,
        REFINING,
        VOTING,
        ADOPTED,
        CLOSED;

        Set<State> next() {
            return switch (this) {
                case DRAFT -> EnumSet.of(OPEN, CLOSED);
                case OPEN -> EnumSet.of(REFINING, CLOSED);
                case REFINING -> EnumSet.of(OPEN, VOTING, CLOSED);
                case VOTING -> EnumSet.of(REFINING, ADOPTED, CLOSED);
                case ADOPTED -> EnumSet.noneOf(State.class);
                case CLOSED -> EnumSet.of(OPEN);
            };
        }
    }

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "campaign_id")
    private Campaign campaign;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    private String topicCode;
    private String topicTitle;
    private String title;
    private @Nullable LocalDate closesOn;
    private @Nullable String closeReason;

    @Enumerated(EnumType.STRING)
    private State state;

    @Enumerated(EnumType.STRING)
    private PhaseKind phase;

    private int round;
    private Instant createdAt;

    @Version
    private long version;

    protected Discussion() {}

    Discussion(
            Campaign campaign,
            Organization organization,
            PhaseKind phase,
            CampaignTemplate.Topic topic,
            @Nullable String title,
            @Nullable LocalDate closesOn,
            Instant at) {
        this.id = Ids.next();
        this.campaign = campaign;
        this.organization = organization;
        this.topicCode = topic.code();
        this.topicTitle = topic.title();
        this.state = State.DRAFT;
        this.phase = phase;
        this.round = 1;
        this.createdAt = at;
        edit(title == null || title.isBlank() ? topic.title() : title, closesOn);
    }

    void edit(String title, @Nullable LocalDate closesOn) {
        this.title = Text.name(title);
        this.closesOn = closesOn;
    }

    void checkMove(State to, @Nullable String reason) {
        if (!state.next().contains(to)) {
            throw Refused.conflict("discussion/move", state, to).allowing(state.next());
        }
        if (to == State.CLOSED && (reason == null || reason.isBlank())) {
            throw Refused.field("/reason", "reason-needed");
        }
    }

    void moveTo(State to, @Nullable String reason) {
        checkMove(to, reason);
        if (to == State.OPEN && state != State.DRAFT) {
            round++;
        }
        closeReason = to == State.CLOSED ? reason : null;
        state = to;
    }

    /** Requirements are drafted and judged only while it is refined. */
    public void takesDrafts() {
        if (state != State.REFINING) {
            throw Refused.conflict("discussion/not-refining", state).allowing(state.next());
        }
    }

    /** Votes are cast only while it is voted on. */
    public void takesVotes() {
        if (state != State.VOTING) {
            throw Refused.conflict("discussion/not-voting", state).allowing(state.next());
        }
    }

    /** Contributions are taken only while it is open. */
    void takesContributions() {
        if (state != State.OPEN) {
            throw Refused.conflict("discussion/not-open", state).allowing(state.next());
        }
    }

    /** Members say what they support until it is voted on. */
    void takesSupport() {
        if (state != State.OPEN && state != State.REFINING) {
            throw Refused.conflict("discussion/no-support-now", state).allowing(state.next());
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

    String topicCode() {
        return topicCode;
    }

    String topicTitle() {
        return topicTitle;
    }

    public String title() {
        return title;
    }

    @Nullable
    LocalDate closesOn() {
        return closesOn;
    }

    @Nullable
    String closeReason() {
        return closeReason;
    }

    public State state() {
        return state;
    }

    PhaseKind phase() {
        return phase;
    }

    /** The round of contributions, from 1; opened anew, the next begins. */
    public int round() {
        return round;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Override
    public long version() {
        return version;
    }
}
