package org.zhixing.study.hours;

import java.util.List;
import java.util.UUID;

/**
 * Members' credited minutes in a campaign changed.
 *
 * @param quotaMinutes what each is asked to reach
 */
public record HoursChanged(UUID campaign, int quotaMinutes, List<Change> changes) {
    /** A member's total before and after; the branch is the one they belong to now. */
    public record Change(UUID member, UUID branch, int before, int after) {}
}
