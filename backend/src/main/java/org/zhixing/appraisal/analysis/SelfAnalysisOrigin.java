package org.zhixing.appraisal.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.zhixing.appraisal.Origin;
import org.zhixing.appraisal.OriginCheck;

/** Problems that somebody found with themselves; referred to by those alone who may read what was written. */
@ApplicationScoped
class SelfAnalysisOrigin implements OriginCheck {
    @Inject
    SelfAnalyses analyses;

    @Override
    public Origin kind() {
        return Origin.SELF_ANALYSIS;
    }

    @Override
    public boolean reaches(UUID reference) {
        return analyses.readable().where("a.id = :id", "id", reference).maybe().isPresent();
    }
}
