package org.zhixing.appraisal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Refused;

/** What problems come from: a thing that is referred to is within the caller's reach. APP-4. */
@ApplicationScoped
public class Origins {
    @Inject
    @Any
    Instance<OriginCheck> checks;

    /** Refuses a reference that nobody knows, or that the caller does not reach, at its place. */
    public void check(Origin kind, @Nullable UUID reference, String pointer) {
        if (reference != null && checks.stream().noneMatch(check -> check.kind() == kind && check.reaches(reference))) {
            throw Refused.field(pointer, "reference-unknown");
        }
    }
}
