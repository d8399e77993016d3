package org.zhixing.reminder;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How often a digest goes out. */
@Schema(name = "ReminderFrequency")
public enum Frequency {
    DAILY,
    /** On Mondays. */
    WEEKLY,
    OFF;

    boolean fallsOn(LocalDate day) {
        return switch (this) {
            case DAILY -> true;
            case WEEKLY -> day.getDayOfWeek() == DayOfWeek.MONDAY;
            case OFF -> false;
        };
    }

    /** How many days a digest looks ahead for what is planned: to tomorrow, or over the week. */
    int daysAhead() {
        return this == WEEKLY ? 7 : 1;
    }
}
