package org.zhixing.identity.oversight;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditEvent;
import org.zhixing.audit.Change;
import org.zhixing.audit.Doer;

/** A row of the record as it is read. */
@Schema(name = "AuditEvent")
public record AuditEventView(
        @NotNull UUID id,
        @NotNull Instant at,
        @NotNull Actor actor,

        @Schema(nullable = true, description = "代谁办理 On whose behalf") @Nullable
        Named onBehalfOf,

        @Schema(nullable = true, examples = "203.0.113.7") @Nullable
        String address,

        @Schema(nullable = true, examples = "0198c0de-7a10-7000-8000-00000000a009") @Nullable
        String requestId,

        @NotNull
        @Schema(description = "接口的 operationId 或后台任务名 The operation's id, or the job's name", examples = "updateMember")
        String operation,

        @Schema(nullable = true, examples = "核对党员花名册") @Nullable
        String reason,

        @Schema(nullable = true) @Nullable UUID organizationId,
        @NotNull List<ChangeView> changes,

        @Schema(description = "所在的链 Its chain", examples = "17")
        int chain,

        @Schema(description = "链内序号 Its number in the chain", examples = "204")
        long sequence,

        @NotNull
        @Schema(
                description = "本行的 HMAC-SHA-256",
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String hash) {

    /** Who acted. */
    @Schema(name = "AuditActor")
    public record Actor(
            Doer.@NotNull Kind kind,
            @Schema(nullable = true) @Nullable UUID id,

            @Schema(nullable = true, examples = "王秀兰") @Nullable
            String name) {}

    /** Somebody by id and name. */
    @Schema(name = "AuditBehalf")
    public record Named(
            @NotNull UUID id,
            @NotNull @Schema(examples = "陈志强") String name) {}

    /** One thing that was changed or read; protected values are masked. */
    @Schema(name = "AuditChange")
    public record ChangeView(
            Change.@NotNull Kind kind,
            @NotNull @Schema(examples = "Member") String type,
            @NotNull UUID id,

            @NotNull @Schema(description = "之前的值 Values before")
            Map<String, Object> before,

            @NotNull @Schema(description = "之后的值 Values after")
            Map<String, Object> after) {

        /** Whether it is about this member or account, or names it. */
        boolean concerns(UUID somebody) {
            String text = somebody.toString();
            return id.equals(somebody)
                    || before.values().stream()
                            .anyMatch(v -> Objects.toString(v).equals(text))
                    || after.values().stream().anyMatch(v -> Objects.toString(v).equals(text));
        }
    }

    static AuditEventView of(AuditEvent e, ObjectMapper json) {
        Doer doer = e.doer();
        return new AuditEventView(
                e.id(),
                e.at(),
                new Actor(doer.kind(), doer.id(), doer.name()),
                doer.behalfId() == null ? null : new Named(doer.behalfId(), Objects.toString(doer.behalfName(), "")),
                e.address(),
                e.requestId(),
                e.operation(),
                e.reason(),
                e.organizationId(),
                changes(e, json),
                e.chain(),
                e.sequence(),
                HexFormat.of().formatHex(e.hash()));
    }

    static List<ChangeView> changes(AuditEvent e, ObjectMapper json) {
        try {
            return List.of(json.readValue(e.changes(), Change[].class)).stream()
                    .map(c -> new ChangeView(
                            c.kind(),
                            c.type(),
                            c.id(),
                            c.before() == null ? Map.of() : c.before(),
                            c.after() == null ? Map.of() : c.after()))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
