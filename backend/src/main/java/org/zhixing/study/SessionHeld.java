package org.zhixing.study;

import java.time.LocalDate;
import java.util.UUID;

/** A branch held a session. Observed in the same transaction. */
public record SessionHeld(UUID campaign, UUID branch, LocalDate date) {}
