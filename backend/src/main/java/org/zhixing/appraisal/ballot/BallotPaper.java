package org.zhixing.appraisal.ballot;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.zhixing.appraisal.Criteria;
import org.zhixing.appraisal.Criterion;
import org.zhixing.appraisal.review.Review;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.platform.problem.Refused;

/** What stands on a ballot, as it is asked and as the caller may see it. */
@RequestScoped
class BallotPaper {
    @Inject
    BallotBoxes boxes;

    @Inject
    Criteria criteria;

    @Inject
    Scope scope;

    /** First the branch, by its criteria or over all, then its members in pinyin order. */
    List<BallotBox.Question> questions(Review review, boolean byCriterion) {
        List<BallotBox.Question> questions = new ArrayList<>();
        if (review.ofOrganization()) {
            List<Criterion> standing =
                    byCriterion ? criteria.standing(review.organization(), review.campaign()) : List.of();
            standing.forEach(c -> questions.add(new BallotBox.Question(questions.size() + 1, null, c.id())));
            if (standing.isEmpty()) {
                questions.add(new BallotBox.Question(1, null, null));
            }
        }
        boxes.people(review.subjects()).values().stream()
                .sorted(Comparator.comparing(Member::name).thenComparing(Member::id))
                .forEach(m -> questions.add(new BallotBox.Question(questions.size() + 1, m.id(), null)));
        if (questions.size() > BallotBoxes.MOST_QUESTIONS) {
            throw Refused.conflict("appraisal/too-many-questions", questions.size(), BallotBoxes.MOST_QUESTIONS);
        }
        return questions;
    }

    BallotBoxView view(BallotBox box) {
        Map<BallotVoter.Voted, Long> voted = boxes.voted(box);
        return new BallotBoxView(
                box.id(),
                box.review().id(),
                box.kind(),
                box.state(),
                shown(box, box.questions()),
                box.voters(),
                voted.getOrDefault(BallotVoter.Voted.SCREEN, 0L) + voted.getOrDefault(BallotVoter.Voted.PAPER, 0L),
                box.papers(),
                boxes.voted(box, scope.actor().memberId()).orElse(null),
                box.openedAt(),
                box.closedAt(),
                List.copyOf(box.state().next()));
    }

    /** The results that the caller may read: the branch's, their own, and for confidants those of members. */
    List<BallotBoxView.Result> results(BallotBox box, boolean confidant) {
        UUID me = scope.actor().memberId();
        List<BallotBox.Question> readable = box.questions().stream()
                .filter(q -> q.memberId() == null || confidant || q.memberId().equals(me))
                .toList();
        Map<Integer, List<Integer>> counts = boxes.results(box);
        return shown(box, readable).stream()
                .map(q -> new BallotBoxView.Result(q, box.kind(), counts.get(q.question())))
                .toList();
    }

    private List<BallotBoxView.Question> shown(BallotBox box, List<BallotBox.Question> some) {
        Map<UUID, Member> people = boxes.people(some.stream()
                .map(BallotBox.Question::memberId)
                .filter(Objects::nonNull)
                .toList());
        Map<UUID, Criterion> by = criteria.byId(some.stream()
                .map(BallotBox.Question::criterionId)
                .filter(Objects::nonNull)
                .toList());
        return some.stream().map(q -> BallotBoxView.Question.of(q, people, by)).toList();
    }
}
