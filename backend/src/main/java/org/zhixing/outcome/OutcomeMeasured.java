package org.zhixing.outcome;

import java.time.LocalDate;
import java.util.UUID;

/** A value was measured on a day, or taken back by a correction. Observed in the same transaction. */
public record OutcomeMeasured(UUID campaign, UUID organization, LocalDate on, int more) {}
