package org.zhixing.rectification;

import java.time.LocalDate;
import java.util.UUID;

/** The counts of pending and closed items changed. Observed in the same transaction. */
public record LedgerMoved(UUID campaign, UUID organization, LocalDate dueOn, int pendingMore, int closedMore) {}
