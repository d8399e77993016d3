package org.zhixing.study.busy;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.OrgRef;
import org.zhixing.study.hours.HalfDay;
import org.zhixing.study.hours.Slot;

/** When some branches have no time to study, and why. It warns; whoever plans may pass over these half-days. CAM-4. */
public record BusyCalendar(List<Stretch> stretches) {
    private static final int MOST_AT_ONCE = 20;

    /** Days that an organisation and all below it keep free, both ends included; no half means whole days. */
    public record Stretch(
            OrgRef organization,
            LocalDate from,
            LocalDate to,
            @Nullable HalfDay half,
            String reason) {
        boolean covers(Slot slot) {
            return !slot.date().isBefore(from) && !slot.date().isAfter(to) && (half == null || half == slot.half());
        }
    }

    /** Why there is no time. */
    @Schema(name = "BusyReason")
    public record Reason(
            @NotNull @Schema(description = "在日历上标注的组织 Whose calendar says so")
            OrgRef organization,

            @NotNull @Schema(examples = "春耕") String reason) {}

    /** Why there is no time in a half-day, each reason once; empty where there is time. */
    public List<Reason> at(Slot slot) {
        return stretches.stream()
                .filter(stretch -> stretch.covers(slot))
                .map(stretch -> new Reason(stretch.organization(), stretch.reason()))
                .distinct()
                .limit(MOST_AT_ONCE)
                .toList();
    }

    public boolean covers(Slot slot) {
        return stretches.stream().anyMatch(stretch -> stretch.covers(slot));
    }
}
