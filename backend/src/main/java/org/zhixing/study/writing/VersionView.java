package org.zhixing.study.writing;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A text as it was handed in. */
@Schema(name = "WritingVersion")
public record VersionView(
        @Schema(examples = "1") int version,
        @NotNull @Schema(examples = "学习党章的心得体会") String title,
        @NotNull @Schema(examples = "通过这次学习，我认识到……") String text,
        @NotNull @Schema(examples = "陈志强") String submittedBy,
        @NotNull Instant submittedAt) {
    static VersionView of(WritingVersion v) {
        return new VersionView(v.edition(), v.title(), v.text(), v.by(), v.at());
    }
}
