package org.zhixing.appraisal.opinion;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.Masked;
import org.zhixing.audit.NotRecorded;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.organization.Member;
import org.zhixing.platform.Ids;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Versioned;

/** What somebody had to say. It knows the day it came, and of its sender nothing that they did not write themselves. APP-3. */
@Entity
@DynamicUpdate
public class Opinion implements Versioned {
    /** What the contact is encrypted for. */
    static final String CONTACT = "opinion.contact";

    /** How it came: by link or poster, from a member who had signed in, or on paper. */
    @Schema(name = "OpinionSource")
    public enum Source {
        PUBLIC,
        MEMBER,
        PAPER
    }

    /** How far it is: read from what was done with it, never set. */
    @Schema(name = "OpinionState")
    public enum State {
        NEW,
        GROUPED,
        ANSWERED,
        SET_ASIDE
    }

    @Id
    private UUID id;

    private UUID organizationId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "call_id")
    private OpinionCall call;

    @Enumerated(EnumType.STRING)
    private Source source;

    @Enumerated(EnumType.STRING)
    private @Nullable CheckDimension dimension;

    @Masked
    private String text;

    @Masked
    private byte @Nullable [] contactSecret;

    @NotRecorded
    private byte @Nullable [] receiptHash;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "member_id")
    private @Nullable Member member;

    private @Nullable String keyedBy;
    private LocalDate receivedOn;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "group_id")
    private @Nullable OpinionGroup group;

    private @Nullable String answer;
    private @Nullable LocalDate answeredOn;
    private @Nullable String setAsideReason;

    @Version
    private long version;

    protected Opinion() {}

    /** What is said, whoever says it. */
    record Said(String text, @Nullable CheckDimension dimension) {}

    Opinion(OpinionCall call, Source source, Said said, LocalDate on) {
        this.id = Ids.next();
        this.organizationId = call.organization().id();
        this.call = call;
        this.source = source;
        this.text = said.text().strip();
        this.dimension = said.dimension();
        this.receivedOn = on;
    }

    Opinion receipted(byte[] hash) {
        receiptHash = hash;
        return this;
    }

    Opinion reachedAt(@Nullable String contact, Keyring keys) {
        contactSecret = contact == null || contact.isBlank() ? null : keys.encrypt(CONTACT, contact.strip());
        return this;
    }

    Opinion signedBy(@Nullable Member author) {
        member = author;
        return this;
    }

    Opinion keyedInBy(String name) {
        keyedBy = name;
        return this;
    }

    /** Puts it with others of its call that say the same. */
    void join(OpinionGroup other) {
        refuseUnless(State.NEW, State.GROUPED);
        other.refuseMerged();
        if (!other.call().id().equals(call.id())) {
            throw Refused.field("/groupId", "opinion/group-of-another-call");
        }
        group = other;
    }

    /** Takes it out of its group again; what a group was answered, its opinions were. */
    OpinionGroup leave() {
        refuseUnless(State.GROUPED);
        OpinionGroup left = group;
        group = null;
        return left;
    }

    /** Answers it alone, or puts its answer right. */
    void answer(String wording, LocalDate on) {
        if (group != null) {
            throw Refused.conflict("opinion/answer-the-group", group.title());
        }
        refuseUnless(State.NEW, State.ANSWERED);
        answer = wording.strip();
        answeredOn = on;
    }

    void setAside(@Nullable String reason) {
        refuseUnless(State.NEW);
        if (reason == null || reason.isBlank()) {
            throw Refused.field("/reason", "reason-needed");
        }
        setAsideReason = reason.strip();
    }

    void takeUpAgain() {
        refuseUnless(State.SET_ASIDE);
        setAsideReason = null;
    }

    private void refuseUnless(State... fitting) {
        State now = state();
        for (State state : fitting) {
            if (state == now) {
                return;
            }
        }
        throw Refused.conflict("opinion/state", now);
    }

    State state() {
        if (setAsideReason != null) {
            return State.SET_ASIDE;
        }
        if (shownAnswer() != null) {
            return State.ANSWERED;
        }
        return group == null ? State.NEW : State.GROUPED;
    }

    /** Its own answer or its group's. */
    @Nullable
    String shownAnswer() {
        return group == null ? answer : group.answer();
    }

    @Nullable
    LocalDate shownAnsweredOn() {
        return group == null ? answeredOn : group.answeredOn();
    }

    /** How to reach the sender, in clear: its reading is recorded by who asks. */
    @Nullable
    String contact(Keyring keys) {
        return contactSecret == null ? null : keys.decrypt(CONTACT, contactSecret);
    }

    boolean hasContact() {
        return contactSecret != null;
    }

    public UUID id() {
        return id;
    }

    UUID organizationId() {
        return organizationId;
    }

    OpinionCall call() {
        return call;
    }

    Source source() {
        return source;
    }

    @Nullable
    public CheckDimension dimension() {
        return dimension;
    }

    public String text() {
        return text;
    }

    @Nullable
    Member member() {
        return member;
    }

    @Nullable
    String keyedBy() {
        return keyedBy;
    }

    LocalDate receivedOn() {
        return receivedOn;
    }

    @Nullable
    OpinionGroup group() {
        return group;
    }

    @Nullable
    String setAsideReason() {
        return setAsideReason;
    }

    @Override
    public long version() {
        return version;
    }
}
