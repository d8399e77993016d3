package org.zhixing.campaign;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhixing.organization.MemberRef;

/**
 * Measures one kind of required action from the records of the feature that keeps them. CAM-5, PRO-1.
 *
 * <p>Every bean of this type is found by the gate; a template's action whose metric no bean has, or whose subject the
 * bean does not know, cannot be measured yet. Whoever asks has checked the scope over the branches.
 */
public interface ActionMetric {
    /** The name by which a template's action asks for it. */
    String name();

    /** Whether it can be asked of branches, of members, or of both. */
    Set<CampaignTemplate.Subject> subjects();

    /** The records that explain it. */
    Records records();

    /** The values of many branches, in a number of statements that does not depend on how many. A branch with no records may be left out. */
    Map<UUID, Measured> measure(Collection<UUID> branches, Asked asked);

    /** The branch's active members who do not meet it, in pinyin order, at most so many; none where branches are asked. */
    default List<MemberRef> missing(UUID branch, Asked asked, int most) {
        return List.of();
    }

    /**
     * What is asked.
     *
     * @param target what each branch or member must reach, in the action's unit
     * @param today the day up to which a phase that is going on counts
     */
    record Asked(UUID campaign, PhaseKind phase, CampaignTemplate.Subject subject, int target, LocalDate today) {}

    /**
     * What was found.
     *
     * @param value for members, how many meet the target; for a branch, the figure itself
     * @param needed what the value has to reach: for members, how many there are
     */
    record Measured(long value, long needed) {
        boolean met() {
            return value >= needed;
        }
    }

    /** Where the records that explain a figure are found. */
    @Schema(name = "RecordsKind")
    enum Records {
        STUDY_SESSIONS,
        STUDY_WEEKS,
        MEMBER_HOURS,
        MINUTES,
        STUDY_NOTES,
        REFLECTIONS,
        DISCUSSIONS,
        SELF_ANALYSES,
        REVIEWS,
        FINDINGS,
        RECTIFICATION_ITEMS,
        RESULTS
    }
}
