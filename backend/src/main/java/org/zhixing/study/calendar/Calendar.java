package org.zhixing.study.calendar;

import java.util.List;
import org.zhixing.study.StudySession;

/** Sessions as a calendar: what {@link CalendarText} writes out. */
record Calendar(String name, String base, boolean english, List<StudySession> sessions) {
    String text() {
        CalendarText text = new CalendarText().begin("VCALENDAR");
        text.line("VERSION", "2.0");
        text.line("PRODID", "-//Zhixing//Study sessions//ZH");
        text.line("CALSCALE", "GREGORIAN");
        text.text("NAME", name);
        text.text("X-WR-CALNAME", name);
        text.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        text.line("X-PUBLISHED-TTL", "PT1H");
        zone(text);
        sessions.forEach(session -> event(text, session));
        return text.end("VCALENDAR").toString();
    }

    /** Times are UTC; the zone tells programs where they are meant, and leaves no calendar without a component. */
    private static void zone(CalendarText text) {
        text.begin("VTIMEZONE").line("TZID", "Asia/Shanghai").begin("STANDARD");
        text.line("DTSTART", "19700101T000000");
        text.line("TZOFFSETFROM", "+0800");
        text.line("TZOFFSETTO", "+0800");
        text.line("TZNAME", "CST");
        text.end("STANDARD").end("VTIMEZONE");
    }

    /** The session's version is the event's sequence: both grow with every change, and only then. */
    private void event(CalendarText text, StudySession s) {
        text.begin("VEVENT");
        text.line("UID", s.id().toString());
        text.time("DTSTAMP", s.changedAt());
        text.time("LAST-MODIFIED", s.changedAt());
        text.line("SEQUENCE", Long.toString(s.version()));
        text.time("DTSTART", s.startsAt());
        text.time("DTEND", s.endsAt());
        text.text("SUMMARY", s.title());
        String place = s.place();
        if (place != null && !place.isBlank()) {
            text.text("LOCATION", place);
        }
        text.text("DESCRIPTION", description(s));
        text.line("URL", base + "/study/" + s.id());
        text.line("STATUS", s.state() == StudySession.State.CANCELLED ? "CANCELLED" : "CONFIRMED");
        text.end("VEVENT");
    }

    private String description(StudySession s) {
        StringBuilder lines = new StringBuilder(s.organization().name());
        add(lines, english ? "Topic: " : "专题：", s.topic());
        add(lines, english ? "Presenter: " : "主讲：", s.presenter());
        add(lines, english ? "Agenda: " : "议程：", s.agenda());
        add(lines, english ? "Cancelled: " : "已取消：", s.cancelReason());
        return lines.toString();
    }

    private static void add(StringBuilder lines, String label, @org.jspecify.annotations.Nullable String value) {
        if (value != null && !value.isBlank()) {
            lines.append('\n').append(label).append(value);
        }
    }
}
