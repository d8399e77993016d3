package org.zhixing.discussion.requirement;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.discussion.Discussion;
import org.zhixing.organization.Member;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Versioned;

/** A clause distilled from contributions, adopted by consensus. DIS-3 to DIS-6. */
@Entity
public class Requirement implements Versioned {
    @Schema(name = "RequirementState")
    public enum State {
        DRAFT,
        ADOPTED,
        WITHDRAWN,
        MERGED,
        SPLIT;

        Set<State> next() {
            return switch (this) {
                case DRAFT -> EnumSet.of(ADOPTED, WITHDRAWN, MERGED, SPLIT);
                case ADOPTED, WITHDRAWN, MERGED, SPLIT -> EnumSet.noneOf(State.class);
            };
        }
    }

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "discussion_id")
    private Discussion discussion;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "campaign_id")
    private Campaign campaign;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    private int ordinal;
    private String text;
    private int edition;

    @Enumerated(EnumType.STRING)
    private State state;

    private @Nullable String stateReason;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "derived_from_id")
    private @Nullable Requirement derivedFrom;

    @Enumerated(EnumType.STRING)
    private Member.@Nullable Category forCategory;

    private @Nullable String forTrade;
    private @Nullable Instant adoptedAt;
    private String createdBy;
    private Instant createdAt;

    @Version
    private long version;

    protected Requirement() {}

    /** The first draft. */
    Requirement(Discussion discussion, int ordinal, String text, String by, Instant at) {
        discussion.takesDrafts();
        this.id = Ids.next();
        this.discussion = discussion;
        this.campaign = discussion.campaign();
        this.organization = discussion.organization();
        this.ordinal = ordinal;
        this.text = text.strip();
        this.edition = 1;
        this.state = State.DRAFT;
        this.createdBy = by;
        this.createdAt = at;
    }

    /** Another wording makes another edition; the votes on the old one count no more. */
    void reword(String wording) {
        changeable();
        text = wording.strip();
        edition++;
    }

    /** Whom it is for; nothing: everybody. DIS-6. */
    void fit(Member.@Nullable Category category, @Nullable String trade) {
        changeable();
        forCategory = category;
        forTrade = trade;
    }

    /** Ties it to the requirement of a higher organisation that it spells out. DIS-6. */
    void deriveFrom(@Nullable Requirement above) {
        changeable();
        derivedFrom = above;
    }

    void withdraw(String reason) {
        changeable();
        moveTo(State.WITHDRAWN);
        stateReason = reason;
    }

    void merge() {
        changeable();
        moveTo(State.MERGED);
    }

    void splitUp() {
        changeable();
        moveTo(State.SPLIT);
    }

    /** Called by the adoption of its discussion, which has counted the votes. DIS-5. */
    public void adopt(Instant at) {
        discussion.takesVotes();
        moveTo(State.ADOPTED);
        adoptedAt = at;
    }

    /** Sources, judgements and wordings are changed as long as it is a draft that is being refined. */
    void changeable() {
        discussion.takesDrafts();
        if (state != State.DRAFT) {
            throw Refused.conflict("requirement/not-a-draft", state);
        }
    }

    private void moveTo(State to) {
        if (!state.next().contains(to)) {
            throw Refused.conflict("requirement/move", state, to).allowing(state.next());
        }
        state = to;
    }

    public UUID id() {
        return id;
    }

    public Discussion discussion() {
        return discussion;
    }

    public Campaign campaign() {
        return campaign;
    }

    public Organization organization() {
        return organization;
    }

    /** Its place in the discussion, from 1; numbers are not used again. */
    public int ordinal() {
        return ordinal;
    }

    public String text() {
        return text;
    }

    /** Counts its wordings, from 1. */
    public int edition() {
        return edition;
    }

    public State state() {
        return state;
    }

    @Nullable
    String stateReason() {
        return stateReason;
    }

    @Nullable
    public Requirement derivedFrom() {
        return derivedFrom;
    }

    public Member.@Nullable Category forCategory() {
        return forCategory;
    }

    @Nullable
    public String forTrade() {
        return forTrade;
    }

    @Nullable
    public Instant adoptedAt() {
        return adoptedAt;
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
