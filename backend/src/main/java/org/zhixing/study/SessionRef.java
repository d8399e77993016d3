package org.zhixing.study;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A session named in passing. */
@Schema(name = "SessionRef")
public record SessionRef(
        @NotNull UUID id,
        @NotNull @Schema(examples = "专题学习：牢记宗旨，服务群众") String title,
        @NotNull Instant startsAt,
        @NotNull Instant endsAt,

        @Schema(nullable = true, examples = "村部二楼会议室") @Nullable
        String place,

        StudySession.@NotNull State state) {
    public static SessionRef of(StudySession s) {
        return new SessionRef(s.id(), s.title(), s.startsAt(), s.endsAt(), s.place(), s.state());
    }
}
