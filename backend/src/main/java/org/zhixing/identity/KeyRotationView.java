package org.zhixing.identity;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.crypto.KeyRotation;
import org.zhixing.platform.crypto.Rotation;

/** How far the protected fields are under the active key, and the rotation that runs or ran last. */
@Schema(name = "KeyRotation")
public record KeyRotationView(
        @Schema(nullable = true, description = "还没有轮换过时为空 Null where there has been none") @Nullable
        UUID id,

        @Schema(nullable = true) Rotation.@Nullable State state,
        boolean running,

        @Schema(nullable = true, description = "轮换到的密钥版本 The version it turns to", examples = "2") @Nullable
        Integer toVersion,

        @Schema(nullable = true) @Nullable Instant startedAt,
        @Schema(nullable = true) @Nullable Instant finishedAt,

        @Schema(description = "已重新加密的行数 Rows encrypted anew", examples = "1500")
        long processed,

        @Schema(description = "未能重新加密的行数，日志中有说明 Rows that could not be; the log names them", examples = "0")
        long refused,

        @Schema(description = "现用密钥版本 The version that protects what is written now", examples = "2")
        int activeVersion,

        @NotNull @Schema(description = "已配置的密钥版本 The versions that can be read", examples = "[1, 2]")
        List<Integer> configuredVersions,

        @NotNull List<ProtectedColumnView> columns) {

    /** A protected column and how many of its rows stand under which key. */
    @Schema(name = "ProtectedColumn")
    public record ProtectedColumnView(
            @NotNull @Schema(examples = "member") String table,
            @NotNull @Schema(examples = "phone_secret") String column,
            @NotNull List<KeyVersionRows> versions) {}

    /** Rows under one key. */
    public record KeyVersionRows(
            @Schema(examples = "1") int version,
            @Schema(examples = "4200") long rows) {}

    static KeyRotationView of(
            @Nullable Rotation rotation, List<KeyRotation.Share> shares, int active, SortedSet<Integer> configured) {
        return new KeyRotationView(
                rotation == null ? null : rotation.id(),
                rotation == null ? null : rotation.state(),
                rotation != null && rotation.running(),
                rotation == null ? null : rotation.toVersion(),
                rotation == null ? null : rotation.startedAt(),
                rotation == null ? null : rotation.finishedAt(),
                rotation == null ? 0 : rotation.processed(),
                rotation == null ? 0 : rotation.refused(),
                active,
                List.copyOf(configured),
                shares.stream()
                        .map(share -> new ProtectedColumnView(
                                share.table(),
                                share.column(),
                                share.rows().entrySet().stream()
                                        .map(rows -> new KeyVersionRows(rows.getKey(), rows.getValue()))
                                        .toList()))
                        .toList());
    }
}
