package org.zhixing.appraisal.review;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
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
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/** A branch's meeting of democratic review (民主评议会): who is reviewed, who came, what it came to. APP-1. */
@Entity
public class Review implements Versioned {
    @Schema(name = "ReviewState")
    public enum State {
        PLANNED,
        HELD,
        CANCELLED;

        Set<State> next() {
            return switch (this) {
                case PLANNED -> EnumSet.of(HELD, CANCELLED);
                case HELD, CANCELLED -> EnumSet.noneOf(State.class);
            };
        }
    }

    /** When, where, led by whom. */
    record Arrangement(
            String title,
            LocalDate date,
            @Nullable String place,
            @Nullable String chair) {}

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "campaign_id")
    private Campaign campaign;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    private String title;
    private LocalDate date;
    private @Nullable String place;
    private @Nullable String chair;
    private boolean ofOrganization;

    @Enumerated(EnumType.STRING)
    private State state;

    private @Nullable String conclusion;
    private @Nullable String cancelReason;

    @BatchSize(size = 50)
    @ElementCollection
    @CollectionTable(name = "review_subject", joinColumns = @JoinColumn(name = "review_id"))
    @Column(name = "member_id")
    private Set<UUID> subjects = new HashSet<>();

    @BatchSize(size = 50)
    @ElementCollection
    @CollectionTable(name = "review_attendee", joinColumns = @JoinColumn(name = "review_id"))
    @Column(name = "member_id")
    private Set<UUID> attendees = new HashSet<>();

    private String createdBy;
    private Instant createdAt;

    @Version
    private long version;

    protected Review() {}

    Review(Campaign campaign, Organization branch, Arrangement arrangement, String by, Instant at) {
        this.id = Ids.next();
        this.campaign = campaign;
        this.organization = branch;
        this.state = State.PLANNED;
        this.createdBy = by;
        this.createdAt = at;
        arrange(arrangement);
    }

    void arrange(Arrangement as) {
        notCancelled();
        title = Text.name(as.title());
        date = as.date();
        place = as.place() == null || as.place().isBlank() ? null : Text.name(as.place());
        chair = as.chair() == null || as.chair().isBlank() ? null : Text.name(as.chair());
    }

    /** Who is reviewed: members of the branch, and perhaps the branch itself. */
    void review(boolean organizationToo, Collection<UUID> members) {
        notCancelled();
        if (!organizationToo && members.isEmpty()) {
            throw Refused.field("/memberIds", "appraisal/nobody-reviewed");
        }
        ofOrganization = organizationToo;
        if (!subjects.equals(Set.copyOf(members))) {
            subjects.clear();
            subjects.addAll(members);
        }
    }

    void hold(Collection<UUID> present, @Nullable String result, LocalDate today) {
        if (state == State.PLANNED && date.isAfter(today)) {
            throw Refused.conflict("appraisal/review-in-future", date);
        }
        if (present.isEmpty()) {
            throw Refused.field("/attendeeIds", "appraisal/nobody-present");
        }
        moveTo(State.HELD);
        attendees.addAll(present);
        conclude(result);
    }

    void conclude(@Nullable String result) {
        notCancelled();
        conclusion = result == null || result.isBlank() ? null : result.strip();
    }

    void cancel(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw Refused.field("/reason", "reason-needed");
        }
        moveTo(State.CANCELLED);
        cancelReason = reason.strip();
    }

    private void notCancelled() {
        if (state == State.CANCELLED) {
            throw Refused.conflict("appraisal/review-cancelled");
        }
    }

    private void moveTo(State to) {
        if (!state.next().contains(to)) {
            throw Refused.conflict("appraisal/review-move", state, to).allowing(state.next());
        }
        state = to;
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

    public LocalDate date() {
        return date;
    }

    @Nullable
    String place() {
        return place;
    }

    @Nullable
    String chair() {
        return chair;
    }

    public boolean ofOrganization() {
        return ofOrganization;
    }

    public State state() {
        return state;
    }

    @Nullable
    String conclusion() {
        return conclusion;
    }

    @Nullable
    String cancelReason() {
        return cancelReason;
    }

    public Set<UUID> subjects() {
        return Set.copyOf(subjects);
    }

    Set<UUID> attendees() {
        return Set.copyOf(attendees);
    }

    @Override
    public long version() {
        return version;
    }
}
