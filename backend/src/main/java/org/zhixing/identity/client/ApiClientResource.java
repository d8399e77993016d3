package org.zhixing.identity.client;

import static org.zhixing.identity.Role.Names.ADMIN;
import static org.zhixing.platform.openapi.Tags.IDENTITY;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Scope;
import org.zhixing.platform.idempotency.Writes;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;

/** Other systems, managed by the administrators of the organisations they work for. A client is disabled, not deleted. */
@Path("/api/v1/api-clients")
@Tag(name = IDENTITY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ApiClientResource {
    private static final int USUAL_PER_MINUTE = 300;
    private static final int MOST_PER_MINUTE = 10_000;

    @Inject
    ApiClients clients;

    @Inject
    Scope scope;

    @Inject
    MergePatch mergePatch;

    @Inject
    Clock clock;

    /** A new client. It proves itself by a secret, which is asked for separately, or by the keys given here. */
    public record NewApiClient(
            @NotNull UUID organizationId,

            @NotNull @Length(min = 1, max = 60) @Schema(examples = "市委组织部党员信息系统")
            String name,

            @NotNull @Size(min = 1, max = 40) @Schema(examples = "[\"members:read\", \"study-sessions:write\"]")
            List<@NotNull String> scopes,

            @Schema(nullable = true) @Nullable OffsetDateTime expiresAt,

            @Schema(nullable = true, examples = "300", description = "默认 300 By default 300")
            @Min(1)
            @Max(MOST_PER_MINUTE)
            @Nullable
            Integer requestsPerMinute,

            @Schema(nullable = true, description = "公钥 Its public keys (RFC 7517)") @Nullable
            Map<String, Object> jwks) {}

    /** What may be changed of a client. Taking a scope away or disabling counts at its next request. */
    public record ApiClientChange(
            @NotNull @Length(min = 1, max = 60) @Schema(examples = "市委组织部党员信息系统")
            String name,

            @NotNull @Size(min = 1, max = 40) @Schema(examples = "[\"members:read\"]")
            List<@NotNull String> scopes,

            @NotNull @Schema(examples = "true") Boolean enabled,
            @Schema(nullable = true) @Nullable OffsetDateTime expiresAt,

            @NotNull @Schema(examples = "300") @Min(1) @Max(MOST_PER_MINUTE)
            Integer requestsPerMinute,

            @Schema(nullable = true) @Nullable Map<String, Object> jwks) {}

    /** A secret as it can be seen afterwards: its last characters and when it was used. */
    @Schema(name = "ApiClientSecret")
    public record SecretView(
            @NotNull UUID id,
            @NotNull @Schema(examples = "x7Qk") String hint,
            @NotNull Instant createdAt,
            @NotNull Instant expiresAt,
            @Schema(nullable = true) @Nullable Instant lastUsedAt) {
        static SecretView of(ApiClientSecret s) {
            return new SecretView(s.id(), s.hint(), s.createdAt(), s.expiresAt(), s.lastUsedAt());
        }
    }

    /** A new secret, shown this once. */
    @Schema(name = "NewApiClientSecret")
    public record NewSecretView(
            @NotNull UUID id,

            @NotNull @Schema(examples = "q0m4…x7Qk", description = "只显示这一次 Shown this once")
            String secret,

            @NotNull @Schema(examples = "x7Qk") String hint,
            @NotNull Instant createdAt,
            @NotNull Instant expiresAt) {}

    @GET
    @RolesAllowed({ADMIN})
    @Operation(operationId = "listApiClients", summary = "接口客户端列表 API clients, by name")
    public Page<ApiClientView> list(
            @QueryParam("q") @Length(max = 60) @Nullable String q,
            @QueryParam("organization") @Nullable UUID organization,
            @QueryParam("enabled") @Nullable Boolean enabled,
            @Valid @BeanParam Paging paging) {
        return clients.withinScope()
                .containing("c.name", "q", q)
                .where("c.organizationId = :organization", "organization", organization)
                .where("c.enabled = :enabled", "enabled", enabled)
                .page(paging, Order.named(paging.sort, ApiClients.BY_NAME, ApiClients.NEWEST))
                .map(ApiClientView::of);
    }

    @POST
    @RolesAllowed({ADMIN})
    @Writes
    @Operation(operationId = "createApiClient", summary = "新建接口客户端 A new API client")
    @APIResponseSchema(value = ApiClientView.class, responseCode = "201", responseDescription = "已建立 Created")
    public RestResponse<ApiClientView> create(@NotNull @Valid NewApiClient body) {
        scope.check(body.organizationId(), "/organizationId");
        ApiClient client = new ApiClient(
                body.organizationId(),
                new ApiClient.Editable(
                        body.name(),
                        body.scopes(),
                        true,
                        instant(body.expiresAt()),
                        body.requestsPerMinute() == null ? USUAL_PER_MINUTE : body.requestsPerMinute(),
                        PublicKeys.kept(body.jwks())),
                clock.instant());
        clients.persistAndFlush(client);
        return Answer.created("api-clients", client.id(), ApiClientView.of(client), client);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({ADMIN})
    @Operation(operationId = "getApiClient", summary = "接口客户端 One API client")
    public RestResponse<ApiClientView> get(UUID id) {
        ApiClient client = clients.get(id);
        return Answer.of(ApiClientView.of(client), client);
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({ADMIN})
    @Writes
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(operationId = "updateApiClient", summary = "修改、停用接口客户端 Change or disable an API client")
    public RestResponse<ApiClientView> change(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = ApiClientChange.class))) @NotNull
                    JsonNode body,
            @BeanParam Precondition precondition) {
        ApiClient client = clients.get(id);
        precondition.holds(client);
        ApiClientChange change = mergePatch.apply(
                new ApiClientChange(
                        client.name(),
                        client.scopes(),
                        client.enabled(),
                        client.expiresAt() == null ? null : client.expiresAt().atOffset(ZoneOffset.UTC),
                        client.requestsPerMinute(),
                        PublicKeys.shown(client.jwks())),
                body);
        client.edit(new ApiClient.Editable(
                change.name(),
                change.scopes(),
                change.enabled(),
                instant(change.expiresAt()),
                change.requestsPerMinute(),
                PublicKeys.kept(change.jwks())));
        clients.flush();
        return Answer.of(ApiClientView.of(client), client);
    }

    @GET
    @Path("/{id}/secrets")
    @RolesAllowed({ADMIN})
    @Operation(operationId = "listApiClientSecrets", summary = "客户端密钥 A client's secrets: hints only, newest first")
    public Page<SecretView> secrets(UUID id) {
        return Page.whole(
                clients.secrets(clients.get(id)).stream().map(SecretView::of).toList());
    }

    @POST
    @Path("/{id}/secrets")
    @RolesAllowed({ADMIN})
    @Writes
    @Operation(
            operationId = "createApiClientSecret",
            summary = "新建密钥 A new secret, shown this once; it works for a year",
            description = "Two may be valid at a time, so that one can be replaced without an interruption.")
    @APIResponseSchema(value = NewSecretView.class, responseCode = "201", responseDescription = "已建立 Created")
    public RestResponse<NewSecretView> addSecret(UUID id) {
        String secret = Secrets.next();
        ApiClientSecret kept = clients.addSecret(clients.get(id), secret);
        return RestResponse.ResponseBuilder.<NewSecretView>created(
                        URI.create("/api/v1/api-clients/" + id + "/secrets/" + kept.id()))
                .entity(new NewSecretView(kept.id(), secret, kept.hint(), kept.createdAt(), kept.expiresAt()))
                .build();
    }

    @DELETE
    @Path("/{id}/secrets/{secretId}")
    @RolesAllowed({ADMIN})
    @Writes
    @Operation(
            operationId = "deleteApiClientSecret",
            summary = "删除密钥 Take a secret away; it and the tokens given for it stop now")
    @APIResponse(responseCode = "204", description = "已删除 Gone")
    public void removeSecret(UUID id, UUID secretId) {
        clients.removeSecret(clients.get(id), secretId);
    }

    @DELETE
    @Path("/{id}/tokens")
    @RolesAllowed({ADMIN})
    @Writes
    @Operation(operationId = "endApiClientTokens", summary = "收回全部令牌 End all of a client's tokens now")
    @APIResponse(responseCode = "204", description = "已收回 Ended")
    public void endTokens(UUID id) {
        clients.endTokens(clients.get(id));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
