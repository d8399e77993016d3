package org.zhixing.organization.roster;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.OrgRef;
import org.zhixing.platform.problem.Words;

/** An import with its progress and its outcome. */
@Schema(name = "RosterImport")
public record RosterImportView(
        @NotNull UUID id,
        @NotNull OrgRef organization,
        @NotNull @Schema(examples = "2026年花名册.xlsx") String fileName,

        @Schema(description = "只试算，不改数据 Says what would happen and changes nothing", examples = "true")
        boolean dryRun,

        @Schema(description = "表中没有的在册党员转为离开 Members whom the file lacks leave", examples = "false")
        boolean deactivateMissing,

        @NotNull @Schema(description = "新增党员编入支部的日期 New members belong to their branch since", examples = "2026-03-01")
        LocalDate memberSince,

        RosterImport.@NotNull State state,

        @Schema(nullable = true, description = "总行数，读完文件前为空 Null until the file has been read", examples = "214")
        @Nullable
        Integer rowsTotal,

        @Schema(examples = "214") int rowsDone,
        @Schema(examples = "12") int created,
        @Schema(examples = "5") int updated,

        @Schema(description = "调入其他支部或重新编入 Moved to another branch, or back", examples = "1")
        int transferred,

        @Schema(examples = "194") int unchanged,
        @Schema(examples = "0") int deactivated,

        @Schema(description = "有错误、未导入的行 Rows with faults, left out", examples = "2")
        int failed,

        @Schema(nullable = true) @Nullable Trouble problem,

        @Schema(description = "能否取回标注错误的表格 Whether the marked workbook can be had", examples = "true")
        boolean hasWorkbook,

        @NotNull @Schema(examples = "赵明") String startedBy,
        @NotNull Instant createdAt,
        @Schema(nullable = true) @Nullable Instant finishedAt) {
    /** Why the whole import stopped. */
    @Schema(name = "ImportTrouble")
    public record Trouble(
            @NotNull @Schema(examples = "urn:zhixing:problem:import/too-many-missing")
            String type,

            @NotNull @Schema(examples = "缺少的人太多，没有导入") String title,

            @NotNull @Schema(examples = "超过在册 214 人的 10%，请核对表格是否完整")
            String detail) {}

    static RosterImportView of(RosterImport i, String startedBy, Words words, Locale language) {
        return new RosterImportView(
                i.id(),
                OrgRef.known(i.organization()),
                i.fileName(),
                i.dryRun(),
                i.deactivateMissing(),
                i.memberSince(),
                i.state(),
                i.rowsTotal(),
                i.rowsDone(),
                i.created(),
                i.updated(),
                i.transferred(),
                i.unchanged(),
                i.deactivated(),
                i.failed(),
                i.problem() == null
                        ? null
                        : new Trouble(
                                "urn:zhixing:problem:" + i.problem(),
                                words.say(language, i.problem() + ".title", i.problemArguments()),
                                words.say(language, i.problem() + ".detail", i.problemArguments())),
                i.hasFile() && i.finished() && i.rowsTotal() != null,
                startedBy,
                i.createdAt(),
                i.finishedAt());
    }
}
