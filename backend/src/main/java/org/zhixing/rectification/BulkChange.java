package org.zhixing.rectification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Nature;
import org.zhixing.campaign.CheckDimension;

/** One change of many items; the due date is not in it: a later one is asked for (REC-3). */
public record BulkChange(
        @NotNull @Size(min = 1, max = 200) List<@NotNull @Valid Seen> items,
        @NotNull @Valid Change change) {
    /** An item as the caller saw it. */
    @Schema(name = "SeenItem")
    public record Seen(
            @NotNull UUID id,

            @Min(0) @Schema(description = "读取时的版本 The version that was read", examples = "3")
            long version) {}

    /** What becomes of each; what is left out stays as it is. */
    @Schema(name = "BulkItemChange")
    public record Change(
            @Schema(nullable = true, description = "牵头领导 Leader in charge") @Nullable
            UUID leaderId,

            @Schema(nullable = true, description = "责任人 Person responsible") @Nullable
            UUID responsibleId,

            @Schema(nullable = true) @Nullable CheckDimension dimension,
            @Schema(nullable = true) RectificationItem.@Nullable Kind kind,
            @Schema(nullable = true) @Nullable Nature nature,

            @Schema(
                    nullable = true,
                    description = "开始办理；不与其他修改同时进行 Begins work on each; goes with no other change",
                    examples = "false")
            @Nullable
            Boolean start) {
        boolean starts() {
            return Boolean.TRUE.equals(start);
        }

        boolean corrects() {
            return leaderId != null || responsibleId != null || dimension != null || kind != null || nature != null;
        }
    }
}
