package org.zhixing.organization;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An organisation named in passing. */
@Schema(name = "OrgRef")
public record OrgRef(
        @NotNull UUID id,
        @NotNull @Schema(examples = "柳溪村党支部") String name,
        @NotNull @Schema(examples = "BRANCH") Organization.Kind kind) {

    public static OrgRef known(Organization o) {
        return new OrgRef(o.id(), o.name(), o.kind());
    }

    public static @Nullable OrgRef of(@Nullable Organization o) {
        return o == null ? null : known(o);
    }
}
