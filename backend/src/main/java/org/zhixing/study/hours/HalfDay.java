package org.zhixing.study.hours;

import java.time.ZonedDateTime;

/** The slot of a day that a session counts for: the half it begins in. */
public enum HalfDay {
    AM,
    PM;

    static HalfDay of(ZonedDateTime start) {
        return start.getHour() < 12 ? AM : PM;
    }
}
