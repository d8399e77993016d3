package org.zhixing.identity.oversight;

import static org.zhixing.identity.Role.Names.ADMIN;
import static org.zhixing.identity.Role.Names.AUDITOR;
import static org.zhixing.platform.openapi.Tags.AUDIT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditVerification;
import org.zhixing.audit.AuditVerifications;
import org.zhixing.audit.AuditVerifier;
import org.zhixing.audit.HeadStatement;
import org.zhixing.identity.Scope;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.crypto.Signature;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;

/** Proof that the record is whole: checks of all chains, and their signed heads to be kept elsewhere. */
@Path("/api/v1")
@Tag(name = AUDIT)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuditVerificationResource {
    @Inject
    AuditEvents events;

    @Inject
    AuditVerifications verifications;

    @Inject
    Scope scope;

    @Inject
    Keyring keys;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    /** Where every chain ended, signed with Ed25519. */
    public record AuditHeads(
            @NotNull
            @Schema(
                    description = "被签名的文本：时间，以及每条链的编号、最后序号和 hash The text that is signed",
                    examples = "zhixing audit heads 1 2026-03-24T01:30:00Z\n0 12 9f86d081…\n")
            String statement,

            @NotNull @Schema(description = "Ed25519, base64", examples = "MEUCIQDf…")
            String signature,

            @NotNull @Schema(description = "X.509 公钥 base64 The public key", examples = "MCowBQYDK2VwAyEA…")
            String publicKey,

            @Schema(description = "密钥版本 Version of the key", examples = "1")
            int keyVersion) {}

    /** A check to run; with heads that were exported earlier the record is also compared with them. */
    public record NewAuditVerification(
            @Schema(nullable = true, examples = "zhixing audit heads 1 2026-03-24T01:30:00Z\n0 12 9f86d081…\n")
            @Length(max = 20_000)
            @Nullable
            String statement,

            @Schema(nullable = true, examples = "MEUCIQDf…") @Length(max = 200) @Nullable
            String signature,

            @Schema(nullable = true, examples = "1") @Nullable
            Integer keyVersion) {}

    /** A row that does not fit. */
    @Schema(name = "AuditFault")
    public record FaultView(
            AuditVerifier.@NotNull Kind kind,
            @Schema(examples = "17") int chain,
            @Schema(examples = "204") long sequence,
            @Schema(nullable = true) @Nullable UUID id,

            @Schema(nullable = true, examples = "2026-03-24T01:30:00Z") @Nullable
            String at) {}

    /** A check and what it found; whole is null while it runs. */
    @Schema(name = "AuditVerification")
    public record VerificationView(
            @NotNull UUID id,
            @NotNull Instant startedAt,
            @Schema(nullable = true) @Nullable Instant finishedAt,

            @Schema(description = "已核对的行数 Rows read", examples = "120431")
            long events,

            @Schema(
                    description =
                            "密钥已停用、只能核对前后衔接的行数 Rows under a key that is no longer configured: only their links were checked",
                    examples = "0")
            long unkeyed,

            @Schema(nullable = true, description = "是否完好 Whether nothing was changed, removed or inserted") @Nullable
            Boolean whole,

            @NotNull @Schema(description = "不符的行，最早的在前 The rows that do not fit, earliest first")
            List<FaultView> faults) {}

    @GET
    @Path("/audit-heads")
    @RolesAllowed({ADMIN, AUDITOR})
    @Operation(operationId = "exportAuditHeads", summary = "导出签名的链首 Where all chains end, signed, to be kept elsewhere")
    public AuditHeads heads() {
        scope.checkTop();
        String statement = HeadStatement.of(clock.instant(), verifications.heads());
        Signature signature = keys.sign(statement.getBytes(StandardCharsets.UTF_8));
        return new AuditHeads(
                statement,
                Base64.getEncoder().encodeToString(signature.bytes()),
                keys.publicKey(signature.version()),
                signature.version());
    }

    @GET
    @Path("/audit-verifications")
    @RolesAllowed({ADMIN, AUDITOR})
    @Operation(operationId = "listAuditVerifications", summary = "校验记录 Checks of the record, latest first")
    public Page<VerificationView> list(@Valid @BeanParam Paging paging) {
        scope.checkTop();
        return events.verifications().page(paging, AuditEvents.LATEST_CHECK).map(this::view);
    }

    @POST
    @Path("/audit-verifications")
    @RolesAllowed({ADMIN, AUDITOR})
    @Writes
    @Operation(operationId = "verifyAudit", summary = "校验审计链 Check the whole record in the background")
    @APIResponseSchema(value = VerificationView.class, responseCode = "202", responseDescription = "已开始 Started")
    public RestResponse<VerificationView> verify(@NotNull @Valid NewAuditVerification body) {
        scope.checkTop();
        if (body.statement() != null) {
            checkSignature(body);
            HeadStatement.read(body.statement());
        }
        AuditVerification asked = verifications.ask(scope.accountId(), body.statement());
        return Answer.accepted("audit-verifications", asked.id(), view(asked));
    }

    @GET
    @Path("/audit-verifications/{id}")
    @RolesAllowed({ADMIN, AUDITOR})
    @Operation(operationId = "getAuditVerification", summary = "一次校验 One check")
    public RestResponse<VerificationView> get(UUID id) {
        scope.checkTop();
        AuditVerification found =
                events.verifications().where("v.id = :id", "id", id).one();
        return Answer.of(view(found), found);
    }

    private void checkSignature(NewAuditVerification body) {
        boolean genuine;
        try {
            genuine = body.signature() != null
                    && keys.verify(
                            body.keyVersion() == null ? keys.active() : body.keyVersion(),
                            body.statement().getBytes(StandardCharsets.UTF_8),
                            Base64.getDecoder().decode(body.signature()));
        } catch (IllegalArgumentException noBase64) {
            genuine = false;
        }
        if (!genuine) {
            throw Refused.field("/signature", "audit/signature-wrong");
        }
    }

    private VerificationView view(AuditVerification v) {
        try {
            List<FaultView> faults = v.faults() == null
                    ? List.of()
                    : List.of(json.readValue(v.faults(), AuditVerifier.Fault[].class)).stream()
                            .map(f -> new FaultView(f.kind(), f.chain(), f.sequence(), f.id(), f.at()))
                            .toList();
            return new VerificationView(
                    v.id(),
                    v.startedAt(),
                    v.finishedAt(),
                    v.events(),
                    v.unkeyed(),
                    v.finishedAt() == null ? null : faults.isEmpty(),
                    faults);
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
