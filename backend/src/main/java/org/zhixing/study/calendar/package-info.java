/** Calendars of study sessions that other programs subscribe to (iCalendar, RFC 5545). */
@org.jspecify.annotations.NullMarked
package org.zhixing.study.calendar;
