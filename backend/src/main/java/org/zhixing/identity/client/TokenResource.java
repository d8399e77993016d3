package org.zhixing.identity.client;

import static org.zhixing.platform.openapi.Tags.IDENTITY;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.web.CallerAddress;
import org.zhixing.platform.web.RateLimits;
import org.zhixing.platform.web.RateLimits.Policy;

/** Where a client gets its token: RFC 6749 §4.4, by secret (client_secret_basic) or signature (private_key_jwt). */
@Path(TokenResource.PATH)
@Tag(name = IDENTITY)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TokenResource {
    static final String PATH = "/oauth/token";

    @Inject
    Tokens tokens;

    @Inject
    RateLimits limits;

    @Inject
    CallerAddress addresses;

    @ConfigProperty(name = "zhixing.oauth.requests-per-minute-and-address")
    int perAddress;

    @ConfigProperty(name = "zhixing.oauth.requests-per-minute-and-client")
    int perClient;

    /** The form, as the contract shows it. */
    @Schema(name = "TokenRequest")
    public record Form(
            @NotNull
            @JsonProperty("grant_type")
            @Schema(
                    examples = "client_credentials",
                    enumeration = {"client_credentials"})
            String grantType,

            @Schema(examples = "members:read", description = "只要其中一部分 Only these of the client's scopes") @Nullable
            String scope,

            @JsonProperty("client_assertion_type")
            @Schema(
                    examples = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    enumeration = {"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"})
            @Nullable
            String clientAssertionType,

            @JsonProperty("client_assertion") @Schema(examples = "eyJhbGciOiJFZERTQSJ9.…") @Nullable
            String clientAssertion,

            @JsonProperty("client_id") @Schema(examples = "0198c0de-7a10-7000-8000-00000000a001") @Nullable
            String clientId) {}

    /** The token, to be sent as {@code Authorization: Bearer}. */
    @Schema(name = "AccessToken")
    public record TokenAnswer(
            @JsonProperty("access_token") @NotNull @Schema(examples = "kq3m…Zt8")
            String accessToken,

            @JsonProperty("token_type") @NotNull @Schema(examples = "Bearer")
            String tokenType,

            @JsonProperty("expires_in") @Schema(examples = "600", description = "秒 Seconds")
            long expiresIn,

            @NotNull @Schema(examples = "members:read study-sessions:write")
            String scope) {}

    /** Why there is no token: RFC 6749 §5.2. */
    @Schema(name = "TokenError")
    public record TokenError(
            @NotNull
            @Schema(
                    examples = "invalid_client",
                    enumeration = {"invalid_request", "invalid_client", "invalid_scope", "unsupported_grant_type"})
            String error,

            @JsonProperty("error_description") @NotNull @Schema(examples = "grant_type is missing")
            String errorDescription) {}

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @PermitAll
    @Operation(
            operationId = "getToken",
            summary = "获取访问令牌 Get a token by client credentials",
            description =
                    "The client proves itself by HTTP Basic with its id and secret (client_secret_basic), or by a signed"
                            + " JWT in the form (private_key_jwt). Refusals are those of RFC 6749 §5.2.")
    @APIResponse(
            responseCode = "200",
            description = "令牌 The token",
            content = @Content(schema = @Schema(implementation = TokenAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description = "请求有误 The request is wrong",
            content = @Content(schema = @Schema(implementation = TokenError.class)))
    @APIResponse(
            responseCode = "401",
            description = "客户端未通过验证 The client has not proved itself",
            content = @Content(schema = @Schema(implementation = TokenError.class)))
    public RestResponse<TokenAnswer> give(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                                            schema = @Schema(implementation = Form.class)))
                    String body,
            @Context HttpHeaders headers,
            @Context HttpServerRequest http) {
        limits.count("token-address:" + addresses.of(http), Policy.perMinute("address", perAddress))
                .check();
        TokenRequest request = TokenRequest.read(body, headers.getHeaderString(HttpHeaders.AUTHORIZATION));
        limits.count("token-client:" + request.client(), Policy.perMinute("client", perClient))
                .check();
        Tokens.Given given = tokens.give(request);
        return RestResponse.ResponseBuilder.ok(new TokenAnswer(
                        given.token(), "Bearer", AccessToken.LIFE.toSeconds(), String.join(" ", given.scopes())))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
