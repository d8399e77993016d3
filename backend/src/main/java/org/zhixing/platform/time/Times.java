package org.zhixing.platform.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** The one clock of the service, and the zone in which its days begin and end. */
public final class Times {
    /** Days, half-days and weeks are those of China, wherever the server stands. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private Times() {}

    public static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    /** The Monday that a day's week begins with. */
    public static LocalDate mondayOf(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    @ApplicationScoped
    static class Source {
        @Produces
        @ApplicationScoped
        Clock clock() {
            return Clock.system(ZONE);
        }
    }
}
