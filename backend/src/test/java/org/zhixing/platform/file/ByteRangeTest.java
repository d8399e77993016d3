package org.zhixing.platform.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.zhixing.platform.problem.Refused;

/** A range is what RFC 9110 says, or none. */
class ByteRangeTest {
    @Test
    void theThreeFormsAreUnderstood() {
        assertThat(ByteRange.asked("bytes=0-9", 100)).isEqualTo(new ByteRange(0, 9));
        assertThat(ByteRange.asked("bytes=90-", 100)).isEqualTo(new ByteRange(90, 99));
        assertThat(ByteRange.asked("bytes=-5", 100)).isEqualTo(new ByteRange(95, 99));
    }

    @Test
    void whatReachesBeyondTheEndIsCutThere() {
        assertThat(ByteRange.asked("bytes=95-1000", 100)).isEqualTo(new ByteRange(95, 99));
        assertThat(ByteRange.asked("bytes=-1000", 100)).isEqualTo(new ByteRange(0, 99));
    }

    @Test
    void whatBeginsBeyondTheEndIsRefused() {
        assertThatThrownBy(() -> ByteRange.asked("bytes=100-", 100)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> ByteRange.asked("bytes=-0", 100)).isInstanceOf(Refused.class);
    }

    @Test
    void whatIsNotUnderstoodIsTheWhole() {
        for (String other :
                new String[] {null, "", "bytes=", "bytes=-", "bytes=9-3", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b"}) {
            assertThat(ByteRange.asked(other, 100)).as(other).isNull();
        }
    }

    @Property
    void aRangeAlwaysLiesWithinTheFile(
            @ForAll @LongRange(min = 0, max = 5_000) long first,
            @ForAll @LongRange(min = 0, max = 5_000) long last,
            @ForAll @LongRange(min = 1, max = 5_000) long size) {
        if (first < size) {
            ByteRange range = ByteRange.asked("bytes=" + first + "-" + last, size);
            if (range != null) {
                assertThat(range.first()).isEqualTo(first);
                assertThat(range.last()).isBetween(first, size - 1);
                assertThat(range.length()).isPositive();
            }
        }
    }
}
