package org.zhixing.study.writing;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.web.Length;

/** Where it shall go; returning it takes a comment. */
@Schema(name = "WritingTransition")
public record WritingTransition(
        @NotNull Writing.State to,

        @Schema(nullable = true, examples = "请结合本职工作谈一谈打算") @Length(max = 1_000) @Nullable
        String comment) {}
