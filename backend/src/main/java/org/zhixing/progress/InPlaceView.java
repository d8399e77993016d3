package org.zhixing.progress;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.CampaignRef;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.organization.OrgRef;

/** The four in place at a branch, those that the campaign's template names. */
@Schema(name = "FourInPlace")
public record InPlaceView(
        @NotNull OrgRef branch,
        @NotNull CampaignRef campaign,
        @NotNull PhaseKind phase,
        @NotNull Instant computedAt,
        @NotNull List<InPlaceCell> cells) {

    /** One of the four. */
    @Schema(name = "InPlaceCell")
    public record InPlaceCell(
            FourInPlace.@NotNull Code code,
            @NotNull @Schema(examples = "组织领导到位") String name,
            boolean met,

            @NotNull @Schema(description = "还缺什么，到位时为空 What is lacking; empty when met")
            List<InPlaceWhy> why,

            @NotNull @Schema(description = "依据，至多 10 条 The records, at most 10")
            List<InPlaceRecord> records) {
        static InPlaceCell of(String name, FourInPlace.Cell cell) {
            return new InPlaceCell(
                    cell.code(),
                    name,
                    cell.met(),
                    cell.why().stream()
                            .map(w -> new InPlaceWhy(w.lack(), w.value(), w.needed()))
                            .toList(),
                    cell.records().stream()
                            .map(f -> new InPlaceRecord(f.kind(), f.id(), f.title(), f.on(), f.proves()))
                            .toList());
        }
    }

    /** Something lacking, with its figures. */
    @Schema(name = "InPlaceWhy")
    public record InPlaceWhy(
            FourInPlace.@NotNull Lack lack,

            @Schema(nullable = true, examples = "76") @Nullable
            Integer value,

            @Schema(nullable = true, examples = "80") @Nullable
            Integer needed) {}

    /** A record that speaks for the cell or against it. A leading group is found by its organisation's id. */
    @Schema(name = "InPlaceRecord")
    public record InPlaceRecord(
            FourInPlace.@NotNull RecordKind resource,
            @NotNull UUID id,
            @NotNull @Schema(examples = "思想动员大会") String title,

            @Schema(nullable = true, examples = "2026-03-03") @Nullable
            LocalDate on,

            @Schema(description = "足以证明 Enough by itself") boolean proves) {}
}
