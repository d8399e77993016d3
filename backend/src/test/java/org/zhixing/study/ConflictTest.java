package org.zhixing.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Which two sessions are in each other's way. STU-1 */
class ConflictTest {
    private static final UUID BRANCH = new UUID(1, 1);

    @Property
    void oneIsInTheWayOfTheOtherAsTheOtherOfTheOne(
            @ForAll @IntRange(max = 300) int first,
            @ForAll @IntRange(min = 1, max = 300) int firstLength,
            @ForAll @IntRange(max = 300) int second,
            @ForAll @IntRange(min = 1, max = 300) int secondLength) {
        Conflict.Side one = side(first, firstLength, "王秀兰");
        Conflict.Side other = side(second, secondLength, " 王秀兰 ");
        assertThat(Conflict.between(one, other)).isEqualTo(Conflict.between(other, one));
        boolean apart = first + firstLength <= second || second + secondLength <= first;
        assertThat(Conflict.between(one, other))
                .isEqualTo(apart ? Set.of() : Set.of(Conflict.Common.BRANCH, Conflict.Common.PRESENTER));
        assertThat(Conflict.between(one, side(first + firstLength, secondLength, "王秀兰")))
                .isEmpty();
    }

    private static Conflict.Side side(int minute, int length, String presenter) {
        Instant from = Instant.parse("2026-03-03T00:00:00Z").plusSeconds(60L * minute);
        return new Conflict.Side(new Span(from, from.plusSeconds(60L * length)), Set.of(BRANCH), presenter, "");
    }
}
