package org.zhixing.appraisal.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhixing.platform.problem.Unwrapped;
import org.zhixing.platform.web.Length;

/** What is said to each criterion: done, lacking, why, and what is to be done. Kept as one text. */
record Answers(List<Answer> each) {
    static final Answers NONE = new Answers(List.of());
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is said to one criterion. */
    @Schema(name = "SelfAnalysisAnswer")
    public record Answer(
            @NotNull UUID criterionId,

            @NotNull
            @Length(max = SelfAnalysis.MAX_ANSWER)
            @Schema(
                    description = "做了什么、差距、原因、打算 Done, lacking, why, and what to do",
                    examples = "窗口有时让群众跑两趟；打算把要带的材料写成一张单子")
            String text) {}

    static Answers read(String json) {
        try {
            return new Answers(JSON.readValue(json, new TypeReference<List<Answer>>() {}));
        } catch (JsonProcessingException e) {
            throw new Unwrapped(e);
        }
    }

    String json() {
        try {
            return JSON.writeValueAsString(each);
        } catch (JsonProcessingException e) {
            throw new Unwrapped(e);
        }
    }

    boolean speaksTo(UUID criterion) {
        return each.stream()
                .anyMatch(a -> a.criterionId().equals(criterion) && !a.text().isBlank());
    }
}
