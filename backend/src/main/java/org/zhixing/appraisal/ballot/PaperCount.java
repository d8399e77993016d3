package org.zhixing.appraisal.ballot;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhixing.platform.problem.Refused;

/** What was counted from the paper box: all of it each time, in place of what was entered before. */
public record PaperCount(
        @Min(0) @Max(10_000) @Schema(description = "票箱里的票数 Papers in the box", examples = "6")
        int papers,

        @NotNull @Size(max = 2_000) @Schema(description = "用纸票投票的党员，不含群众代表 Members who voted on paper, without guests")
        List<@NotNull UUID> memberIds,

        @NotNull @Size(max = BallotBoxes.MOST_QUESTIONS) List<@Valid @NotNull Line> lines) {

    /** The papers of one question by what they say; each paper is in one of the five. */
    @Schema(name = "PaperCountLine")
    public record Line(
            @Min(1) @Max(BallotBoxes.MOST_QUESTIONS) @Schema(examples = "1")
            int question,

            @NotNull
            @Size(min = Tally.CHOICES, max = Tally.CHOICES)
            @Schema(description = "四个选项各几票 Papers for each of the four choices")
            List<@NotNull @Min(0) @Max(10_000) Integer> counts,

            @Min(0) @Max(10_000) @Schema(description = "空白和无效票 Blank or spoilt", examples = "0")
            int invalid) {
        int sum() {
            return counts.stream().mapToInt(Integer::intValue).sum() + invalid;
        }
    }

    /** Refused where a question is missing, or its papers do not add up to those in the box. */
    Tally tally(int questions) {
        boolean whole = lines.stream()
                .map(Line::question)
                .sorted()
                .toList()
                .equals(IntStream.rangeClosed(1, questions).boxed().toList());
        if (!whole) {
            throw Refused.field("/lines", "appraisal/papers-incomplete", questions);
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).sum() != papers) {
                throw Refused.field(
                        "/lines/" + i, "appraisal/papers-sum", lines.get(i).sum(), papers);
            }
        }
        if (memberIds.size() > papers) {
            throw Refused.field("/memberIds", "appraisal/papers-fewer", memberIds.size(), papers);
        }
        int[][] counts = lines.stream()
                .sorted(Comparator.comparingInt(Line::question))
                .map(line -> line.counts().stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        return Tally.counted(papers, Arrays.copyOf(counts, questions));
    }
}
