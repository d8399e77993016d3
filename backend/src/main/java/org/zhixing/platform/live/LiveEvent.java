package org.zhixing.platform.live;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What changed, not how: whoever may read it reads it anew. */
@Schema(name = "LiveEvent", description = "什么变了；内容另行读取 What changed; its content is read anew")
public record LiveEvent(
        @NotNull
        @Schema(
                examples = "REQUIREMENT",
                description = "变更的类别；REFETCH 表示可能有遗漏，请全部重读 The kind of thing; REFETCH: something may have been missed,"
                        + " read everything anew")
        String kind,

        @Schema(nullable = true, description = "变更的是哪一个 Which one; null with REFETCH") @Nullable
        UUID id,

        @Schema(examples = "3", description = "变更后的版本，即 ETag Its version, as in its ETag")
        long version) {
    static final LiveEvent REFETCH = new LiveEvent("REFETCH", null, 0);
}
