package org.zhixing.study.series;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhixing.campaign.Campaign;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Organization;
import org.zhixing.platform.problem.Refused;
import org.zhixing.study.Conflicts;
import org.zhixing.study.SessionBranch;
import org.zhixing.study.Span;
import org.zhixing.study.StudySession;
import org.zhixing.study.StudySessions;
import org.zhixing.study.busy.BusyCalendar;
import org.zhixing.study.busy.BusyDays;
import org.zhixing.study.hours.Slot;

/** Plans series, and changes or cancels their later sessions. What was held or cancelled before stays as it is. */
@ApplicationScoped
class AllSeries {
    /** As many as a joint session covers. */
    private static final int MOST_BRANCHES = 200;

    @Inject
    EntityManager entities;

    @Inject
    StudySessions sessions;

    @Inject
    Conflicts conflicts;

    @Inject
    BusyDays busyDays;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    SeriesView plan(NewSeries wanted, Campaign campaign, Organization organization) {
        List<Organization> branches = sessions.gathered(organization, wanted.branchIds());
        Set<UUID> covered = branches.stream().map(Organization::id).collect(Collectors.toSet());
        Timetable timetable = wanted.timetable();
        BusyCalendar busy = busyDays.calendar(covered, timetable.from(), timetable.last());
        Timetable.Choice choice =
                timetable.choose(span -> wanted.passesOverBusyDays() && busy.covers(Slot.at(span.from())));
        SessionSeries series = new SessionSeries(
                campaign, organization, wanted.title(), scope.actor().name(), clock.instant());
        entities.persist(series);
        List<StudySession> planned =
                sessions.planSeries(series.id(), campaign, organization, branches, wanted.plans(choice.taken()));
        return view(
                series,
                planned,
                new Conflicts.Question(covered, wanted.presenter(), wanted.place()),
                busy,
                choice.passedOver());
    }

    SeriesView get(UUID id) {
        return view(id, sessionsOf(id));
    }

    SeriesView change(UUID id, SeriesChange change) {
        List<StudySession> all = toChange(id);
        // Each stands alone or not before any of them is moved.
        Set<UUID> alone = all.stream()
                .filter(one -> all.stream()
                        .noneMatch(other -> other != one && other.date().equals(one.date())))
                .map(StudySession::id)
                .collect(Collectors.toSet());
        for (StudySession session : later(all, change.from())) {
            session.plan(change.of(session, alone.contains(session.id())));
        }
        series(id).changed(change.title(), clock.instant());
        sessions.flush();
        return view(id, all);
    }

    SeriesView cancel(UUID id, LocalDate from, String reason) {
        List<StudySession> all = toChange(id);
        later(all, from).forEach(session -> session.cancel(reason));
        series(id).changed(null, clock.instant());
        sessions.flush();
        return view(id, all);
    }

    /** The sessions of a series in the order of time; 404 where none is within reach. */
    private List<StudySession> sessionsOf(UUID series) {
        List<StudySession> found = sessions.withinScope()
                .where("s.seriesId = :series", "series", series)
                .first(SessionSeries.MOST, StudySessions.EARLIEST);
        if (found.isEmpty()) {
            throw Refused.notFound();
        }
        return found;
    }

    private SessionSeries series(UUID id) {
        return entities.find(SessionSeries.class, id);
    }

    /** The sessions of a series of the caller's own organisation, or one below it. */
    private List<StudySession> toChange(UUID id) {
        List<StudySession> all = sessionsOf(id);
        sessions.toChange(all.getFirst().id());
        return all;
    }

    private static List<StudySession> later(List<StudySession> all, LocalDate from) {
        List<StudySession> later = all.stream()
                .filter(s ->
                        s.state() == StudySession.State.PLANNED && !s.date().isBefore(from))
                .toList();
        if (later.isEmpty()) {
            throw Refused.field("/from", "study/series-nothing-later", from);
        }
        return later;
    }

    private SeriesView view(UUID id, List<StudySession> all) {
        StudySession last = all.getLast();
        Set<UUID> branches = Set.copyOf(sessions.branchIds(last.id()));
        List<UUID> near = sessions.places(last.id()).first(MOST_BRANCHES, StudySessions.BY_BRANCH).stream()
                .map(SessionBranch::branchId)
                .toList();
        return view(
                series(id),
                all,
                new Conflicts.Question(branches, last.presenter(), last.place()),
                busyDays.calendar(near, all.getFirst().date(), last.date()),
                List.of());
    }

    private SeriesView view(
            SessionSeries series,
            List<StudySession> all,
            Conflicts.Question question,
            BusyCalendar busy,
            List<Span> passedOver) {
        List<Span> spans =
                all.stream().map(s -> new Span(s.startsAt(), s.endsAt())).toList();
        List<UUID> own = all.stream().map(StudySession::id).toList();
        return SeriesView.of(series, all, conflicts.of(question, spans, own), busy, passedOver);
    }
}
