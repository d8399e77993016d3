package org.zhixing.study.material;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.OrgRef;
import org.zhixing.platform.file.StoredFile;

/** A material named in passing. */
@Schema(name = "MaterialRef")
public record MaterialRef(
        @NotNull UUID id,
        @NotNull @Schema(examples = "学习党章，遵守党章") String title,
        @NotNull Material.Kind kind,

        @Schema(nullable = true, examples = "application/pdf") @Nullable
        String mediaType,

        @Schema(nullable = true, examples = "工委办公室") @Nullable
        String author,

        @Schema(description = "规定篇目 One of the set texts", examples = "true")
        boolean setText,

        @NotNull Material.State state,
        @NotNull OrgRef organization) {
    static MaterialRef of(Material m) {
        StoredFile file = m.file();
        return new MaterialRef(
                m.id(),
                m.title(),
                m.kind(),
                file == null ? null : file.mediaType(),
                m.author(),
                m.isSetText(),
                m.state(),
                OrgRef.known(m.organization()));
    }
}
