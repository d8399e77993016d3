package org.zhixing.appraisal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.zhixing.discussion.Discussions;

/** Problems that came to light in a discussion. */
@ApplicationScoped
class DiscussionOrigin implements OriginCheck {
    @Inject
    Discussions discussions;

    @Override
    public Origin kind() {
        return Origin.DISCUSSION;
    }

    @Override
    public boolean reaches(UUID reference) {
        return discussions
                .withinScope()
                .where("d.id = :id", "id", reference)
                .maybe()
                .isPresent();
    }
}
