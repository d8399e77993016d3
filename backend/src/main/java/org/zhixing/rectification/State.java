package org.zhixing.rectification;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where an item stands. REC-2. */
@Schema(name = "ItemState")
public enum State {
    OPEN,
    IN_PROGRESS,
    SUBMITTED,
    RETURNED,
    CLOSED,
    REOPENED,
    CANCELLED;

    /** The moves a state allows, whoever asks. */
    Set<State> next() {
        return switch (this) {
            case OPEN, RETURNED, REOPENED -> EnumSet.of(IN_PROGRESS, CANCELLED);
            case IN_PROGRESS -> EnumSet.of(SUBMITTED, CANCELLED);
            case SUBMITTED -> EnumSet.of(CLOSED, RETURNED);
            case CLOSED -> EnumSet.of(REOPENED);
            case CANCELLED -> EnumSet.noneOf(State.class);
        };
    }

    /** Whether the problem is still to be solved. */
    boolean pending() {
        return this != CLOSED && this != CANCELLED;
    }

    /** Whether the move to this state is made by somebody above, not by those who work on the item. */
    boolean decidedAbove() {
        return switch (this) {
            case CLOSED, RETURNED, REOPENED, CANCELLED -> true;
            case OPEN, IN_PROGRESS, SUBMITTED -> false;
        };
    }

    /** Whether the move needs a word of explanation. */
    boolean needsNote() {
        return switch (this) {
            case RETURNED, REOPENED, CANCELLED -> true;
            case OPEN, IN_PROGRESS, SUBMITTED, CLOSED -> false;
        };
    }
}
