package org.zhixing.rectification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Nature;
import org.zhixing.appraisal.Origin;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.organization.OrgRef;
import org.zhixing.platform.web.Length;

/** A kept way to look at the ledger. */
@Schema(name = "LedgerView")
public record SavedViewView(
        @NotNull UUID id,
        @NotNull @Schema(examples = "逾期未销号") String name,

        @Schema(nullable = true, description = "共享到的组织，空为自己的 Where it is shared; none: it is one's own") @Nullable
        OrgRef organization,

        @Schema(description = "是否本人的，可以修改 Whether it is the caller's own, to be changed")
        boolean mine,

        @NotNull Content content) {

    /** What of the ledger is shown, in which order, and how. */
    @Schema(name = "LedgerViewContent")
    public record Content(
            @NotNull @Valid Filter filter,

            @Schema(nullable = true, examples = "-updatedAt") @Length(max = 20) @Nullable
            String sort,

            @NotNull @Size(max = 14) @Schema(description = "列，按显示次序 Columns in their order; none: all")
            List<@NotNull LedgerColumn> columns,

            @NotNull Shape shape) {}

    /** How the ledger is shown. */
    @Schema(name = "LedgerShape")
    public enum Shape {
        TABLE,
        BOARD,
        CALENDAR
    }

    /** The list's own filters, kept. */
    @Schema(name = "LedgerViewFilter")
    public record Filter(
            @Schema(nullable = true) @Nullable UUID organization,
            @Schema(nullable = true) @Nullable UUID campaign,

            @Schema(nullable = true) @Size(max = 7) @Nullable
            List<@NotNull State> state,

            @Schema(nullable = true) @Size(max = 5) @Nullable
            List<@NotNull CheckDimension> dimension,

            @Schema(nullable = true) @Size(max = 3) @Nullable
            List<RectificationItem.@NotNull Kind> kind,

            @Schema(nullable = true) @Size(max = 2) @Nullable
            List<@NotNull Nature> nature,

            @Schema(nullable = true) @Size(max = 7) @Nullable
            List<@NotNull Origin> origin,

            @Schema(nullable = true) @Nullable UUID leader,
            @Schema(nullable = true) @Nullable UUID responsible,
            @Schema(nullable = true) @Nullable Boolean mine,
            @Schema(nullable = true) @Nullable Boolean overdue,

            @Schema(nullable = true, examples = "2026-04-01") @Nullable
            LocalDate dueFrom,

            @Schema(nullable = true, examples = "2026-04-30") @Nullable
            LocalDate dueTo,

            @Schema(nullable = true, examples = "2026-05-01") @Nullable
            LocalDate closedFrom,

            @Schema(nullable = true, examples = "2026-05-31") @Nullable
            LocalDate closedTo,

            @Schema(nullable = true, examples = "淤堵") @Length(max = 60) @Nullable
            String q) {}

    /** A view to keep; or what it becomes. */
    @Schema(name = "NewLedgerView")
    public record NewView(
            @NotNull @Length(min = 1, max = 60) @Schema(examples = "逾期未销号")
            String name,

            @Schema(nullable = true, description = "共享到哪个组织及下级，空为不共享 Shared there and below; none: not shared")
            @Nullable
            UUID organizationId,

            @NotNull @Valid Content content) {}

    static SavedViewView of(SavedView view, Content content, UUID caller) {
        return new SavedViewView(
                view.id(),
                view.name(),
                view.organization() == null ? null : OrgRef.known(view.organization()),
                view.isOf(caller),
                content);
    }
}
