package org.zhixing.study;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.UpdateTimestamp;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.NotRecorded;
import org.zhixing.campaign.Campaign;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.time.Times;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;
import org.zhixing.study.hours.HalfDay;
import org.zhixing.study.hours.Slot;

/** A planned or held session of a branch, or of a higher organisation for several branches. STU-1. */
@Entity
public class StudySession implements Versioned {
    private static final Duration LONGEST = Duration.ofHours(8);

    @Schema(name = "SessionState")
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

    /** What it is held for. */
    @Schema(name = "SessionKind")
    public enum Kind {
        STUDY,
        MOBILISATION,
        TRAINING
    }

    /** What a plan says; times with offset. */
    public record Plan(
            Kind kind,
            String title,
            @Nullable String topic,
            OffsetDateTime startsAt,
            OffsetDateTime endsAt,
            @Nullable String place,
            @Nullable String presenter,
            @Nullable String agenda) {}

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "campaign_id")
    private Campaign campaign;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String title;
    private @Nullable String topic;
    private Instant startsAt;
    private Instant endsAt;
    private LocalDate date;

    @Enumerated(EnumType.STRING)
    private HalfDay half;

    private @Nullable String place;
    private @Nullable String presenter;
    private @Nullable String agenda;

    @Enumerated(EnumType.STRING)
    private State state;

    private @Nullable String cancelReason;

    @NotRecorded
    @Formula("(select count(*) from session_branch b where b.session_id = id)")
    private int branches;

    @NotRecorded
    @Formula("(select count(*) from session_branch b where b.session_id = id and b.roll_taken_at is not null)")
    private int rollsTaken;

    @NotRecorded
    @Formula("(select coalesce(sum(b.expected), 0) from session_branch b where b.session_id = id)")
    private int expected;

    @NotRecorded
    @Formula("(select coalesce(sum(b.attended), 0) from session_branch b where b.session_id = id)")
    private int attended;

    private int minutesVersion;
    private @Nullable UUID seriesId;
    private @Nullable Integer seriesOrdinal;

    @UpdateTimestamp
    @NotRecorded
    private Instant changedAt;

    @Version
    private long version;

    protected StudySession() {}

    StudySession(Campaign campaign, Organization organization, Plan plan) {
        this.id = Ids.next();
        this.campaign = campaign;
        this.organization = organization;
        this.state = State.PLANNED;
        plan(plan);
    }

    /** Makes it one of a series: the how manieth, from 1. */
    void joinSeries(UUID series, int ordinal) {
        seriesId = series;
        seriesOrdinal = ordinal;
    }

    /** Changes the plan of a session that has not been held. */
    public void plan(Plan plan) {
        if (state != State.PLANNED) {
            throw Refused.conflict("study/not-planned").allowing(state.next());
        }
        times(plan.startsAt().toInstant(), plan.endsAt().toInstant(), "/endsAt");
        this.kind = plan.kind();
        this.title = Text.name(plan.title());
        this.topic = plan.topic();
        this.place = plan.place();
        this.presenter = plan.presenter();
        this.agenda = plan.agenda();
    }

    public Plan plan() {
        return new Plan(kind, title, topic, offset(startsAt), offset(endsAt), place, presenter, agenda);
    }

    /** Records that it was held, at the times it really had. */
    void hold(@Nullable Instant from, @Nullable Instant to, Instant now) {
        moveTo(State.HELD);
        times(from == null ? startsAt : from, to == null ? endsAt : to, "/heldTo");
        refuseFuture(now);
    }

    private void refuseFuture(Instant now) {
        if (startsAt.isAfter(now)) {
            throw Refused.field("/heldFrom", "study/held-in-future");
        }
    }

    public void cancel(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw Refused.field("/reason", "reason-needed");
        }
        moveTo(State.CANCELLED);
        cancelReason = reason.strip();
    }

    /** Puts right when it was really held. What stood is kept by a {@link SessionCorrection}. */
    void correct(Instant from, Instant to, Instant now) {
        refuseUnlessHeld("study/correction-needs-held");
        times(from, to, "/heldTo");
        refuseFuture(now);
    }

    public void refuseUnlessHeld(String slug) {
        if (state != State.HELD) {
            throw Refused.conflict(slug).allowing(state.next());
        }
    }

    public void minutesWritten(int newest) {
        minutesVersion = newest;
    }

    private void moveTo(State to) {
        if (!state.next().contains(to)) {
            throw Refused.conflict("study/move", state, to).allowing(state.next());
        }
        state = to;
    }

    private void times(Instant from, Instant to, String pointer) {
        if (!to.isAfter(from)) {
            throw Refused.field(pointer, "period-reversed");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Refused.field(pointer, "study/too-long", LONGEST.toHours());
        }
        startsAt = from;
        endsAt = to;
        Slot slot = Slot.at(from);
        date = slot.date();
        half = slot.half();
    }

    private static OffsetDateTime offset(Instant at) {
        return at.atZone(Times.ZONE).toOffsetDateTime();
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

    public Kind kind() {
        return kind;
    }

    public String title() {
        return title;
    }

    public @Nullable String topic() {
        return topic;
    }

    /** When it starts; once held, when it started. */
    public Instant startsAt() {
        return startsAt;
    }

    public Instant endsAt() {
        return endsAt;
    }

    public LocalDate date() {
        return date;
    }

    public HalfDay half() {
        return half;
    }

    public @Nullable String place() {
        return place;
    }

    public @Nullable String presenter() {
        return presenter;
    }

    public @Nullable String agenda() {
        return agenda;
    }

    public State state() {
        return state;
    }

    public @Nullable String cancelReason() {
        return cancelReason;
    }

    /** How many branches it covers. */
    public int branches() {
        return branches;
    }

    int rollsTaken() {
        return rollsTaken;
    }

    /** How many stood on the rolls when they were taken. */
    int expected() {
        return expected;
    }

    int attended() {
        return attended;
    }

    public int minutesVersion() {
        return minutesVersion;
    }

    @Nullable
    UUID seriesId() {
        return seriesId;
    }

    public int seriesOrdinal() {
        return seriesOrdinal == null ? 1 : seriesOrdinal;
    }

    /** When anything of it was last changed. */
    public Instant changedAt() {
        return changedAt;
    }

    @Override
    public long version() {
        return version;
    }
}
