package org.zhixing.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.zhixing.platform.time.Times;

/** When nothing is sent. */
class QuietHoursTest {
    private static final Instant START = Instant.parse("2027-03-03T00:00:00Z");
    private static final int DAY = 24 * 60;

    @Test
    void theDefaultIsFromNineInTheEveningToHalfPastSeven() {
        assertThat(QuietHours.DEFAULT.cover(LocalTime.of(20, 59))).isFalse();
        assertThat(QuietHours.DEFAULT.cover(LocalTime.of(21, 0))).isTrue();
        assertThat(QuietHours.DEFAULT.cover(LocalTime.MIDNIGHT)).isTrue();
        assertThat(QuietHours.DEFAULT.cover(LocalTime.of(7, 29))).isTrue();
        assertThat(QuietHours.DEFAULT.cover(LocalTime.of(7, 30))).isFalse();
    }

    @Property
    void theyEndWithinADayAndNotInTheMiddleOfThemselves(
            @ForAll @IntRange(max = DAY - 1) int from,
            @ForAll @IntRange(max = DAY - 1) int until,
            @ForAll @IntRange(max = 3 * DAY) int minute) {
        QuietHours quiet = quiet(from, until);
        Instant moment = START.plus(Duration.ofMinutes(minute));
        Instant end = quiet.endAfter(moment);
        assertThat(end).isBetween(moment, moment.plus(Duration.ofDays(1)));
        assertThat(quiet.cover(end.atZone(Times.ZONE).toLocalTime())).isFalse();
        if (!quiet.cover(moment.atZone(Times.ZONE).toLocalTime())) {
            assertThat(end).isEqualTo(moment);
        }
    }

    @Property
    void theyLastAsLongAsFromTheirBeginToTheirEnd(
            @ForAll @IntRange(max = DAY - 1) int from, @ForAll @IntRange(max = DAY - 1) int until) {
        QuietHours quiet = quiet(from, until);
        long minutes = java.util.stream.IntStream.range(0, DAY)
                .filter(minute -> quiet.cover(LocalTime.ofSecondOfDay(minute * 60L)))
                .count();
        assertThat(minutes).isEqualTo(Math.floorMod(until - from, DAY));
    }

    private static QuietHours quiet(int from, int until) {
        return new QuietHours(LocalTime.ofSecondOfDay(from * 60L), LocalTime.ofSecondOfDay(until * 60L));
    }
}
