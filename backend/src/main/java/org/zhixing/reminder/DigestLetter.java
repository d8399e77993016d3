package org.zhixing.reminder;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.zhixing.progress.DueResource.Due;
import org.zhixing.progress.DueResource.DueKind;
import org.zhixing.progress.DueResource.DueResourceKind;

/**
 * What a digest says: how many things are due, of which kind, when, and where each is done. A mailbox is nobody's safe:
 * of titles only those of study sessions are written out, never a finding's text, a member's or a branch's name.
 */
record DigestLetter(MailWords words, String base, LocalDate today) {
    private static final int LONGEST_TITLE = 80;

    /** What goes into a digest of all that is due: what is merely planned, only as far ahead as it looks. */
    static List<Due> chosen(List<Due> due, Frequency frequency, LocalDate today) {
        LocalDate last = today.plusDays(frequency.daysAhead());
        return due.stream()
                .filter(d -> d.kind() != DueKind.SESSION_UPCOMING
                        || d.dueOn() == null
                        || !d.dueOn().isAfter(last))
                .toList();
    }

    /**
     * The message.
     *
     * @param known what an earlier digest held and has not changed since: said in short at the end
     * @param unsubscribe where one turns digests off
     */
    Letter of(List<Due> due, Predicate<Due> known, String unsubscribe) {
        List<Due> fresh =
                due.stream().filter(d -> isPlanned(d) || !known.test(d)).toList();
        List<Due> still =
                due.stream().filter(d -> !isPlanned(d) && known.test(d)).toList();
        List<Letter.Part> parts = new ArrayList<>();
        add(parts, "overdue", fresh, d -> d.dueOn() != null && d.dueOn().isBefore(today));
        add(parts, "today", fresh, d -> today.equals(d.dueOn()));
        add(parts, "week", fresh, d -> isAfterToday(d) && isWithinWeek(d));
        add(parts, "later", fresh, d -> d.dueOn() == null || isAfterToday(d) && !isWithinWeek(d));
        add(parts, "still", still, d -> true);
        long overdue = due.stream()
                .filter(d -> d.dueOn() != null && d.dueOn().isBefore(today))
                .count();
        String subject = overdue == 0
                ? words.say("digest.subject", due.size())
                : words.say("digest.subjectOverdue", due.size(), overdue);
        return new Letter(
                words.language().toLanguageTag(),
                subject,
                words.say("digest.opening", due.size(), overdue, still.size()),
                parts,
                words.say("digest.closing"),
                List.of(
                        new Letter.Link(words.say("digest.all"), base + "/due"),
                        new Letter.Link(words.say("digest.settings"), base + "/me"),
                        new Letter.Link(words.say("digest.unsubscribe"), unsubscribe)));
    }

    private void add(List<Letter.Part> parts, String name, List<Due> some, Predicate<Due> which) {
        List<Letter.Link> lines = some.stream()
                .filter(which)
                .map(d -> new Letter.Link(line(d), base + place(d)))
                .toList();
        if (!lines.isEmpty()) {
            parts.add(new Letter.Part(words.say("digest." + name, lines.size()), lines));
        }
    }

    private String line(Due due) {
        String what = words.kind(due.kind());
        String of = due.target().resource() == DueResourceKind.STUDY_SESSION
                ? words.say("line.titled", what, oneLine(due.title()))
                : what;
        return due.dueOn() == null ? of : words.say("line.dated", of, words.day(due.dueOn()));
    }

    /** The page on which the thing is done; the list of all where it has none of its own. */
    private static String place(Due due) {
        return switch (due.target().resource()) {
            case STUDY_SESSION -> "/study/" + due.target().id();
            case DISCUSSION -> "/discussions/" + due.target().id();
            case RECTIFICATION_ITEM -> "/rectification/" + due.target().id();
            case STUDY_NOTE -> "/writing/notes/" + due.target().id();
            case REFLECTION -> "/writing/reflections/" + due.target().id();
            case LEAVE_REQUEST -> "/study/leave/" + due.target().id();
            case OPINION_QUEUE -> "/opinions/" + due.target().id();
            case WRITING_QUEUE -> "/writing/review?branch=" + due.target().id();
            case OWN_SELF_ANALYSIS ->
                "/appraisal/analysis?campaign=" + due.target().id();
            case SELF_ANALYSIS_QUEUE ->
                "/appraisal/analyses?branch=" + due.target().id();
            case BALLOT_BOX -> "/appraisal/reviews/" + due.target().id() + "/ballot";
        };
    }

    /** A title cannot pretend to be further lines of the message. */
    static String oneLine(String title) {
        String line =
                title.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_TITLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE)) + "…";
    }

    private static boolean isPlanned(Due due) {
        return due.kind() == DueKind.SESSION_UPCOMING;
    }

    private boolean isAfterToday(Due due) {
        return due.dueOn() != null && due.dueOn().isAfter(today);
    }

    private boolean isWithinWeek(Due due) {
        return due.dueOn() != null && !due.dueOn().isAfter(today.plusDays(7));
    }
}
