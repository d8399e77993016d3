package org.zhixing.organization;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A member named in passing. */
@Schema(name = "MemberRef")
public record MemberRef(
        @NotNull UUID id, @NotNull @Schema(examples = "陈志强") String name) {
    public static MemberRef known(Member m) {
        return new MemberRef(m.id(), m.name());
    }

    public static @Nullable MemberRef of(@Nullable Member m) {
        return m == null ? null : known(m);
    }
}
