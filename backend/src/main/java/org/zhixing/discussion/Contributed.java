package org.zhixing.discussion;

import java.time.LocalDate;
import java.util.UUID;

/** Somebody spoke. Observed in the same transaction. */
public record Contributed(UUID campaign, UUID organization, LocalDate on) {}
