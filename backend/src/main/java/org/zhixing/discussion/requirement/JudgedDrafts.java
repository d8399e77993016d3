package org.zhixing.discussion.requirement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhixing.discussion.Discussion;
import org.zhixing.discussion.DiscussionGate;
import org.zhixing.discussion.requirement.RequirementJudgement.Aspect;
import org.zhixing.platform.problem.Refused;

/** Nothing is put to the vote that was not judged on all four aspects, on the wording that is voted on. DIS-4. */
@ApplicationScoped
class JudgedDrafts implements DiscussionGate {
    @Inject
    Requirements requirements;

    @Override
    public void pass(Discussion discussion, Discussion.State to) {
        if (to != Discussion.State.VOTING) {
            return;
        }
        List<Requirement> drafts = requirements.standing(discussion);
        if (drafts.isEmpty()) {
            throw Refused.conflict("requirement/none-drafted");
        }
        Map<UUID, List<RequirementJudgement>> judgements =
                requirements.judgements(drafts.stream().map(Requirement::id).toList());
        Refused refused = null;
        for (Requirement draft : drafts) {
            for (var lack : missing(draft, judgements.getOrDefault(draft.id(), List.of()))
                    .entrySet()) {
                refused = (refused == null ? Refused.conflict("requirement/not-judged") : refused)
                        .at(
                                "/requirements/" + draft.id() + "/judgements/" + lack.getKey(),
                                lack.getValue(),
                                draft.ordinal(),
                                lack.getKey());
            }
        }
        if (refused != null) {
            throw refused;
        }
    }

    /** Why the aspects that stand in the way do: not judged, judged on an earlier wording, or judged not to hold. */
    static Map<Aspect, String> missing(Requirement draft, List<RequirementJudgement> judgements) {
        Map<Aspect, String> missing = new EnumMap<>(Aspect.class);
        for (Aspect aspect : Aspect.values()) {
            missing.put(aspect, "requirement/judgement-missing");
        }
        for (RequirementJudgement judgement : judgements) {
            if (judgement.edition() != draft.edition()) {
                missing.put(judgement.aspect(), "requirement/judgement-stale");
            } else if (!judgement.holds()) {
                missing.put(judgement.aspect(), "requirement/judgement-fails");
            } else {
                missing.remove(judgement.aspect());
            }
        }
        return missing;
    }
}
