package org.zhixing.appraisal.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.zhixing.appraisal.Origin;
import org.zhixing.appraisal.OriginCheck;

/** Problems that came to light in a review. */
@ApplicationScoped
class ReviewOrigin implements OriginCheck {
    @Inject
    Reviews reviews;

    @Override
    public Origin kind() {
        return Origin.REVIEW;
    }

    @Override
    public boolean reaches(UUID reference) {
        return reviews.withinScope()
                .where("v.id = :id", "id", reference)
                .maybe()
                .isPresent();
    }
}
