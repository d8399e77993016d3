package org.zhixing.discussion;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of a contribution. DIS-3. */
@Schema(name = "ContributionFate")
public enum ContributionFate {
    WAITING,
    USED,
    DROPPED;

    private static final String USE =
            "exists (select 1 from RequirementSource s where s.contribution = c and s.requirement.state in (DRAFT, ADOPTED))";

    /** The condition on a contribution (c). */
    String condition() {
        return switch (this) {
            case WAITING -> "c.droppedAt is null and not " + USE;
            case USED -> USE;
            case DROPPED -> "c.droppedAt is not null";
        };
    }
}
