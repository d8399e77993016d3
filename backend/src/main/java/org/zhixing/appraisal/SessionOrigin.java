package org.zhixing.appraisal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.zhixing.study.StudySessions;

/** Problems that came to light in a study session. */
@ApplicationScoped
class SessionOrigin implements OriginCheck {
    @Inject
    StudySessions sessions;

    @Override
    public Origin kind() {
        return Origin.SESSION;
    }

    @Override
    public boolean reaches(UUID reference) {
        return sessions.withinScope()
                .where("s.id = :id", "id", reference)
                .maybe()
                .isPresent();
    }
}
