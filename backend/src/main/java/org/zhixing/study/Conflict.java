package org.zhixing.study;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.OrgRef;

/** Another session at the same time that has a branch, the presenter or the place in common. It warns and forbids nothing. */
@Schema(name = "SessionConflict")
public record Conflict(
        @NotNull UUID sessionId,
        @NotNull @Schema(examples = "专题学习：牢记宗旨，服务群众") String title,
        @NotNull OrgRef organization,
        @NotNull Instant startsAt,
        @NotNull Instant endsAt,
        @NotNull StudySession.State state,

        @NotNull @Schema(description = "相同之处 What both have in common")
        List<Common> common) {
    /** What two sessions at one time may have in common. */
    @Schema(name = "SessionConflictKind")
    public enum Common {
        BRANCH,
        PRESENTER,
        PLACE
    }

    static Conflict of(StudySession other, Set<Common> common) {
        return new Conflict(
                other.id(),
                other.title(),
                OrgRef.known(other.organization()),
                other.startsAt(),
                other.endsAt(),
                other.state(),
                List.copyOf(common));
    }

    /** What is in common; nothing where the two are at different times. */
    static Set<Common> between(Side one, Side other) {
        Set<Common> common = EnumSet.noneOf(Common.class);
        if (!one.span().overlaps(other.span())) {
            return common;
        }
        if (one.branches().stream().anyMatch(other.branches()::contains)) {
            common.add(Common.BRANCH);
        }
        if (same(one.presenter(), other.presenter())) {
            common.add(Common.PRESENTER);
        }
        if (same(one.place(), other.place())) {
            common.add(Common.PLACE);
        }
        return common;
    }

    /** What of a session can be in the way of another. */
    record Side(
            Span span,
            Set<UUID> branches,
            @Nullable String presenter,
            @Nullable String place) {}

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one != null && other != null && !one.isBlank() && one.strip().equals(other.strip());
    }
}
