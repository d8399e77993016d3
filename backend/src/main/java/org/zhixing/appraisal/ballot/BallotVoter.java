package org.zhixing.appraisal.ballot;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhixing.platform.problem.Refused;

/** Somebody who may vote: whether they have, on a screen or on paper. Never how, and no time. */
@Entity
@IdClass(BallotVoter.Key.class)
class BallotVoter {
    @Schema(name = "Voted")
    public enum Voted {
        NOT,
        SCREEN,
        PAPER
    }

    /** One member at one box. */
    record Key(UUID boxId, UUID memberId) {}

    @Id
    private UUID boxId;

    @Id
    private UUID memberId;

    @Enumerated(EnumType.STRING)
    private Voted voted;

    protected BallotVoter() {}

    BallotVoter(UUID box, UUID member) {
        this.boxId = box;
        this.memberId = member;
        this.voted = Voted.NOT;
    }

    void votesOnScreen() {
        if (voted != Voted.NOT) {
            throw Refused.conflict("appraisal/already-voted");
        }
        voted = Voted.SCREEN;
    }

    /** A paper counts as long as they have not voted on a screen. */
    void votesOnPaper(boolean did) {
        if (did && voted == Voted.SCREEN) {
            throw Refused.conflict("appraisal/voted-on-screen");
        }
        if (voted != Voted.SCREEN) {
            voted = did ? Voted.PAPER : Voted.NOT;
        }
    }

    UUID memberId() {
        return memberId;
    }

    Voted voted() {
        return voted;
    }
}
