package org.zhixing.discussion.requirement;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.UUID;
import org.zhixing.discussion.Discussion;

/** Judgements on drafts, for tests of what comes after them. */
@ApplicationScoped
public class JudgementSamples {
    @Inject
    EntityManager entities;

    @Inject
    Requirements requirements;

    /** Every draft of a discussion holds in all four respects, in its present wording. */
    public void holdAll(String discussion) {
        QuarkusTransaction.requiringNew().run(() -> requirements
                .standing(entities.find(Discussion.class, UUID.fromString(discussion)))
                .forEach(this::hold));
    }

    private void hold(Requirement draft) {
        for (RequirementJudgement.Aspect aspect : RequirementJudgement.Aspect.values()) {
            RequirementJudgement known =
                    entities.find(RequirementJudgement.class, new RequirementJudgement.Key(draft.id(), aspect));
            RequirementJudgement judgement = known == null ? new RequirementJudgement(draft, aspect) : known;
            judgement.judge(draft.edition(), true, null, "党章第三条", "书记", Instant.now());
            entities.persist(judgement);
        }
    }
}
