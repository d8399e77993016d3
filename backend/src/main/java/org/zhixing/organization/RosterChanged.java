package org.zhixing.organization;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Members came to a branch, left it or moved from one to another. Observed in the same transaction. */
public record RosterChanged(List<Move> moves) {
    /**
     * @param from the branch left, null for somebody who came from none
     * @param to the branch joined, null for somebody gone
     */
    public record Move(
            UUID member, @Nullable UUID from, @Nullable UUID to) {}
}
