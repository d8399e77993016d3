package org.zhixing.organization;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody came to a branch, left it or moved from one to another. Observed in the same transaction.
 *
 * @param from the branch left, null for somebody new
 * @param to the branch joined, null for somebody gone
 */
public record RosterChanged(UUID member, @Nullable UUID from, @Nullable UUID to) {}
