package org.zhixing.study;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;

/** Which sessions within the caller's reach are in the way of others: two statements for however many are asked about. */
@ApplicationScoped
public class Conflicts {
    /** A series of a year beside another: more than this is told by its beginning. */
    private static final int MOST = 1_000;

    private static final int MOST_OF_ONE = 20;

    /** What is to be planned, or stands and is asked about. */
    public record Question(
            Set<UUID> branches,
            @Nullable String presenter,
            @Nullable String place) {}

    @Inject
    StudySessions sessions;

    /** What is in the way of a session that stands. */
    List<Conflict> of(StudySession session) {
        Question question =
                new Question(Set.copyOf(sessions.branchIds(session.id())), session.presenter(), session.place());
        Span span = new Span(session.startsAt(), session.endsAt());
        return of(question, List.of(span), Set.of(session.id())).getFirst();
    }

    /** What is in the way at each of the times, leaving out the sessions named. */
    public List<List<Conflict>> of(Question question, List<Span> spans, Collection<UUID> apartFrom) {
        List<StudySession> others = candidates(question, spans, apartFrom);
        Map<UUID, List<UUID>> covered = others.isEmpty() || question.branches().isEmpty()
                ? Map.of()
                : sessions.covered(others.stream().map(StudySession::id).toList(), question.branches());
        List<List<Conflict>> answers = new ArrayList<>();
        for (Span span : spans) {
            Conflict.Side mine = new Conflict.Side(span, question.branches(), question.presenter(), question.place());
            List<Conflict> found = new ArrayList<>();
            for (StudySession other : others) {
                var common = Conflict.between(mine, side(other, covered.getOrDefault(other.id(), List.of())));
                if (!common.isEmpty() && found.size() < MOST_OF_ONE) {
                    found.add(Conflict.of(other, common));
                }
            }
            answers.add(found);
        }
        return answers;
    }

    private static Conflict.Side side(StudySession other, List<UUID> branches) {
        return new Conflict.Side(
                new Span(other.startsAt(), other.endsAt()), new HashSet<>(branches), other.presenter(), other.place());
    }

    private List<StudySession> candidates(Question question, List<Span> spans, Collection<UUID> apartFrom) {
        if (spans.isEmpty()) {
            return List.of();
        }
        Instant first = spans.stream().map(Span::from).min(Instant::compareTo).orElseThrow();
        Instant last = spans.stream().map(Span::to).max(Instant::compareTo).orElseThrow();
        Listing<StudySession> listing = sessions.withinScope()
                .where("s.state <> CANCELLED")
                .where("s.endsAt > :first", "first", first)
                .where("s.startsAt < :last", "last", last)
                .where("s.id not in (:apart)", "apart", apartFrom);
        return listing.where(inCommon(question)).first(MOST, StudySessions.EARLIEST);
    }

    private static Condition inCommon(Question question) {
        Condition condition = Condition.of("false");
        if (!question.branches().isEmpty()) {
            condition = or(
                    condition,
                    "exists (select 1 from SessionBranch same where same.sessionId = s.id and same.branchId in (:same))",
                    "same",
                    question.branches());
        }
        if (question.presenter() != null && !question.presenter().isBlank()) {
            condition = or(
                    condition,
                    "trim(s.presenter) = :presenter",
                    "presenter",
                    question.presenter().strip());
        }
        if (question.place() != null && !question.place().isBlank()) {
            condition = or(
                    condition,
                    "trim(s.place) = :place",
                    "place",
                    question.place().strip());
        }
        return condition;
    }

    private static Condition or(Condition one, String hql, String name, Object value) {
        return new Condition(one.hql() + " or " + hql, one.and(name, value).parameters());
    }
}
