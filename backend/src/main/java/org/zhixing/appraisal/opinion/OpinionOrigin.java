package org.zhixing.appraisal.opinion;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.zhixing.appraisal.Origin;
import org.zhixing.appraisal.OriginCheck;

/** Problems that an opinion, or a group of them, told of. */
@ApplicationScoped
class OpinionOrigin implements OriginCheck {
    @Inject
    Opinions opinions;

    @Inject
    OpinionGroups groups;

    @Override
    public Origin kind() {
        return Origin.OPINION;
    }

    @Override
    public boolean reaches(UUID reference) {
        return opinions.withinScope()
                        .where("o.id = :id", "id", reference)
                        .maybe()
                        .isPresent()
                || groups.withinScope()
                        .where("g.id = :id", "id", reference)
                        .maybe()
                        .isPresent();
    }
}
