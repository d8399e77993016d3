package org.zhixing.appraisal.ballot;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A ballot. Choices are one digit each, so that the length of a request does not tell what was chosen. */
public record NewBallot(
        @NotNull @Size(min = 1, max = BallotBoxes.MOST_QUESTIONS)
        List<@Valid @NotNull Choice> choices) {

    /** What is chosen for one question. */
    @Schema(name = "BallotChoice")
    public record Choice(
            @Min(1) @Max(BallotBoxes.MOST_QUESTIONS) @Schema(examples = "1")
            int question,

            @Min(1)
            @Max(Tally.CHOICES)
            @Schema(
                    description = "1 满意、2 基本满意、3 不满意、4 不了解；或 1 优秀、2 合格、3 基本合格、4 不合格"
                            + " Satisfied, fairly, not, cannot say; or excellent, good, passable, not passable",
                    examples = "1")
            int choice) {}
}
