package org.zhixing.progress;

/**
 * What is counted. The day a count is kept under is the fact's day, so that overdue items and weekly figures need no
 * recount: items by their due date, study by the session's date, members and hours under no day.
 */
enum Metric {
    MEMBERS,
    SESSIONS_HELD,
    ATTENDANCE_EXPECTED,
    ATTENDANCE_ATTENDED,
    /** Minutes credited to members, each capped at the quota. */
    CREDITED_MINUTES,
    MEMBERS_AT_QUOTA,
    CONTRIBUTIONS,
    ITEMS_PENDING,
    ITEMS_CLOSED,
    /** Values of outcomes, by the day they were measured. */
    OUTCOMES_MEASURED
}
