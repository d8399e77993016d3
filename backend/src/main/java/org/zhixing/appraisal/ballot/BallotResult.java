package org.zhixing.appraisal.ballot;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.zhixing.audit.NotRecorded;

/** How many chose what, written when the box closes; a question with too few ballots has none. */
@Entity
@Immutable
@NotRecorded
@IdClass(BallotResult.Key.class)
class BallotResult {
    /** One choice of one question of one box. */
    record Key(UUID boxId, int ordinal, int choice) {}

    @Id
    private UUID boxId;

    @Id
    private int ordinal;

    @Id
    private int choice;

    private int ballots;

    protected BallotResult() {}

    BallotResult(UUID box, int ordinal, int choice, int ballots) {
        this.boxId = box;
        this.ordinal = ordinal;
        this.choice = choice;
        this.ballots = ballots;
    }

    int ordinal() {
        return ordinal;
    }

    int ballots() {
        return ballots;
    }
}
